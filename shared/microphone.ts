/** The microphone tells the truth: `closed` means that the track is stopped. */
export const MICROPHONE_STATES = ['closed', 'opening', 'open', 'denied', 'missing', 'busy'] as const
export type MicrophoneState = (typeof MICROPHONE_STATES)[number]

/** Nothing can be recorded as things stand. By itself, so that the voice window loads no schemas for it. */
export const isDeaf = ({ state }: { state: MicrophoneState }): boolean =>
  state === 'denied' || state === 'missing' || state === 'busy'

/**
 * Whether the system lets the app record, by its own word (macOS, Windows); `not-determined`: nobody was asked yet.
 * `restricted`: whoever manages the computer decides.
 */
export type MicrophoneAccess = 'granted' | 'not-determined' | 'denied' | 'restricted'

/** A Bluetooth headset's microphone, and what the computer has of its own instead. */
export interface Headset {
  label: string
  builtIn: { deviceId: string; label: string } | null
}

/** `muted`: the system says that it is. `dead`: it gives nothing, not even silence. */
export const MICROPHONE_TROUBLES = ['muted', 'dead'] as const
export type MicrophoneTrouble = (typeof MICROPHONE_TROUBLES)[number]
