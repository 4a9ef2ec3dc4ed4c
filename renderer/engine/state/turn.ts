import type { BackendId } from '../../../shared/grant'
import type { Turn as TurnRecord, Usage } from '../../../shared/snapshot'
import type { Moment } from '../clock'

export type Outcome = NonNullable<TurnRecord['outcome']>

/**
 * Where a turn stands. Only this file moves a turn from one stage to the next.
 *
 * `holding`: the key is down. `capturing`: it is up, and its last samples are on their way. `deciding`: a hold on a trade
 * that is recorded whole and waits for what becomes of its decision; it asks nothing. `queued`: a question that is here
 * whole. `delivered`: the server has been given all of it. `answering`: a response to it has begun. `ended`: see `Outcome`.
 */
export type Stage =
  | { readonly at: 'holding' }
  | { readonly at: 'capturing' }
  | { readonly at: 'deciding' }
  | { readonly at: 'queued' }
  | { readonly at: 'delivered' }
  | { readonly at: 'answering' }
  | { readonly at: 'ended'; readonly outcome: Outcome }

/** A press within the tail goes on with what was said. A lost connection, or another try, brings a question back to `queued`; what stands as not sent may be discarded. */
const NEXT: Record<Stage['at'], readonly Stage['at'][]> = {
  holding: ['capturing', 'deciding', 'queued', 'ended'],
  capturing: ['holding', 'deciding', 'queued', 'ended'],
  deciding: ['ended'],
  queued: ['delivered', 'ended'],
  delivered: ['answering', 'queued', 'ended'],
  answering: ['queued', 'ended'],
  ended: ['queued', 'ended'],
}

const STAGES = Object.keys(NEXT) as Stage['at'][]

/**
 * One question and its answer, from key down to the last sample heard. The microphone's frames stay here until the
 * server has answered: speech is delivered, or it stands as "not sent" with its samples at hand.
 */
export interface Turn {
  readonly id: string
  readonly source: 'voice' | 'text'
  /** Typed words; null for speech. */
  readonly text: string | null
  readonly stage: Stage
  /** When it was begun, epoch milliseconds. */
  readonly startedAt: number
  /** When the whole question was there, or was asked again; null while it is being spoken. */
  askedAt: Moment | null
  /** Address of the wallet that was active when the key went down; undefined until the first session tells it. */
  wallet: string | null | undefined
  /** The backend that was asked; a question never goes to another one by itself. */
  backend: BackendId
  /** It is a question: interrupted what went on before, and is shown. A hold on a trade becomes one when a voice is heard. */
  asked: boolean
  /** A tool that may move money was asked for. It is never asked for again by itself. */
  acted: boolean
  /** An engine before this one knew that the server had it. */
  reachedBefore: boolean
  /** It goes on without a finger on the key, until the next press. */
  latched: boolean
  /** The hold that goes on with it; null while it is the one that began it. */
  holdId: string | null
  /** Why it will not be asked, known while it is still being spoken: it is recorded to its end, and kept. */
  refusal: string | null
  speech: Speech
  attempt: Attempt
  usage: Usage | null
  heard: string | null
  /** Words of it that were not heard for sure. */
  unsure: string[]
}

/** What the microphone gave. */
export interface Speech {
  frames: Int16Array[]
  /** Samples. */
  captured: number
  /** Of these, samples that were not recorded for it: the open microphone had them before. */
  before: number
  /** How long the device was no use after the key went down, milliseconds: it opened late, or gave zeros at first. */
  lateMs: number
  /** It gave anything but zeros. */
  sounded: boolean
  /** Samples since it last did. */
  silent: number
  /** The gate was closed without waiting for its last frames: one that is under way goes nowhere. */
  cutShort: boolean
}

/** One try to have it answered. Its marks only ever grow; asking again makes a new one. */
export interface Attempt {
  /** How often it was brought to a server. */
  deliveries: number
  /** The first frame that is not sent whole on the present connection, and how many samples of it are. */
  nextFrame: number
  offset: number
  sent: number
  committed: number
  /** The session that it was brought to. Kept after the end: what was heard of its answer is told there. */
  sessionId: string | null
  /** Server's item of the utterance, once committed. Kept after the end: its transcript may be late. */
  itemId: string | null
  /** A trade was put before the trader: what he said of it is gone with the session, and he is asked, not served, again. */
  proposed: boolean
  /** It was brought to a session in which tools may move money unasked. */
  unguarded: boolean
  /** Its tools refused because their permission had ended: nothing was read, nothing moved. */
  toolsRefused: boolean
  responseCreates: number
  /** Samples heard, by item. */
  played: Map<string, number>
  toolIds: string[]
  assistantIds: string[]
  times: Record<TimeOf, number | null>
}

type TimeOf =
  | 'keyDown'
  | 'firstFrame'
  | 'firstWire'
  | 'keyUp'
  | 'commit'
  | 'firstAudio'
  | 'speaker'
  | 'interrupted'
  | 'silent'

const NO_TIMES: Attempt['times'] = {
  keyDown: null,
  firstFrame: null,
  firstWire: null,
  keyUp: null,
  commit: null,
  firstAudio: null,
  speaker: null,
  interrupted: null,
  silent: null,
}

const newAttempt = (times: Partial<Attempt['times']>): Attempt => ({
  deliveries: 0,
  nextFrame: 0,
  offset: 0,
  sent: 0,
  committed: 0,
  sessionId: null,
  itemId: null,
  proposed: false,
  unguarded: false,
  toolsRefused: false,
  responseCreates: 0,
  played: new Map(),
  toolIds: [],
  assistantIds: [],
  times: { ...NO_TIMES, ...times },
})

const enter = (turn: Turn, stage: Stage, from: readonly Stage['at'][] = STAGES): void => {
  if (!from.includes(turn.stage.at) || !NEXT[turn.stage.at].includes(stage.at))
    throw new Error(`A turn can't go from ${turn.stage.at} to ${stage.at}.`)
  const writable: { stage: Stage } = turn
  writable.stage = stage
}

interface Beginning {
  id: string
  source: Turn['source']
  text: string | null
  backend: BackendId
  wallet: string | null | undefined
  /** Epoch milliseconds. */
  at: number
}

/** A key went down, or words were typed, which are there whole. */
export function createTurn({ id, source, text, backend, wallet, at }: Beginning, now: Moment): Turn {
  return {
    id,
    source,
    text,
    stage: { at: source === 'text' ? 'queued' : 'holding' },
    startedAt: at,
    askedAt: source === 'text' ? now : null,
    wallet,
    backend,
    asked: false,
    acted: false,
    reachedBefore: false,
    latched: false,
    holdId: null,
    refusal: null,
    speech: { frames: [], captured: 0, before: 0, lateMs: 0, sounded: false, silent: 0, cutShort: false },
    attempt: newAttempt({ keyDown: source === 'voice' ? at : null }),
    usage: null,
    heard: text,
    unsure: [],
  }
}

export const isEnded = ({ stage }: Turn): boolean => stage.at === 'ended'
export const outcomeOf = ({ stage }: Turn): Outcome | null => (stage.at === 'ended' ? stage.outcome : null)
/** More samples may come. */
export const isRecording = ({ stage }: Turn): boolean => stage.at === 'holding' || stage.at === 'capturing'
/** The server was given all of it, and it has not ended. */
export const isDelivered = ({ stage }: Turn): boolean => stage.at === 'delivered' || stage.at === 'answering'
/** It was not answered, and may be sent again or discarded. */
export const isKept = (turn: Turn): boolean => outcomeOf(turn) === 'unsent' || outcomeOf(turn) === 'failed'

/** The key is up. */
export function letGo(turn: Turn, at: number): void {
  enter(turn, { at: 'capturing' })
  turn.latched = false
  turn.attempt.times.keyUp = at
}

/** The key went down again before its tail was recorded: it goes on. */
export function goOn(turn: Turn, holdId: string): void {
  enter(turn, { at: 'holding' }, ['capturing'])
  turn.attempt.times.keyUp = null
  turn.holdId = holdId
}

/** All of it is recorded: a question is to be delivered, a hold on a trade to be decided. */
export function recorded(turn: Turn, as: 'question' | 'hold', now: Moment): void {
  enter(turn, { at: as === 'question' ? 'queued' : 'deciding' }, ['holding', 'capturing'])
  turn.askedAt = now
}

/** All of it left on this session. */
export function delivered(turn: Turn, sessionId: string | null, at: number): void {
  enter(turn, { at: 'delivered' })
  turn.attempt.sessionId = sessionId
  turn.attempt.times.commit = at
}

/** A response to it has begun. */
export function answering(turn: Turn): void {
  if (turn.stage.at === 'delivered') enter(turn, { at: 'answering' })
}

export function ended(turn: Turn, outcome: Outcome): void {
  enter(turn, { at: 'ended', outcome })
}

/** Makes the utterance ready to be delivered from its first sample again. */
export function rewind(turn: Turn): void {
  if (isDelivered(turn)) enter(turn, { at: 'queued' })
  const { attempt } = turn
  Object.assign(attempt, { nextFrame: 0, offset: 0, sent: 0, committed: 0, itemId: null })
  attempt.deliveries++
  attempt.times.firstWire = null
  attempt.times.commit = null
}

/** Makes the turn a new one about the same utterance: what came of the first try no longer counts. */
export function askAgain(turn: Turn, backend: BackendId, now: Moment): void {
  enter(turn, { at: 'queued' }, ['ended'])
  turn.refusal = null
  turn.askedAt = now
  turn.backend = backend
  // No key was pressed or let go for this try: what is timed from one belongs to the first.
  turn.attempt = newAttempt({ firstFrame: turn.attempt.times.firstFrame })
}

const between = (from: number | null, to: number | null) =>
  from === null || to === null ? null : Math.round((to - from) * 100) / 100

/** The waterfall of a turn, milliseconds. */
export function timingOf({ attempt: { times } }: Turn): TurnRecord['timing'] {
  return {
    keyDownToFirstFrameMs: between(times.keyDown, times.firstFrame),
    keyDownToWireMs: between(times.keyDown, times.firstWire),
    keyUpToCommitMs: between(times.keyUp, times.commit),
    commitToFirstAudioMs: between(times.commit, times.firstAudio),
    audioArrivalToSpeakerMs: between(times.firstAudio, times.speaker),
    interruptToSilenceMs: between(times.interrupted, times.silent),
  }
}
