import type { GrantReply } from '../../shared/grant'
import type { Sentence } from '../../shared/i18n'
import type { Command, Restored } from '../../shared/ipc'
import type { TalkEvent } from '../../shared/talk'
import type { CaptureReport, DeviceReport, PlaybackReport } from './ports'
import type { EngineSettings } from './settings'
import type { YesOf } from './state/approvals'
import type { ConnectionProblem } from './state/connections'
import type { Outcome } from './state/turn'
import type { ClientEvent } from './wire/client-events'
import type { ServerEvent } from './wire/server-events'

/**
 * Everything that can happen. The first ones come from outside; then what the engine itself did: the client events that it
 * sent, and what its rules decided. The session log holds what a replay needs of them (fact-rows.ts).
 */
export type Fact =
  | { is: 'settings'; settings: EngineSettings }
  /** What an earlier engine of this app left behind. */
  | { is: 'restored'; restored: Restored }
  /** A session is wanted before the first press, so that the first answer is as quick as the second. */
  | { is: 'connect' }
  | { is: 'talk'; event: TalkEvent }
  | { is: 'captured'; report: CaptureReport }
  | { is: 'device'; report: DeviceReport }
  | { is: 'speaker-gone' }
  | { is: 'played'; report: PlaybackReport }
  | { is: 'command'; command: Command }
  /** The window goes away. */
  | { is: 'close' }
  /** The engine's timer has ended: something has to be looked at again. */
  | { is: 'woke' }
  /** Main's answer to a mint. `connection` is null when it is for the reserve; `era` is the one in which it was asked for. */
  | { is: 'granted'; connection: number | null; era: number; minted: boolean; reply: GrantReply }
  | { is: 'closed'; connection: number; code: number; reason: string }
  | { is: 'server'; connection: number; event: ServerEvent }
  /** The server sent what can't be read: a message (`broken` when it is not even JSON), or what it tells of a tool call. */
  | { is: 'unreadable'; connection: number; what: 'message' | 'call'; reason: string; broken: boolean }
  /** What became of a yes that had to be on disk. */
  | { is: 'recorded'; yes: YesOf; onDisk: boolean }
  /** A log that is not of this engine tells of a question, which began somewhere. */
  | { is: 'heard-of'; turnId: string; text: string | null }
  // What the engine did.
  | { is: 'sent'; connection: number; event: ClientEvent; turnId: string | null }
  /** A right to connect was asked for, and its socket is being opened. */
  | { is: 'minting'; use: 'current' | 'next' | 'reserve' }
  | { is: 'opening'; connection: number }
  | Decision

/** What a rule has decided. */
export type Decision =
  // Connections.
  | { is: 'connection-down'; connection: number; problem: ConnectionProblem | null }
  /** The prepared session takes over: in the place of another, or since there is none. */
  | { is: 'connection-used'; connection: number }
  /** It was told what was said before it. */
  | { is: 'briefed'; connection: number }
  // The trader's side.
  /** A hold turned out to be a question. */
  | { is: 'asked'; turnId: string }
  /** Nobody has spoken for so long that the release was probably lost. */
  | { is: 'set-aside'; turnId: string }
  /** The microphone did not give the end of a recording in time. */
  | { is: 'tail-missed'; turnId: string }
  /** A turn ends. `unsent` keeps its speech; `problem` says why, in one sentence. */
  | { is: 'ended'; turnId: string; outcome: Outcome; problem: string | null }
  /** What was said while a trade waits. `say`: what is read aloud to it. */
  | { is: 'understood'; turnId: string; meaning: 'no' | 'yes' | 'question' | 'other'; say: string | null }
  // Approvals.
  /** A hold has decided nothing. */
  | { is: 'held'; turnId: string; level: 'info' | 'warning'; code: string; text: string }
  /** A hold says yes to a request. */
  | { is: 'held-yes'; turnId: string; requestId: string }
  /** A yes goes into the ledger. */
  | { is: 'approving'; requestId: string }
  | { is: 'decided'; requestId: string; decision: 'approved' | 'denied' | 'expired'; reason: Sentence | null }
  /** What was approved was not seen to run. */
  | { is: 'trade-unseen'; requestId: string }
  // The wallet.
  | { is: 'wallet-refused'; why: string }
  // Answers.
  /** The next question has been brought to the server before this one was answered. */
  | { is: 'superseded'; turnId: string }
  /** The model is to be asked to go on. */
  | { is: 'continue'; turnId: string }
  | { is: 'checked' }
  | { is: 'dead-air'; sentence: Sentence; key: string }
  | { is: 'presumed-done'; responseId: string }
  /** The server has said nothing for so long that what waits for it is given up. */
  | { is: 'server-silent'; limitMs: number }
  // Devices.
  /** `items`: what had been played of each, samples. */
  | { is: 'speaker-stalled'; items: { itemId: string; played: number }[] }
  | { is: 'speaker-silent'; items: { itemId: string; played: number }[] }
  | { is: 'microphone-idle' }
  /** Nobody has spoken into the open microphone for long. */
  | { is: 'hands-free-idle' }
  /** What was said into the open microphone, to which no server listens any more, has ended. */
  | { is: 'open-speech-over'; turnId: string }
