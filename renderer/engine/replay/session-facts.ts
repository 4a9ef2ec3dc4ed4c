import { z } from 'zod'
import type { RecordedEvent } from './recording'

/** The parts of a session's settings that a diagnosis reads, in both dialects. A part of another shape counts as absent. */
const text = z.string().nullish().catch(null)

const HostedTools = z.looseObject({
  type: z.literal('mcp'),
  server_label: z.string().catch(''),
  allowed_tools: z.unknown().optional(),
  require_approval: z.unknown().optional(),
})
export type HostedTools = z.infer<typeof HostedTools>

const Guest = z.object({ label: text, instructions: text }).nullish().catch(null)

const Session = z.looseObject({
  id: text,
  model: text,
  voice: text,
  instructions: text,
  tools: z.array(z.unknown()).nullish().catch(null),
  input_audio_transcription: z.unknown().optional(),
  audio: z
    .looseObject({
      input: z.looseObject({ transcription: z.unknown().optional() }).nullish().catch(null),
      output: z.looseObject({ voice: text }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
  dexter_session: z
    .looseObject({
      type: text,
      guest_profile: Guest,
      wallet: z.looseObject({ public_key: text, label: text }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
})

export interface SessionFacts {
  id: string | null
  model: string | null
  voice: string | null
  instructions: string
  /** The settings ask for a transcript of what the user says. */
  transcribes: boolean
  hosted: HostedTools[]
  /** As the backend tells it; null where it does not. */
  identity: 'guest' | 'user' | null
  label: string | null
  wallet: string | null
  /** What a guest is told, apart from the instructions. */
  guestInstructions: string
  event: RecordedEvent
}

/** Null when it is no session at all. */
export function sessionFacts(value: unknown, event: RecordedEvent): SessionFacts | null {
  const parsed = Session.safeParse(value)
  if (!parsed.success) return null
  const session = parsed.data
  const dexter = session.dexter_session
  return {
    id: session.id ?? null,
    model: session.model ?? null,
    voice: session.voice ?? session.audio?.output?.voice ?? null,
    instructions: session.instructions ?? '',
    transcribes: Boolean(session.input_audio_transcription ?? session.audio?.input?.transcription),
    hosted: (session.tools ?? []).flatMap((tool) => {
      const hosted = HostedTools.safeParse(tool)
      return hosted.success ? [hosted.data] : []
    }),
    identity: dexter?.type === 'guest' ? 'guest' : dexter?.type === 'user' ? 'user' : null,
    label: dexter?.guest_profile?.label ?? dexter?.wallet?.label ?? null,
    wallet: dexter?.wallet?.public_key ?? null,
    guestInstructions: dexter?.guest_profile?.instructions ?? '',
    event,
  }
}
