type Input = Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>

/** As Chromium ends the names of such devices (macOS, Windows), and as Windows and Apple call them. */
const BLUETOOTH = /\(bluetooth\)|hands[- ]?free|\bairpods\b/i
/**
 * Chromium's ending on macOS. Windows translates all but the driver's name in brackets, so that the makers of a computer's own
 * sound are what can be known in any language.
 */
const BUILT_IN =
  /\(built-in\)|\binternal microphone\b|\bmicrophone array\b|\bintegrated\b|\b(?:realtek|smart sound|amd audio|conexant|synaptics|cirrus logic|qualcomm)\b/i
/** How Chromium ends names of USB devices on Windows, whoever made their chip. */
const USB = /\([0-9a-f]{4}:[0-9a-f]{4}\)$|\busb\b/i

/**
 * A headset that plays everything in telephone quality while its microphone is open, and takes a second or two to change:
 * Bluetooth has one profile for music and another one for talking.
 */
export const isBluetooth = (label: string): boolean => BLUETOOTH.test(label)

/** A microphone of the computer itself, which may be offered instead. `default` is an alias of another one. */
export function builtInOf(devices: readonly Input[]): { deviceId: string; label: string } | null {
  const found = devices.find(
    ({ kind, deviceId, label }) =>
      kind === 'audioinput' &&
      deviceId !== 'default' &&
      deviceId !== 'communications' &&
      BUILT_IN.test(label) &&
      !USB.test(label) &&
      !isBluetooth(label),
  )
  return found ? { deviceId: found.deviceId, label: found.label } : null
}
