import { t } from '../../shared/i18n'
import type { TurnDetection } from '../../shared/turn-detection'
import type { EngineState } from './state'
import type { Terms } from './state/spending'
import { isDelivered, isEnded, isRecording, type Turn } from './state/turn'
import { CHOOSE } from './state/wallet'

/** What follows from the state, for observers and rules alike. Everything here only reads. */

// --- the connection ---------------------------------------------------------------------------------------------------

/** Whether turns may flow. */
export const isReady = ({ connections }: EngineState): boolean => connections.current?.status === 'ready'

export const sessionIdOf = ({ connections }: EngineState): string | null => connections.current?.sessionId ?? null

/** Whether a way to the server is there, as far as this computer knows. A server that runs on it needs no network. */
export const isOnline = ({ connections, settings }: EngineState): boolean =>
  connections.online || settings.backend === 'practice'

/** The tools of the session, or that they will not come, is known. */
export const toolsSettled = ({ connections }: EngineState): boolean => connections.current?.tools.settled() ?? true

/** Nothing is asked, said or decided: a session may take the place of another. */
export const isQuiet = (state: EngineState): boolean =>
  state.turns.open().length === 0 &&
  !state.playback.busy(null) &&
  state.approvals.pending.size === 0 &&
  state.trades.running.size + state.trades.awaited.size === 0

// --- the trader -------------------------------------------------------------------------------------------------------

/** A key is held, or may be: an answer that began now would talk over the trader. */
export const isKeyDown = ({ turns, holds }: EngineState): boolean => turns.holding !== null || holds.doubtful !== null

/** The trader speaks, or has just done so: what is being recorded may be a question that takes the place of an older one. */
export const isListening = (state: EngineState): boolean => isKeyDown(state) || state.turns.open().some(isRecording)

/** What was said while a trade waits was not understood yet. */
export const isHearingReply = ({ replies }: EngineState): boolean => replies.open !== null || replies.overtaken.size > 0

/** A turn was said to a trade that waits, and is not understood or being answered by the app. */
export const isReply = ({ replies }: EngineState, turn: Turn): boolean =>
  replies.open?.turnId === turn.id || replies.says.has(turn.id)

/** The key is held on a trade that waits for a word. */
export const isHoldingOnTrade = ({ turns, holds }: EngineState): boolean =>
  turns.holding !== null && holds.byTurn.has(turns.holding.id)

/** What the trader pays for, and how much they allow. */
export const termsOf = (state: EngineState): Terms => ({
  model: state.settings.paidModel,
  budget: state.settings.budgetUsdPerDay,
  tokens: state.settings.tokensPerDay,
  prices: state.settings.modelPrices,
  // Before there is a session it is the one that will be asked for.
  transcription: isReady(state) ? transcriptionModelOf(state) : state.settings.transcriptionModel,
})

const transcriptionModelOf = ({ connections: { current } }: EngineState): string | null =>
  current?.offer?.current?.model ?? current?.grant?.transcription?.model ?? null

/** A question belongs to the backend that was asked, whatever was chosen since. */
export const backendOf = ({ turns, settings }: EngineState, turnId: string | null): string =>
  turns.get(turnId)?.backend ?? settings.backend

/** What another backend told (a simulated price, say) is no figure of this one. */
export const isOfBackend = (state: EngineState, turnId: string | null, of: string | null): boolean =>
  backendOf(state, turnId) === backendOf(state, of)

/** How the present session is to find turns; null: not at all, since a key is held, or a question is on its way there. */
export function detectionWanted({ handsFree, turns, delivery, settings }: EngineState): TurnDetection {
  if (!handsFree.on || delivery.queue.length > 0) return null
  const held = turns.open().some((turn) => isRecording(turn) && turn !== handsFree.speaking?.turn)
  return held ? null : settings.handsFree.detection
}

/** What the open microphone hears is not sent: nothing in it stands out of the room. */
export const isGated = ({ handsFree, settings, time }: EngineState): boolean =>
  settings.handsFree.gate && handsFree.speaking === null && time.mono >= handsFree.gateOpenUntil

// --- the wallet -------------------------------------------------------------------------------------------------------

/** Address of the one that the session's tools use; undefined while no session has told it. */
export const walletInForce = ({ identity }: EngineState): string | null | undefined =>
  identity ? (identity.wallet?.address ?? null) : undefined

/** The one that is on screen when the key goes down, even if the next session should bring another. */
export const walletOnScreen = (state: EngineState): string | null | undefined =>
  state.wallet.picked?.address ?? walletInForce(state)

/** Answers have to wait: they would be about another wallet. */
export const isChoosingWallet = (state: EngineState): boolean =>
  state.wallet.step !== null || state.wallet.verifyOn !== null || (state.wallet.status === 'pending' && isReady(state))

/** Why it is not known for sure that the wallet on screen is the one that would pay, in one sentence; null when it is. */
export function walletHindrance({ wallet }: EngineState): string | null {
  const { others, step, verifyOn, status, picked, next } = wallet
  if (others.size > 0) return t('engine.hindrance.walletLookedUp')
  if (step === null && verifyOn === null && status !== 'pending' && status !== 'refused') return null
  if (picked !== null && status === 'refused') return t('engine.hindrance.walletRefused')
  if (picked !== null && next === CHOOSE) return t('engine.hindrance.walletPending')
  return status === 'refused' ? t('engine.hindrance.walletUnknown') : t('engine.hindrance.walletLookedUp')
}

/** A typed question is answered in writing, unless the trader wants to hear those answers, too. */
export const isAnsweredInWriting = ({ settings, replies }: EngineState, turn: Turn | undefined): boolean =>
  turn?.source === 'text' && !settings.speakTyped && !replies.announced.has(turn.id)

// --- turns ------------------------------------------------------------------------------------------------------------

/** The server's part is over: nothing more was asked for, and nothing can be due. */
export const isServed = ({ responses, rounds }: EngineState, turn: Turn): boolean =>
  isDelivered(turn) && turn.attempt.responseCreates > 0 && !responses.busy(turn.id) && !rounds.pending(turn.id)

/** A turn, or for null any, waits for the trader's approval. */
export function isAwaitingApproval({ approvals }: EngineState, turnId: string | null): boolean {
  if (turnId === null) return approvals.pending.size > 0
  for (const request of approvals.pending.values()) if (request.turnId === turnId) return true
  return false
}

const waitsForServer = (state: EngineState, turn: Turn): boolean =>
  isDelivered(turn) && !isServed(state, turn) && !isAwaitingApproval(state, turn.id)

/** Turns for which the server has to do something next. */
export const waitingForServer = (state: EngineState): Turn[] =>
  state.turns.open().filter((turn) => waitsForServer(state, turn))

export function toolRuns({ conversation }: EngineState, itemId: string): boolean {
  const status = conversation.get(itemId, 'tool')?.status
  return status !== undefined && status !== 'done' && status !== 'failed'
}

/** Of a delivered turn: nothing of its answer is under way or still to be heard. */
export const isOver = (state: EngineState, turn: Turn): boolean =>
  !isEnded(turn) && isServed(state, turn) && !state.playback.busy(turn.id)

/** What a turn waits for after its tools were asked. */
export type Wait =
  /** Calls that have not ended, as far as was told. */
  | { for: 'tools'; turnId: string; itemIds: string[]; names: string[] }
  /** All calls have ended, but the end of the response was not told. */
  | { for: 'response'; turnId: string; responseId: string }
  /** The answer was asked for and has not begun. */
  | { for: 'answer'; turnId: string }

/** The wait after tools that a trader could take for a fault; null when there is none. */
export function waitAfterTools(state: EngineState): Wait | null {
  const { turns, playback, conversation, responses, rounds } = state
  if (!isReady(state) || playback.busy(null) || turns.holding !== null) return null
  const turn = turns.open().find((it) => it.attempt.toolIds.length > 0 && waitsForServer(state, it))
  if (!turn) return null
  const itemIds = turn.attempt.toolIds.filter((id) => toolRuns(state, id))
  const names = itemIds.map((id) => conversation.get(id, 'tool')?.name ?? t('engine.tool.unnamed'))
  if (itemIds.length > 0) return { for: 'tools', turnId: turn.id, itemIds, names }
  const responseId = responses.activeOf(turn.id)
  if (responseId !== null && rounds.endedBut(responseId)) return { for: 'response', turnId: turn.id, responseId }
  return { for: 'answer', turnId: turn.id }
}
