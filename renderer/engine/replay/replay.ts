import { redactText } from '../../../shared/redact'
import type { EntryOf } from '../../../shared/snapshot'
import { type Severity, severityOf } from '../state/problems'
import type { Dialect } from '../wire/dialect'
import type { Facts } from './facts'
import { findFaults } from './findings'
import type { Finding } from './findings/finding'
import { playThrough } from './playthrough'
import { readRecording } from './reading/read-recording'
import type { RecordingFormat } from './recording'

/** What a session log holds, and what is wrong with it. */
export interface ReplayReport {
  format: RecordingFormat
  dialect: Dialect | null
  /** Entries that could be read. */
  events: number
  /** Parts of the file that could not. */
  unreadable: number
  session: ReplayedSession
  /** In order. `heard` is the part of an answer that was played before it was cut; absent when it was not cut. */
  conversation: ReplayedMessage[]
  /** `arguments` and `output` as JSON text, as the model and the tool wrote them. */
  tools: { server: string; name: string; status: string; arguments: string; output: string | null }[]
  /** Each error once; `count` is the number of rows that tell it. */
  errors: {
    code: string
    param: string | null
    count: number
    severity: Severity
    message: string
    at: string | null
  }[]
  /** Tokens of all responses. */
  usage: { input_tokens: number; output_tokens: number; total_tokens: number; responses: number }
  findings: Finding[]
}

export interface ReplayedSession {
  id: string | null
  model: string | null
  voice: string | null
  identity: 'guest' | 'user' | null
  label: string | null
  wallet: string | null
  /** Sessions in the recording; the fields above are of the last. */
  count: number
  startedAt: string | null
  endedAt: string | null
}

export interface ReplayedMessage {
  role: 'user' | 'assistant'
  /** null when nobody knows the words. */
  text: string | null
  heard?: string
  itemId: string | null
}

/**
 * Plays a session log through the engine's modules and says what it holds and what is wrong.
 * @param text the log in any of the formats that reading/read-recording.ts knows
 * @returns the report; of a broken file what could be read, with a finding that says what could not. Never throws.
 */
export function replay(text: string): ReplayReport {
  const recording = readRecording(text)
  const { facts, state } = playThrough(recording)
  const entries = state.conversation.all().sort((a, b) => a.order - b.order)
  return {
    format: recording.format,
    dialect: facts.dialect,
    events: recording.events.length,
    unreadable: recording.unreadable.length,
    session: sessionOf(facts),
    conversation: entries.flatMap((entry): ReplayedMessage[] => {
      if (entry.kind === 'assistant') return [answer(entry)]
      if (entry.kind !== 'user') return []
      const turn = facts.turns.find(({ turn: it }) => it.id === entry.id)
      return turn?.asked ? [{ role: 'user', text: entry.text, itemId: turn.turn.attempt.itemId }] : []
    }),
    tools: entries.flatMap((entry) =>
      entry.kind === 'tool'
        ? [
            {
              server: entry.server,
              name: entry.name,
              status: entry.status,
              arguments: redactText(entry.arguments),
              output: entry.output === null ? null : redactText(entry.output),
            },
          ]
        : [],
    ),
    errors: facts.errors.map(({ code, param, message, rows, first }) => ({
      code,
      param,
      count: rows,
      severity: severityOf(code),
      message: redactText(message),
      at: first.when,
    })),
    usage: usageOf(facts),
    // Logs of others may hold secrets; a report is passed on.
    findings: findFaults(facts).map((it) => ({ ...it, detail: redactText(it.detail) })),
  }
}

function answer({ id, text, state, heardChars }: EntryOf<'assistant'>): ReplayedMessage {
  const cut = state === 'interrupted' && heardChars !== null
  return { role: 'assistant', text, ...(cut ? { heard: text.slice(0, heardChars) } : {}), itemId: id }
}

function sessionOf({ sessions, minted, recording }: Facts): ReplayedSession {
  const last = sessions.at(-1) ?? minted
  const first = recording.events[0]
  return {
    id: last?.id ?? null,
    model: last?.model ?? null,
    voice: last?.voice ?? null,
    identity: last?.identity ?? minted?.identity ?? null,
    label: last?.label ?? minted?.label ?? null,
    wallet: last?.wallet ?? minted?.wallet ?? null,
    count: sessions.length,
    startedAt: first?.when ?? null,
    endedAt: recording.events.at(-1)?.when ?? null,
  }
}

function usageOf({ responses, choices }: Facts): ReplayReport['usage'] {
  const billed = [...responses.flatMap((response) => response.usage ?? []), ...choices]
  const input = billed.reduce((sum, usage) => sum + usage.input, 0)
  const output = billed.reduce((sum, usage) => sum + usage.output, 0)
  return { input_tokens: input, output_tokens: output, total_tokens: input + output, responses: billed.length }
}
