import type { ChosenDevice, DeviceKind, DeviceNames } from '../../shared/devices'
import { safeLine } from '../../shared/safe-text'

type Listed = Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'groupId' | 'label'>

/** Chromium lists another device once more under these, with a word in the system's language before its name. */
const ALIASES = ['default', 'communications']
const KINDS: Record<DeviceKind, MediaDeviceKind> = { microphone: 'audioinput', speaker: 'audiooutput' }
/** Characters of a name: a device may call itself anything. */
const LONGEST_NAME = 100

/** Chromium ends the names of USB devices with their vendor and product numbers. */
const USB_NUMBERS = / \([0-9a-f]{4}:[0-9a-f]{4}\)$/

/** As it is shown, and kept with a choice. */
const nameOf = (label: string) => safeLine(label.replace(USB_NUMBERS, ''), LONGEST_NAME)

/** The devices of a kind, each once. */
const real = (listed: readonly Listed[], kind: DeviceKind): Listed[] =>
  listed.filter((it) => it.kind === KINDS[kind] && !ALIASES.includes(it.deviceId))

/**
 * The device id of a chosen device, if it is there. Ids change when a profile is made anew or, on some systems, a plug is
 * changed: then the name tells it.
 */
export function idOf(listed: readonly Listed[], kind: DeviceKind, { id, label }: ChosenDevice): string | null {
  const devices = real(listed, kind)
  const found =
    devices.find((it) => it.deviceId === id) ?? devices.find((it) => label !== null && nameOf(it.label) === label)
  return found?.deviceId ?? null
}

/** What there is to choose from, with the name of what the system takes by default where it tells, and how the choice stands. */
export function namesOf(listed: readonly Listed[], kind: DeviceKind, choice: ChosenDevice | null): DeviceNames {
  const devices = real(listed, kind)
  const byDefault = listed.find((it) => it.kind === KINDS[kind] && it.deviceId === 'default')
  // Its own name ends with that of the device; two plugs of one card have the same group.
  const behind =
    devices.find(({ label }) => label !== '' && byDefault?.label.endsWith(label)) ??
    devices.find(({ groupId }) => groupId === byDefault?.groupId)
  const chosen = choice === null ? null : idOf(listed, kind, choice)
  return {
    devices: devices.flatMap(({ deviceId, label }) => {
      const name = nameOf(label)
      return name === null ? [] : [{ id: deviceId, label: name }]
    }),
    byDefault: nameOf(behind?.label ?? ''),
    chosen,
    missing: choice !== null && chosen === null ? { label: nameOf(choice.label ?? '') } : null,
  }
}
