import type { Headset } from '../../shared/microphone'

type Input = Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'groupId' | 'label'>

/**
 * Chromium ends the names of such devices so (macOS, Windows), in every language; the Hands-Free profile's audio gateway is
 * named by Windows' own driver, and AirPods by Apple. A cable's headset may be called hands-free, too.
 */
const BLUETOOTH = /\(bluetooth\)|\bhands[- ]?free ag\b|\bairpods\b/i
/**
 * Chromium's ending on macOS. Windows translates all but the driver's name in brackets, so that the makers of a computer's own
 * sound are what can be known in any language.
 */
const BUILT_IN =
  /\(built-in\)|\binternal microphone\b|\bmicrophone array\b|\bintegrated\b|\b(?:realtek|smart sound|amd audio|conexant|synaptics|cirrus logic|qualcomm)\b/i
/** How Chromium ends names of USB devices, whoever made their chip. */
const USB = /\([0-9a-f]{4}:[0-9a-f]{4}\)$|\busb\b/i
/** Chromium lists another device once more under these, with a word in the system's language before its name. */
const ALIASES = ['default', 'communications']

/** Some headsets have a cable, too, and are called the same with it. */
const isBluetooth = (label: string): boolean => BLUETOOTH.test(label) && !USB.test(label)

/**
 * The headset that would be opened, if it is one that plays everything in telephone quality while its microphone is open, and
 * takes a second or two to change: Bluetooth has one profile for music and another one for talking. `chosen`: a device id;
 * null for the system's default.
 */
export function headsetOf(devices: readonly Input[], chosen: string | null): Headset | null {
  const inputs = devices.filter(({ kind }) => kind === 'audioinput')
  const real = inputs.filter(({ deviceId }) => !ALIASES.includes(deviceId))
  const byDefault = inputs.find(({ deviceId }) => deviceId === 'default')
  const opened = inputs.find(({ deviceId }) => deviceId === chosen) ?? byDefault
  if (opened === undefined || !isBluetooth(opened.label)) return null
  const own = real.find(({ groupId, label }) => groupId === opened.groupId && isBluetooth(label))
  const builtIn = real.find(({ label }) => BUILT_IN.test(label) && !USB.test(label) && !isBluetooth(label))
  return {
    label: (own ?? opened).label,
    builtIn: builtIn ? { deviceId: builtIn.deviceId, label: builtIn.label } : null,
  }
}
