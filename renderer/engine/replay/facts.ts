import type { Turn } from '../state/turn'
import type { Dialect } from '../wire/dialect'
import type { RecordedEvent, Recording } from './recording'
import type { SessionFacts } from './session-facts'

/** What the engine's modules made of a recording: the ground on which every finding stands. */
export interface Facts {
  recording: Recording
  dialect: Dialect | null
  /** The reply of a mint, where the log holds one. */
  minted: SessionFacts | null
  sessions: SessionFacts[]
  turns: TurnFacts[]
  responses: ResponseFacts[]
  rounds: RoundFacts[]
  /** What the responses cost in which our app chose a wallet. */
  choices: UsageFacts[]
  imports: ImportFacts[]
  errors: ErrorFacts[]
  /** Outputs of tools, in the order in which they came. */
  outputs: OutputFacts[]
  answers: AnswerFacts[]
  /** Connections that ended without being asked to. */
  losses: { event: RecordedEvent; code: string; message: string }[]
  /** Protocol events that are known by name but not by shape. */
  malformed: { event: RecordedEvent; reason: string }[]
  /** Responses that are spoken of but never began in this recording. */
  strangers: Map<string, RecordedEvent>
}

export interface TurnFacts {
  turn: Turn
  /** The user began to speak or sent the words. */
  begun: RecordedEvent
  /** The whole question was there; null if it never was. */
  asked: RecordedEvent | null
  /** The user began the next one. */
  followed: RecordedEvent | null
  /** Why it was given up, as our own log tells; null where it does not. */
  problem: string | null
}

export interface ResponseFacts {
  id: string
  turnId: string | null
  created: RecordedEvent
  done: RecordedEvent | null
  status: string | null
  /** Its latest event. */
  last: RecordedEvent
  /** It held a message for the user. */
  spoke: boolean
  /** It held calls or requests for approval: another response has to follow. */
  calls: Set<string>
  usage: UsageFacts | null
  /** The connection that carried it is gone. */
  dropped: boolean
}

/** Tokens of one response. */
export interface UsageFacts {
  input: number
  output: number
}

/** A round of tools that was complete, so that the engine asks for a continuation. */
export interface RoundFacts {
  turnId: string
  due: RecordedEvent
  /** The response that went on. */
  continued: RecordedEvent | null
  /** The user began something new, before or after that. */
  userNext: RecordedEvent | null
}

/** One `mcp_list_tools` item. */
export interface ImportFacts {
  id: string
  /** Index into `sessions`; -1 before the first. */
  session: number
  /** null until an item told it. */
  server: string | null
  begun: RecordedEvent
  completed: RecordedEvent | null
  /** Reads of the list, and how many tools the fullest held. */
  reads: RecordedEvent[]
  tools: number
  /** How many of them only read. */
  readOnly: number
}

export interface ErrorFacts {
  code: string
  param: string | null
  message: string
  /** The server's id of the error, by which two rows are known to be one. */
  id: string | null
  /** The client event that caused it. */
  cause: string | null
  first: RecordedEvent
  rows: number
}

export interface OutputFacts {
  itemId: string
  name: string
  output: string
  event: RecordedEvent
}

export interface AnswerFacts {
  itemId: string
  text: string
  begun: RecordedEvent
}
