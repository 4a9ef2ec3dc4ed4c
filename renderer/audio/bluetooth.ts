type Input = Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>

/** As Chromium ends the names of such devices (macOS, Windows), and as Windows and Apple call them. */
const BLUETOOTH = /\(bluetooth\)|hands[- ]?free|\bairpods\b/i
/** Chromium's ending on macOS; what drivers call a laptop's own on Windows. */
const BUILT_IN = /\(built-in\)|\binternal microphone\b|\bmicrophone array\b|\bintegrated\b/i

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
      !isBluetooth(label),
  )
  return found ? { deviceId: found.deviceId, label: found.label } : null
}
