import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { HOLD_MS } from '../../../shared/hold'
import { inEnglish, type Sentence, t } from '../../../shared/i18n'
import type { Decision as ApprovalDecision, Sight } from '../../../shared/ipc'
import { readProposedArguments } from '../../../shared/proposed-arguments'
import type { EntryOf } from '../../../shared/snapshot'
import { toolKey } from '../../../shared/tool-name'
import { assess } from '../check'
import { hindranceOf, limitsFor, type Proposal } from '../hindrance'
import { isHearingReply, isListening } from '../select'
import type { EngineState } from '../state'
import type { OpenRequest, YesOf } from '../state/approvals'
import type { Turn } from '../state/turn'
import { CHOOSE } from '../state/wallet'
import type { Item } from '../wire/server-events'
import { acted, endTurn } from './ending'
import { log, notice, restartSilence, touch } from './tell'
import { approved, approving, proposed, refused } from './trades'
import { othersBegin } from './wallet'

/**
 * Requests of the server to let a tool move money. Each is answered once: approved by a deliberate hold while it is
 * fresh and the trader is no guest; denied by hand, by a new question, or by time. A yes is in the ledger before it is on
 * the wire, or it is none.
 */

/** Until it was looked at for the first time. */
const NOT_LOOKED_AT = ''

type Told = Pick<Proposal, 'server' | 'name' | 'arguments'>

/** A request as the server made it; told twice it is one. True the first time. */
export function requestTold(state: EngineState, item: Item, turn: Turn | undefined): boolean {
  const { pending, answered } = state.approvals
  if (answered.has(item.id)) return false
  const known = pending.has(item.id) ? state.conversation.get(item.id, 'approval') : null
  const told = {
    server: item.server_label ?? known?.server ?? '',
    name: item.name ?? known?.name ?? 'tool',
    arguments: item.arguments || (known?.arguments ?? ''),
  }
  if (known) retold(state, known, told)
  else ask(state, item.id, told, turn)
  return known === null
}

function ask(state: EngineState, id: string, told: Told, turn: Turn | undefined): void {
  const { conversation, time } = state
  // One of an earlier session may have had its id.
  state.trades.ran.delete(id)
  if (turn) turn.attempt.proposed = true
  const wallet = turn?.wallet ?? null
  const turnId = turn?.id ?? null
  state.approvals.pending.set(id, {
    turnId,
    since: { ...time },
    runs: null,
    shown: false,
    clearSince: Number.POSITIVE_INFINITY,
    keySince: Number.POSITIVE_INFINITY,
    wasHindered: false,
    seenSince: null,
    panelSince: null,
    no: null,
    yes: null,
  })
  conversation.add({
    kind: 'approval',
    id,
    turnId,
    order: conversation.nextOrder(),
    at: time.now,
    ...told,
    wallet,
    binding: bindingOf(id, told, wallet),
    ...assess(state, { ...told, turnId, wallet }),
    hindrance: NOT_LOOKED_AT,
    byButton: null,
    limit: null,
    seenSince: null,
    heldSince: null,
    decision: 'pending',
    unknown: false,
    found: null,
    reason: null,
    expiresAt: null,
  })
  reviewRequest(state, id)
  const open = state.approvals.pending.get(id)
  if (open) open.wasHindered = false
  propose(state, id)
}

/** The first announcement may come before the arguments are written; a later one may say something else. */
function retold(state: EngineState, known: EntryOf<'approval'>, told: Told): void {
  const { id, wallet } = known
  const binding = bindingOf(id, told, wallet)
  const open = state.approvals.pending.get(id)
  if (open === undefined || binding === known.binding) return
  const assessed = assess(state, { ...told, turnId: known.turnId, wallet })
  state.conversation.change(id, 'approval', { ...told, binding, ...assessed, seenSince: null, heldSince: null })
  // A hold that had begun, or a look that was taken, was about something else.
  if (known.hindrance === null) open.clearSince = state.time.mono
  if (known.byButton === null) open.keySince = state.time.mono
  open.seenSince = null
  open.panelSince = null
  reviewRequest(state, id)
  propose(state, id)
}

/** On record as soon as it can be read. */
function propose(state: EngineState, requestId: string): void {
  const card = state.conversation.get(requestId, 'approval')
  if (card && readProposedArguments(card.arguments) !== null) proposed(state, card)
}

function reviewRequest(state: EngineState, requestId: string): void {
  const card = state.conversation.get(requestId, 'approval')
  const open = state.approvals.pending.get(requestId)
  if (card === null || open === undefined) return
  time(state, card, open)
  const hindrance = hindranceOf(state, card)
  const { limit, byButton: limited } = limitsFor(state, card)
  const marked = card.marks.length > 0 && state.settings.limits.marked === 'button'
  const byButton = marked ? t('engine.hold.marked') : limited
  if (hindrance === card.hindrance && limit === card.limit && byButton === card.byButton) return
  const { mono } = state.time
  if (hindrance !== card.hindrance) {
    open.wasHindered ||= card.hindrance !== null
    open.clearSince = hindrance === null ? mono : Number.POSITIVE_INFINITY
  }
  const keyless = hindrance !== null || byButton !== null
  if (keyless) open.keySince = Number.POSITIVE_INFINITY
  else if (open.keySince === Number.POSITIVE_INFINITY) open.keySince = mono
  // Whoever holds on it is no longer promised anything, and not again for this hold.
  const held = keyless ? { heldSince: null } : {}
  state.conversation.change(requestId, 'approval', { hindrance, limit, byButton, ...held })
  touch(state)
}

/**
 * Its time runs once it is in sight and nobody speaks. Whatever is said meanwhile, by the trader or the voice, gives all of
 * it anew.
 */
function time(state: EngineState, card: EntryOf<'approval'>, open: OpenRequest): void {
  const speaks = state.playback.busy(null) || isListening(state) || isHearingReply(state)
  if (speaks) open.runs = null
  else if (open.shown) open.runs ??= { ...state.time }
  const expiresAt = open.runs === null ? null : open.runs.now + state.settings.approvalMs
  if (expiresAt === card.expiresAt) return
  state.conversation.change(card.id, 'approval', { expiresAt })
  touch(state)
}

/** What stands against a yes may have changed with anything that happens. */
export function reviewRequests(state: EngineState): void {
  for (const id of state.approvals.pending.keys()) reviewRequest(state, id)
}

/** What proposals are held against has changed: words were heard, or a tool has answered. */
export function assessRequests(state: EngineState): void {
  for (const id of state.approvals.pending.keys()) {
    const card = state.conversation.get(id, 'approval')
    if (card) state.conversation.change(id, 'approval', assess(state, card))
  }
}

/** The trader's word on the card that it names; a word on a card that has changed since counts for nothing. */
export function decisionMade(state: EngineState, { requestId, binding, approve }: ApprovalDecision): void {
  const card = state.conversation.get(requestId, 'approval')
  if (card?.binding !== binding) {
    return log(state, 'approval.unbound', { requestId, approve }, card?.turnId ?? null)
  }
  if (!approve) return deny(state, requestId, null)
  const why = whyButtonFails(state, card)
  if (why === null) return say(state, requestId, null)
  log(state, 'approval.unseen', { requestId, why: inEnglish(() => whyButtonFails(state, card)) }, card.turnId)
  notice(state, 'info', 'not_seen', t('engine.hold.nothingApproved', { reason: why }), card.turnId)
}

/**
 * A hold of the button takes `HOLD_MS`. What was marked must have been in sight in the panel through all of it, and nothing
 * may have stood in its way meanwhile: a limit that was raised during the hold, say.
 */
function whyButtonFails({ approvals, time }: EngineState, card: EntryOf<'approval'>): string | null {
  const open = approvals.pending.get(card.id)
  if (open === undefined) return null
  const heldFrom = time.mono - HOLD_MS
  if (open.wasHindered && open.clearSince > heldFrom) return t('engine.hold.wasHindered')
  if (card.byButton === null) return null
  return open.panelSince !== null && open.panelSince.mono <= heldFrom ? null : t('engine.hold.unseen')
}

/** It is to be denied. */
export function deny({ approvals }: EngineState, requestId: string, reason: Sentence | null): void {
  const open = approvals.pending.get(requestId)
  if (open) open.no ??= { reason }
}

/** The trader went on to something else. */
export function denyAll(state: EngineState, reason: Sentence): void {
  for (const id of state.approvals.pending.keys()) deny(state, id, reason)
}

/** A yes to the card as it stands: by the button, or by the hold of a turn. What can't be shown is not approved. */
export function say(state: EngineState, requestId: string, by: string | null): void {
  const open = state.approvals.pending.get(requestId)
  const card = state.conversation.get(requestId, 'approval')
  if (open === undefined || card === null || open.yes !== null) return
  if (readProposedArguments(card.arguments) === null) return
  open.yes = { count: ++state.approvals.yeses, by, binding: card.binding, onDisk: 'asked', at: state.time.now }
}

/** A yes is on its way into the ledger. */
export function yesWritten(state: EngineState, requestId: string): void {
  const open = state.approvals.pending.get(requestId)
  const card = state.conversation.get(requestId, 'approval')
  if (!open?.yes || card === null) return
  open.yes.onDisk = 'writing'
  open.yes.at = state.time.now
  approving(state, card, { requestId, count: open.yes.count })
}

export function yesRecorded({ approvals }: EngineState, { requestId, count }: YesOf, onDisk: boolean): void {
  const yes = approvals.pending.get(requestId)?.yes
  // What a slow disk says of a yes in an earlier session is not about this one.
  if (yes?.count === count && yes.onDisk === 'writing') yes.onDisk = onDisk
}

/** A request is answered: its answer goes out next. */
export function decided(
  state: EngineState,
  requestId: string,
  decision: 'approved' | 'denied' | 'expired',
  reason: Sentence | null,
): void {
  const { pending, answered, due } = state.approvals
  const open = pending.get(requestId)
  const card = state.conversation.get(requestId, 'approval')
  if (open === undefined || card === null) return
  pending.delete(requestId)
  answered.add(requestId)
  state.conversation.change(requestId, 'approval', {
    decision,
    reason: reason?.shown ?? null,
    heldSince: null,
    hindrance: null,
  })
  if (decision === 'approved') {
    acted(state, state.turns.get(card.turnId))
    if (card.card?.action !== 'wallet') {
      const mint = card.card?.token?.mint ?? null
      state.past.approved(requestId, open.yes?.at ?? state.time.now, card.worth?.usd ?? null, mint, state.time)
    }
    if (toolKey(card) === CHOOSE) othersBegin(state, requestId, null)
    approved(state, card)
  } else refused(state, card, decision, reason)
  due.push({ requestId, approve: decision === 'approved', turnId: card.turnId })
  endHoldOf(state, open.yes?.by ?? null, decision === 'approved')
  restartSilence(state)
  touch(state)
}

/** An answer to a request left, as it was decided, or as another client gave it. */
export function answerSent(state: EngineState, requestId: string, approve: boolean): void {
  const { approvals } = state
  if (approvals.pending.has(requestId)) decided(state, requestId, approve ? 'approved' : 'denied', null)
  approvals.due = approvals.due.filter((it) => it.requestId !== requestId)
  state.rounds.approvalAnswered(requestId, approve)
}

/** The hold that had said yes is over: it asked nothing. */
function endHoldOf(state: EngineState, turnId: string | null, confirmed: boolean): void {
  const turn = state.turns.get(turnId)
  if (turn?.stage.at === 'deciding') endTurn(state, turn, confirmed ? 'confirmed' : 'discarded')
}

/** What is wholly in sight of a card; a look at a card that has changed since counts for nothing. */
export function seen(
  state: EngineState,
  { where, requestId, binding, whole }: Sight & { where: 'hud' | 'panel' },
): void {
  const open = state.approvals.pending.get(requestId)
  const card = state.conversation.get(requestId, 'approval')
  if (open === undefined || card === null) return
  open.shown = true
  if (where === 'panel') {
    if (!whole) open.panelSince = null
    else if (card.binding === binding) open.panelSince ??= { ...state.time }
    return
  }
  if (!whole) open.seenSince = null
  else if (card.binding === binding) open.seenSince ??= { ...state.time }
  // A look that ends takes away what was promised to a hold.
  if (open.seenSince === null) {
    state.conversation.change(requestId, 'approval', { seenSince: null, heldSince: null })
  } else if (card.seenSince === null) {
    state.conversation.change(requestId, 'approval', { seenSince: open.seenSince.now })
  }
}

/** The session is gone, and the requests with it. */
export function expireAll(state: EngineState, reason: Sentence): void {
  const { pending, answered } = state.approvals
  const holds = [...pending.values()].map(({ yes }) => yes?.by ?? null)
  for (const id of pending.keys()) {
    const card = state.conversation.get(id, 'approval')
    state.conversation.change(id, 'approval', {
      decision: 'expired',
      reason: reason.shown,
      heldSince: null,
      hindrance: null,
    })
    if (card) refused(state, card, 'expired', reason)
  }
  pending.clear()
  answered.clear()
  state.approvals.due = []
  for (const turnId of holds) endHoldOf(state, turnId, false)
}

/** What a decision is about, in one value: the request, the tool, its exact arguments, and the wallet that was latched. */
const bindingOf = (requestId: string, { server, name, arguments: args }: Told, wallet: string | null): string =>
  bytesToHex(sha256(utf8ToBytes(JSON.stringify([requestId, server, name, args, wallet]))))
