import type { EntryOf, Flag } from '../../../shared/snapshot'
import type { Clock } from '../clock'
import type { Conversation } from '../conversation'
import { sumOf } from '../cost/price'
import type { SpendingBook } from '../cost/spending'
import { grown, MAX_WORDS_CHARS } from '../line/bounds'
import type { Item, ServerEvent } from '../line/server-events'
import type { SessionLog } from '../line/session-log'
import { plainError } from '../problems'
import type { TurnWork } from '../turns/turn'
import type { TurnBook } from '../turns/turn-book'
import type { Continuation } from './continuation'
import type { Playback } from './playback'
import type { Responder } from './responder'

interface AnswersDeps {
  clock: Clock
  log: SessionLog
  conversation: Conversation
  continuation: Continuation
  responder: Responder
  playback: Playback
  book: TurnBook
  spending: SpendingBook
  /** What of a finished answer does not hold. */
  check(entry: EntryOf<'assistant'>): Flag[]
  problem(code: string, message: string, turnId: string | null): void
  notice(level: 'info' | 'warning' | 'error', code: string, text: string, turnId: string | null): void
  fail(turn: TurnWork, message: string): void
  touch(turn?: TurnWork): void
}

/** As many times as long as a check took, no other begins. */
const REST_SHARE = 4

/** What the model says: responses, their messages, words and audio. Nothing of a response that was cut is taken. */
export function createAnswers(deps: AnswersDeps) {
  const { clock, conversation, continuation, responder, playback, book } = deps

  /** Answers whose words are all here and were not held against the results. */
  const unchecked = new Set<string>()

  const turnOfResponse = (responseId: string) => {
    const turnId = responder.turnOf(responseId)
    return turnId === null ? undefined : book.get(turnId)
  }

  /** The entry of an assistant item, made when first heard of. */
  const entryOf = (itemId: string, responseId: string) => {
    const known = conversation.get(itemId, 'assistant')
    const turn = turnOfResponse(responseId)
    if (known && (known.turnId !== null || !turn)) return known
    turn?.assistantIds.push(itemId)
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
      at: clock.now(),
      phase: 'answer',
      text: '',
      state: 'speaking',
      unspoken: false,
      heardChars: null,
      flags: [],
    })
    // Some servers tell words and never the item that they belong to.
    continuation.message(itemId, responseId, null, null)
    deps.touch(turn)
    return conversation.get(itemId, 'assistant')
  }

  const words = (responseId: string, itemId: string, change: (text: string) => string): EntryOf<'assistant'> | null => {
    if (responder.isMuted(responseId)) return null
    const entry = entryOf(itemId, responseId)
    if (!entry || entry.state === 'interrupted') return null
    const text = change(entry.text)
    // An answer that is cut already does not change: a flood of words costs no update.
    if (text === entry.text) return entry
    conversation.change(itemId, 'assistant', { text })
    deps.touch(turnOfResponse(responseId))
    return conversation.get(itemId, 'assistant')
  }

  /** Some servers stream no words and tell them with the finished item alone. */
  const completed = (item: Item, responseId: string) => {
    const told = (item.content ?? [])
      .map(({ transcript, text }) => transcript || text || '')
      .join('\n')
      .trim()
    if (told === '' || conversation.get(item.id, 'assistant')?.text !== '') return
    if (item.status === 'in_progress') return
    finished(responseId, item.id, told)
  }

  const finished = (responseId: string, itemId: string, text: string) => {
    if (!words(responseId, itemId, () => text)) return
    unchecked.add(itemId)
    checkSoon()
  }

  /** Whether a tool of the turn is done whose result the server has yet to tell. */
  const resultIsLate = (turn: TurnWork | undefined) =>
    (turn?.toolIds ?? []).some((id) => {
      const tool = conversation.get(id, 'tool')
      return tool?.status === 'done' && tool.output === null
    })

  const check = () => {
    for (const itemId of unchecked) {
      const entry = conversation.get(itemId, 'assistant')
      const turn = entry?.turnId ? book.get(entry.turnId) : undefined
      if (entry && resultIsLate(turn)) continue
      unchecked.delete(itemId)
      // "Let me look" claims nothing. A preamble does: nobody has said that it is none.
      if (entry && entry.phase !== 'commentary') conversation.change(itemId, 'assistant', { flags: deps.check(entry) })
      deps.touch(turn)
    }
  }

  let checkDue = false
  let restUntil = 0
  /**
   * After the audio that came with it has been passed on: a check of many figures takes some milliseconds. A server that
   * words one answer again and again gets them one after another, with time for everything else between.
   */
  const checkSoon = () => {
    if (checkDue) return
    checkDue = true
    clock.after(Math.max(0, restUntil - clock.mono()), () => {
      checkDue = false
      const begun = clock.mono()
      check()
      restUntil = clock.mono() + (clock.mono() - begun) * REST_SHARE
    })
  }

  const bill = (turn: TurnWork | undefined, usage: NonNullable<Parameters<SpendingBook['billed']>[0]>) => {
    const used = deps.spending.billed(usage)
    if (turn) turn.usage = turn.usage === null ? used : sumOf(turn.usage, used)
  }

  return {
    turnOfResponse,
    /** A message item as an event tells it; `index` is its place in the response. */
    item(item: Item, responseId: string | null, index: number | null) {
      if (item.role !== 'assistant' || responseId === null || responder.isMuted(responseId)) return
      entryOf(item.id, responseId)
      continuation.message(item.id, responseId, item.phase ?? null, index)
      completed(item, responseId)
    },
    /** What each message of a response is: the answer, or something said on the way to it. */
    weigh(responseId: string) {
      for (const [itemId, phase] of continuation.phases(responseId)) {
        const entry = conversation.get(itemId, 'assistant')
        if (!entry || entry.phase === phase) continue
        conversation.change(itemId, 'assistant', { phase, ...(phase === 'commentary' ? { flags: [] } : {}) })
        deps.touch(turnOfResponse(responseId))
      }
    },
    begun(responseId: string) {
      const turnId = responder.created(responseId, book.current?.id ?? null)
      if (turnId === null) return
      if (!responder.isMuted(responseId)) continuation.responseStarted(responseId, turnId)
      deps.touch(book.get(turnId))
    },
    audio(responseId: string, itemId: string, delta: string) {
      if (responder.isMuted(responseId)) return
      const turn = turnOfResponse(responseId)
      if (!turn) return
      turn.times.firstAudio ??= clock.now()
      entryOf(itemId, responseId)
      if (playback.audio(itemId, turn.id, delta) === null) {
        deps.log.app('malformed', { reason: 'An audio delta was not base64 PCM16.' }, turn.id)
      }
    },
    audioDone: (itemId: string) => playback.end(itemId),
    delta(responseId: string, itemId: string, delta: string) {
      words(responseId, itemId, (text) => grown(text, delta, MAX_WORDS_CHARS))
    },
    /** All words of an item, or of a part of it, are here. */
    finished,
    /** A result has come, that an answer may have been waiting for to be checked. */
    check,
    done({ response }: Extract<ServerEvent, { type: 'response.done' }>) {
      const { id, status, status_details: details, usage } = response
      const turn = turnOfResponse(id)
      if (responder.isOpen(id)) {
        const untold = usage || status === 'failed' ? null : deps.spending.untold()
        if (usage) bill(turn, usage)
        else if (untold !== null) deps.notice('warning', 'usage_untold', untold, turn?.id ?? null)
      }
      responder.done(id)
      for (const itemId of turn?.assistantIds ?? []) playback.end(itemId)
      continuation.responseDone(id, status === undefined || status === null || status === 'completed')
      if (turn && turn.outcome === null && status === 'failed') {
        const code = details?.error?.code ?? details?.error?.type ?? 'response_failed'
        const message = plainError(code, details?.error?.message ?? 'The server could not answer.')
        deps.problem(code, message, turn.id)
        deps.fail(turn, message)
      }
      if (turn && status === 'incomplete') {
        const limit = details?.reason === 'max_output_tokens'
        deps.notice(
          'warning',
          `incomplete_${limit ? 'max_output_tokens' : 'unknown'}`,
          limit ? 'The answer was cut: it reached its length limit.' : 'The answer was cut by the provider.',
          turn.id,
        )
      }
      return turn
    },
  }
}

export type Answers = ReturnType<typeof createAnswers>
