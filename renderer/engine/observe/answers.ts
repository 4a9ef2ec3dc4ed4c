import { t } from '../../../shared/i18n'
import { flagsOfAnswer } from '../check'
import { sumOf } from '../cost/price'
import { isKeyDown, termsOf } from '../select'
import type { EngineState } from '../state'
import { plainError } from '../state/problems'
import { answering, isEnded, type Turn } from '../state/turn'
import { grown, MAX_WORDS_CHARS } from '../wire/bounds'
import type { BilledUsage, Item, ServerEvent } from '../wire/server-events'
import { giveUp } from './ending'
import { log, problem, serverNotice, touch } from './tell'

/** What the model says: responses, their messages, words and audio. Nothing of a response that was cut is taken. */

export const turnOfResponse = ({ responses, turns }: EngineState, responseId: string): Turn | undefined =>
  turns.get(responses.turnOf(responseId))

/** The entry of an assistant item, made when first heard of. */
function entryOf(state: EngineState, itemId: string, responseId: string) {
  const { conversation, time } = state
  const known = conversation.get(itemId, 'assistant')
  const turn = turnOfResponse(state, responseId)
  if (known && (known.turnId !== null || !turn)) return known
  turn?.attempt.assistantIds.push(itemId)
  if (known) {
    // It was told before its response was.
    conversation.change(itemId, 'assistant', { turnId: turn?.id ?? null })
    return conversation.get(itemId, 'assistant')
  }
  conversation.add({
    kind: 'assistant',
    id: itemId,
    turnId: turn?.id ?? null,
    order: conversation.nextOrder(),
    at: time.now,
    phase: 'answer',
    text: '',
    state: 'speaking',
    unspoken: false,
    heardChars: null,
    flags: [],
  })
  // Some servers tell words and never the item that they belong to.
  state.rounds.message(itemId, responseId, null, null)
  touch(state, turn)
  return conversation.get(itemId, 'assistant')
}

/** The text of an item changes; false when nothing of it is taken. */
function words(state: EngineState, responseId: string, itemId: string, change: (text: string) => string): boolean {
  if (state.responses.isMuted(responseId)) return false
  const entry = entryOf(state, itemId, responseId)
  if (!entry || entry.state === 'interrupted') return false
  const text = change(entry.text)
  // An answer that is cut already does not change: a flood of words costs no update.
  if (text === entry.text) return true
  state.conversation.change(itemId, 'assistant', { text })
  touch(state, turnOfResponse(state, responseId))
  return true
}

export function wordsDelta(state: EngineState, responseId: string, itemId: string, delta: string): void {
  words(state, responseId, itemId, (text) => grown(text, delta, MAX_WORDS_CHARS))
}

/** All words of an item, or of a part of it, are here. */
export function wordsDone(state: EngineState, responseId: string, itemId: string, text: string): void {
  if (!words(state, responseId, itemId, () => text)) return
  const { answers, time } = state
  answers.unchecked.add(itemId)
  // After the audio that came with it has been passed on: a check of many figures takes some milliseconds.
  answers.checksAt ??= Math.max(time.mono + 1, answers.restUntil)
}

/** A message item as an event tells it; `index` is its place in the response. */
export function messageTold(state: EngineState, item: Item, responseId: string | null, index: number | null): void {
  if (item.role !== 'assistant' || responseId === null || state.responses.isMuted(responseId)) return
  entryOf(state, item.id, responseId)
  state.rounds.message(item.id, responseId, item.phase ?? null, index)
  // Some servers stream no words and tell them with the finished item alone.
  const told = (item.content ?? [])
    .map(({ transcript, text }) => transcript || text || '')
    .join('\n')
    .trim()
  if (told === '' || state.conversation.get(item.id, 'assistant')?.text !== '') return
  if (item.status === 'in_progress') return
  wordsDone(state, responseId, item.id, told)
}

/** What each message of a response is: the answer, or something said on the way to it. */
export function weigh(state: EngineState, responseId: string): void {
  for (const [itemId, phase] of state.rounds.phases(responseId)) {
    const entry = state.conversation.get(itemId, 'assistant')
    if (!entry || entry.phase === phase) continue
    state.conversation.change(itemId, 'assistant', { phase, ...(phase === 'commentary' ? { flags: [] } : {}) })
    touch(state, turnOfResponse(state, responseId))
  }
}

export function responseBegun(state: EngineState, responseId: string): void {
  const { responses, turns, rounds } = state
  const turnId = responses.created(responseId, turns.current?.id ?? null, isKeyDown(state))
  if (turnId === null) return
  if (!responses.isMuted(responseId)) rounds.responseStarted(responseId, turnId)
  const turn = turns.get(turnId)
  if (turn) answering(turn)
  touch(state, turn)
}

/** Audio of an item. Played at once: the samples are written over by the next delta. */
export function audio(state: EngineState, responseId: string, itemId: string, delta: string): void {
  if (state.responses.isMuted(responseId)) return
  const turn = turnOfResponse(state, responseId)
  if (!turn) return
  turn.attempt.times.firstAudio ??= state.time.now
  entryOf(state, itemId, responseId)
  const samples = state.playback.audio(itemId, turn.id, delta)
  if (samples === null) log(state, 'malformed', { reason: 'An audio delta was not base64 PCM16.' }, turn.id)
  else if (samples.length > 0) state.outbox.push({ do: 'playback', command: { type: 'audio', itemId, samples } })
}

export function audioDone(state: EngineState, itemId: string): void {
  const item = state.playback.end(itemId, state.time.mono)
  if (item === null || item.received === 0) return
  state.outbox.push({ do: 'playback', command: { type: 'end', itemId } })
}

export function responseDone(state: EngineState, { response }: Extract<ServerEvent, { type: 'response.done' }>): void {
  const { id, status, status_details: details, usage } = response
  const { responses, spending } = state
  const turn = turnOfResponse(state, id)
  if (responses.isOpen(id)) {
    const untold = usage || status === 'failed' ? null : spending.untold(termsOf(state))
    if (usage) bill(state, turn, usage)
    else if (untold !== null) serverNotice(state, 'warning', 'usage_untold', untold, turn?.id ?? null)
  }
  responses.done(id)
  for (const itemId of turn?.attempt.assistantIds ?? []) audioDone(state, itemId)
  state.rounds.responseDone(id, status === undefined || status === null || status === 'completed')
  if (turn && !isEnded(turn) && status === 'failed') {
    const code = details?.error?.code ?? details?.error?.type ?? 'response_failed'
    const message = plainError(code, details?.error?.message ?? t('engine.answer.serverFailed'))
    problem(state, code, message, turn.id)
    giveUp(state, turn, message)
  }
  if (turn && status === 'incomplete') {
    const limit = details?.reason === 'max_output_tokens'
    serverNotice(
      state,
      'warning',
      `incomplete_${limit ? 'max_output_tokens' : 'unknown'}`,
      limit ? t('engine.answer.cutByLength') : t('engine.answer.cutByProvider'),
      turn.id,
    )
  }
}

function bill(state: EngineState, turn: Turn | undefined, usage: BilledUsage): void {
  const used = state.spending.billed(usage, termsOf(state))
  if (!turn) return
  turn.usage = turn.usage === null ? used : sumOf(turn.usage, used)
  touch(state, turn)
}

// --- checking ---------------------------------------------------------------------------------------------------------

/** Whether a tool of the turn is done whose result the server has yet to tell. */
const isResultLate = ({ conversation }: EngineState, turn: Turn | undefined): boolean =>
  (turn?.attempt.toolIds ?? []).some((id) => {
    const tool = conversation.get(id, 'tool')
    return tool?.status === 'done' && tool.output === null
  })

/** Answers whose words are all here are held against the results. */
export function checkAnswers(state: EngineState): void {
  const { answers, conversation, turns } = state
  answers.checksAt = null
  for (const itemId of answers.unchecked) {
    const entry = conversation.get(itemId, 'assistant')
    const turn = turns.get(entry?.turnId ?? null)
    if (entry && isResultLate(state, turn)) continue
    answers.unchecked.delete(itemId)
    // "Let me look" claims nothing. A preamble does: nobody has said that it is none.
    if (entry && entry.phase !== 'commentary') {
      conversation.change(itemId, 'assistant', { flags: flagsOfAnswer(state, entry) })
    }
    touch(state, turn)
  }
}
