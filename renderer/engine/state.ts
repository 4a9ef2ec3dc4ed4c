import type { Identity } from '../../shared/grant'
import type { System } from '../../shared/hotkeys'
import type { Moment } from './clock'
import type { LocalEffect } from './effects'
import type { DeviceReport } from './ports'
import type { EngineSettings } from './settings'
import { createApprovals } from './state/approvals'
import { createConnections } from './state/connections'
import { createConversation } from './state/conversation'
import { createHandsFree } from './state/hands-free'
import { createHolds } from './state/hold'
import { createLooks } from './state/looks'
import { createNotices } from './state/notices'
import { createPast } from './state/past'
import { createPlayback, type PlayedItem } from './state/playback'
import { createProblems } from './state/problems'
import { createReplies } from './state/replies'
import { createResponses } from './state/responses'
import { createRounds } from './state/rounds'
import { createSpending } from './state/spending'
import { createTrades } from './state/trades'
import type { Turn } from './state/turn'
import { createTurns } from './state/turns'
import { createWallet } from './state/wallet'
import type { ServerEvent } from './wire/server-events'

type ResponseDone = Extract<ServerEvent, { type: 'response.done' }>

/**
 * Everything that the engine knows. Observers write it, one fact after another; rules only read it. What goes out with an
 * update (`dirty`, the conversation's changes) is taken when it is published.
 */
export function createState(settings: EngineSettings, now: Moment) {
  const time: Moment = { ...now }
  const conversation = createConversation(time)
  return {
    /** When the fact came that is being observed. */
    time,
    /** 0 (included) to 1, new with each fact: spreads the clients of a server that is back. */
    random: 0.5,
    settings,
    /** Until main has told: some sentences differ by it. */
    system: 'linux' as System,
    /** Whom the session is for, or the last one was while there is none. */
    identity: null as Identity | null,

    turns: createTurns(),
    conversation,
    notices: createNotices(time, conversation),
    problems: createProblems(),
    spending: createSpending(time),

    connections: createConnections(time),
    delivery: {
      /** Questions that wait to be brought to the server, in the order in which they were spoken. */
      queue: [] as Turn[],
      /** Commits that the server has not acknowledged, oldest first. It answers them in order. */
      commits: [] as { eventId: string; turn: Turn }[],
      /** Turn of each of the newest appends: an utterance that one was refused of has a hole in it. */
      appends: new Map<string, Turn>(),
      /** The server's audio buffer holds parts of a question that is not asked any more; the turn that they are of. */
      clearFor: null as string | null,
    },

    responses: createResponses(),
    rounds: createRounds(),
    answers: {
      /** Ends of responses that were told before their beginning. */
      early: new Map<string, ResponseDone>(),
      /** Answers whose words are all here and were not held against the results. */
      unchecked: new Set<string>(),
      /** Monotonic: when the unchecked ones are checked; null when there are none. */
      checksAt: null as number | null,
      /** Monotonic: no check begins before, so that everything else has its turn. */
      restUntil: 0,
      /** Items whose transcription was counted. */
      written: new Set<string>(),
    },
    /** What the present question has led to, so that what is kept of it is bounded. */
    flood: {
      question: null as string | null,
      named: new Set<string>(),
      /** How often each request was told. */
      requests: new Map<string, number>(),
      /** There were too many: nothing more is taken before another question or session. */
      over: false,
    },
    calls: {
      /** Function calls that were answered, or are to be. */
      answered: new Set<string>(),
      /** Those that main has been asked for: their `call_id`, by item. */
      asked: new Map<string, string>(),
      /** What the app answers to functions, on its way to the server. */
      outputs: [] as { itemId: string; callId: string; output: string; turnId: string | null }[],
      /** Why calls failed, in English: what goes on record, and what a later session is told. */
      errors: new Map<string, string>(),
      /** Calls that the server was not allowed to make. */
      unauthorized: new Set<string>(),
    },

    holds: createHolds(),
    handsFree: createHandsFree(),
    approvals: createApprovals(),
    replies: createReplies(),
    looks: createLooks(),
    /** What the ledger knows of trades before. */
    past: createPast(),
    trades: createTrades(),
    wallet: createWallet(),

    playback: createPlayback(),
    cuts: {
      /** The turn that the latest interruption cut, until the speaker is silent. */
      silencing: null as Turn | null,
      /** Silenced for a hold that may only confirm: the server is told of it when the hold turns out to interrupt. */
      hushed: [] as PlayedItem[],
      /** What the server has to be told was heard of an item, milliseconds; nothing of it for 0. */
      due: [] as { itemId: string; turnId: string | null; heardMs: number }[],
    },

    device: {
      report: { state: 'closed', device: null } as DeviceReport,
      /** The microphone gave a sound since it was opened: zeros are a pause now, and no device that is still changing its mode. */
      heard: false,
      /** The device that stands in for the chosen one, which the trader has been told. */
      substitute: null as string | null,
      bytesWhileUp: 0,
      /** Monotonic: when the microphone is closed; null while it is needed, or stays open. */
      microphoneClosesAt: null as number | null,
      /** By turn, monotonic: when the end of its recording is no longer waited for. */
      tails: new Map<string, number>(),
    },

    silence: {
      /** Monotonic: when the server last said something, or was asked something. */
      heardAt: now.mono,
      /** What is said of a long wait after a tool; null when nothing is. */
      sentence: null as string | null,
      /** Monotonic: since when the present wait is silent. */
      since: null as number | null,
      /** The wait that a recovery was tried for. */
      tried: '',
    },

    /** Questions that were typed: their ids are made of it. */
    typed: 0,
    /** Turns that have changed since they were last shown. */
    dirty: new Set<Turn>(),
    /** Monotonic: when the next update goes out; null when nothing has changed. */
    publishesAt: null as number | null,
    /** What observers want done on this computer; the engine carries it out right after each fact. */
    outbox: [] as LocalEffect[],
  }
}

export type EngineState = ReturnType<typeof createState>
