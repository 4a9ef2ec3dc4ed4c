import type { DeviceNames } from './devices'
import { t } from './i18n'

/** What stands in a list of devices for one that is not there; no device has this id. */
export const MISSING = 'missing'
/** And for the system's default. */
export const DEFAULT = ''

/** The choices of a picker, the system's default first, and which one is in force. Two devices of one name are numbered. */
export function deviceChoices({ devices, byDefault, chosen, missing }: DeviceNames): {
  value: string
  options: { id: string; label: string }[]
} {
  const seen = new Map<string, number>()
  const listed = devices.map(({ id, label: device }) => {
    const n = (seen.get(device) ?? 0) + 1
    seen.set(device, n)
    return { id, label: n === 1 ? device : t('devices.another', { device, n }) }
  })
  const system =
    byDefault === null ? t('devices.systemDefault') : t('devices.systemDefaultNamed', { device: byDefault })
  const gone =
    missing &&
    (missing.label === null ? t('devices.chosenNotConnected') : t('devices.notConnected', { device: missing.label }))
  return {
    value: missing ? MISSING : (chosen ?? DEFAULT),
    options: [{ id: DEFAULT, label: system }, ...(gone ? [{ id: MISSING, label: gone }] : []), ...listed],
  }
}
