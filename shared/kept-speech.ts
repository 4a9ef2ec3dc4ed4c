import { z } from 'zod'
import { BackendIdSchema } from './grant'

const Pcm16 = z.custom<Int16Array>((value) => value instanceof Int16Array)

/**
 * Speech outlives the window that recorded it: the engine tells main of every frame as it comes, and main keeps it in
 * memory (never on disk) until its turn needs it no more. A window that starts after a crash gets back what was not yet
 * answered. Samples are 24 kHz mono PCM16.
 */
export const SpeechNoteSchema = z.discriminatedUnion('type', [
  /** A question begins; `at` is when the key went down, epoch milliseconds. `text` is a typed one's words. */
  z.object({
    type: z.literal('begin'),
    turnId: z.string(),
    at: z.number(),
    backend: BackendIdSchema,
    wallet: z.string().nullable(),
    text: z.string().nullable(),
  }),
  z.object({ type: z.literal('frame'), turnId: z.string(), samples: Pcm16 }),
  /** The server has it whole. */
  z.object({ type: z.literal('reached'), turnId: z.string() }),
  /** A tool that may move money was asked for: it is never offered for sending again. */
  z.object({ type: z.literal('acted'), turnId: z.string() }),
  /** The turn was answered, taken back or discarded. */
  z.object({ type: z.literal('drop'), turnId: z.string() }),
])
export type SpeechNote = z.infer<typeof SpeechNoteSchema>

/** A question that was not answered when its engine went away. */
export const KeptSpeechSchema = z.object({
  turnId: z.string(),
  at: z.number(),
  backend: BackendIdSchema,
  wallet: z.string().nullable(),
  text: z.string().nullable(),
  reached: z.boolean(),
  acted: z.boolean(),
  samples: Pcm16,
})
export type KeptSpeech = z.infer<typeof KeptSpeechSchema>
