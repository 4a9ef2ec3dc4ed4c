import { z } from 'zod'

/** Microphones and speakers, as the voice window tells of them. Their ids hold for this profile alone. */

export const DEVICE_KINDS = ['microphone', 'speaker'] as const
export type DeviceKind = (typeof DEVICE_KINDS)[number]

/** The one that the trader chose. Where its id is not known any more, its name finds it. */
export interface ChosenDevice {
  id: string
  label: string | null
}

/** Characters of an id or a name, and devices of a kind: more of any is no sound system. */
export const LONGEST_DEVICE = 500
const MAX_DEVICES = 100

const DeviceNamesSchema = z.object({
  devices: z
    .array(z.object({ id: z.string().max(LONGEST_DEVICE), label: z.string().max(LONGEST_DEVICE) }))
    .max(MAX_DEVICES),
  /** What the system takes by default; null where it does not tell, or has none. */
  byDefault: z.string().max(LONGEST_DEVICE).nullable(),
  /** The id of the chosen one as it is listed now; null for the system's default, and while it is not there. */
  chosen: z.string().max(LONGEST_DEVICE).nullable(),
  /** The chosen one is not there. `label`: its name, where it is known. */
  missing: z.object({ label: z.string().max(LONGEST_DEVICE).nullable() }).nullable(),
})
export type DeviceNames = z.infer<typeof DeviceNamesSchema>

export const DevicesSchema = z.object({ microphone: DeviceNamesSchema, speaker: DeviceNamesSchema })
export type Devices = z.infer<typeof DevicesSchema>
const NONE: DeviceNames = { devices: [], byDefault: null, chosen: null, missing: null }
export const NO_DEVICES: Devices = { microphone: NONE, speaker: NONE }

/** What the trader may have tried out: the level, three seconds of his own voice, a tone. */
export const DEVICE_TESTS = ['level', 'hear-yourself', 'tone'] as const
export type DeviceTest = (typeof DEVICE_TESTS)[number]

/**
 * How a test stands. `off`: nothing is being tried; `silent`, `failed`: nothing either, since what was recorded was all zeros,
 * or nothing.
 */
export const DEVICE_TEST_STATES = [
  'off',
  'opening',
  'level',
  'recording',
  'playing',
  'tone',
  'silent',
  'failed',
] as const
export type DeviceTestState = (typeof DEVICE_TEST_STATES)[number]

/** What settings keep of a choice. */
export const choiceOf = (kind: DeviceKind, device: ChosenDevice | null) =>
  kind === 'microphone'
    ? { microphoneDevice: device?.id ?? null, microphoneLabel: device?.label ?? null }
    : { speakerDevice: device?.id ?? null, speakerLabel: device?.label ?? null }
