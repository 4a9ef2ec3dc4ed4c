import type { SessionGrant } from '../../shared/grant'
import type { SpeechNote } from '../../shared/kept-speech'
import type { MoneyFact } from '../../shared/ledger'
import type { AlertFunctionName } from '../../shared/session-functions'
import type { Decision } from './facts'
import type { CaptureCommand, DeviceRequest, Earcon, PlaybackCommand } from './ports'
import type { YesOf } from './state/approvals'
import type { SentEvent } from './wire/client-events'

/**
 * What an observer may want: what follows from a fact without a choice, on this computer. Tones, devices, the ledger, what
 * main keeps. No event for a server is among them: what is said to one is for the rules to decide.
 */
export type LocalEffect =
  | { do: 'capture'; command: CaptureCommand }
  | { do: 'playback'; command: PlaybackCommand }
  | { do: 'device'; request: DeviceRequest }
  | { do: 'earcon'; name: Earcon }
  | { do: 'level'; peak: number }
  | { do: 'speech'; note: SpeechNote }
  /** `waits`: the yes that counts only once it is on disk. */
  | { do: 'money'; fact: MoneyFact; waits: YesOf | null }
  /** A function about price alerts that the model has called: main answers it, by a command. */
  | { do: 'alert-function'; itemId: string; name: AlertFunctionName; arguments: string }
  | { do: 'close-socket'; connection: number }
  /** A row of the session log. */
  | { do: 'log'; name: string; data: Record<string, unknown>; turnId: string | null }

/** What a rule wants done. */
export type Effect =
  /** A client event, on the connection in use or on the one that is named. Its fact is `sent`. */
  | { do: 'send'; type: SentEvent; fields: Record<string, unknown>; turnId: string | null; connection?: number }
  /** A right to connect: `grant` where one is at hand, else main is asked. */
  | { do: 'mint'; use: 'current' | 'next' | 'reserve'; grant: SessionGrant | null }
  | { do: 'open-socket'; connection: number; url: string; secret: string }
  | { do: 'decide'; decision: Decision }
