import type { BackendId } from '../../../shared/grant'
import type { Turn, Usage } from '../../../shared/snapshot'
import { type Age, momentOf } from '../age'
import type { Clock } from '../clock'

/**
 * One question and its answer, from key down to the last sample heard. The microphone's frames stay here until the
 * server has answered: speech is delivered, or it stands as "not sent" with its samples at hand.
 */
export interface TurnWork {
  readonly id: string
  readonly source: 'voice' | 'text'
  /** Typed words; null for speech. */
  readonly text: string | null
  /** Address of the wallet that was active when the key went down; undefined until the first session tells it. */
  wallet: string | null | undefined
  /** The backend that was asked; a question never goes to another one by itself. */
  backend: BackendId
  /** A tool that may move money was asked for. It is never asked for again by itself. */
  acted: boolean
  /** An engine before this one knew that the server had it. */
  reachedBefore: boolean
  /** A trade was put before the trader: what he said of it is gone with the session, and he is asked, not served, again. */
  proposed: boolean
  /** It was brought to a session in which tools may move money unasked. */
  unguarded: boolean
  /** Its tools refused because their permission had ended: nothing was read, nothing moved. */
  toolsRefused: boolean
  /** When it was begun, epoch milliseconds. */
  startedAt: number
  /** When the whole question was there, or was asked again; null while it is being spoken. */
  askedAt: Age | null
  frames: Int16Array[]
  /** Frames already sent on the present connection. */
  nextFrame: number
  captured: number
  /** How long the device was no use after the key went down, milliseconds: it opened late, or gave zeros at first. */
  lateMs: number
  /** The microphone gave anything but zeros. */
  sounded: boolean
  /** Samples since it last did. */
  silent: number
  sent: number
  committed: number
  captureEnded: boolean
  /** The gate was closed without waiting for its last frames: one that is under way goes nowhere. */
  cutShort: boolean
  /** Why it will not be asked, known while it is still being spoken: it is recorded to its end, and kept. */
  refusal: string | null
  commitSent: boolean
  /** The session that it was brought to. */
  sessionId: string | null
  /** How often it was brought to a server. */
  tries: number
  /** Server's item of the utterance, once committed. */
  itemId: string | null
  responseCreates: number
  usage: Usage | null
  played: Map<string, number>
  outcome: Turn['outcome']
  heard: string | null
  toolIds: string[]
  assistantIds: string[]
  times: {
    keyDown: number | null
    firstFrame: number | null
    firstWire: number | null
    keyUp: number | null
    commit: number | null
    firstAudio: number | null
    speaker: number | null
    interrupted: number | null
    silent: number | null
  }
}

export function createTurn(
  id: string,
  source: 'voice' | 'text',
  text: string | null,
  backend: BackendId,
  wallet: string | null | undefined,
  at: number,
  clock: Clock,
): TurnWork {
  return {
    id,
    source,
    text,
    wallet,
    backend,
    acted: false,
    reachedBefore: false,
    proposed: false,
    unguarded: false,
    toolsRefused: false,
    startedAt: at,
    askedAt: source === 'text' ? momentOf(clock) : null,
    frames: [],
    nextFrame: 0,
    captured: 0,
    lateMs: 0,
    sounded: false,
    silent: 0,
    sent: 0,
    committed: 0,
    captureEnded: source === 'text',
    cutShort: false,
    refusal: null,
    commitSent: false,
    sessionId: null,
    tries: 0,
    itemId: null,
    responseCreates: 0,
    usage: null,
    played: new Map(),
    outcome: null,
    heard: text,
    toolIds: [],
    assistantIds: [],
    times: {
      keyDown: source === 'voice' ? at : null,
      firstFrame: null,
      firstWire: null,
      keyUp: null,
      commit: null,
      firstAudio: null,
      speaker: null,
      interrupted: null,
      silent: null,
    },
  }
}

/** Makes the utterance ready to be delivered from its first sample again. */
export function rewind(turn: TurnWork): void {
  turn.nextFrame = 0
  turn.sent = 0
  turn.committed = 0
  turn.commitSent = false
  turn.itemId = null
  turn.tries++
  turn.times.firstWire = null
  turn.times.commit = null
}

/** Makes the turn a new one about the same utterance: what came of the first try no longer counts. */
export function askAgain(turn: TurnWork, backend: BackendId, clock: Clock): void {
  rewind(turn)
  turn.outcome = null
  turn.refusal = null
  turn.askedAt = momentOf(clock)
  turn.backend = backend
  turn.toolsRefused = false
  turn.proposed = false
  turn.unguarded = false
  turn.tries = 0
  turn.responseCreates = 0
  turn.played = new Map()
  turn.toolIds = []
  turn.assistantIds = []
  // No key was pressed or let go for this try: what is timed from one belongs to the first.
  turn.times = {
    ...turn.times,
    keyDown: null,
    keyUp: null,
    firstAudio: null,
    speaker: null,
    interrupted: null,
    silent: null,
  }
}

const between = (from: number | null, to: number | null) =>
  from === null || to === null ? null : Math.round((to - from) * 100) / 100

/** The waterfall of a turn, milliseconds. */
export function timingOf({ times }: TurnWork): Turn['timing'] {
  return {
    keyDownToFirstFrameMs: between(times.keyDown, times.firstFrame),
    keyDownToWireMs: between(times.keyDown, times.firstWire),
    keyUpToCommitMs: between(times.keyUp, times.commit),
    commitToFirstAudioMs: between(times.commit, times.firstAudio),
    audioArrivalToSpeakerMs: between(times.firstAudio, times.speaker),
    interruptToSilenceMs: between(times.interrupted, times.silent),
  }
}
