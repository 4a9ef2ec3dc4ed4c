import { SAMPLE_RATE } from '../../../shared/sample-rate'
import type { Conversation } from '../conversation'
import { sumOf } from '../cost/price'
import type { SpendingBook } from '../cost/spending'
import { grown, MAX_IDS_OF_A_QUESTION, MAX_REQUESTS_OF_A_QUESTION, MAX_WORDS_CHARS } from '../line/bounds'
import type { Item, ServerEvent } from '../line/server-events'
import type { Approvals } from '../money/approvals'
import { plainError, severityOf } from '../problems'
import type { Delivery } from '../turns/delivery'
import type { TurnWork } from '../turns/turn'
import type { TurnBook } from '../turns/turn-book'
import type { Answers } from './answers'
import type { Continuation } from './continuation'
import type { Responder } from './responder'
import type { ToolCalls } from './tool-calls'

interface ReceptionDeps {
  conversation: Conversation
  responder: Responder
  continuation: Continuation
  approvals: Approvals
  toolCalls: ToolCalls
  answers: Answers
  spending: SpendingBook
  book: TurnBook
  delivery: Pick<Delivery, 'acknowledged' | 'refused'>
  touch(turn?: TurnWork): void
  settle(turn: TurnWork | undefined): void
  problem(code: string, message: string, turnId: string | null): void
  /** Whether an error is about something that the trader need not know, and was handled. */
  absorb(eventId: string | null): boolean
  fail(turn: TurnWork, message: string): void
  /** The server names more responses and items than a question can lead to: nothing more of it is taken. */
  onFlood(): void
  /** A request for approval is here that waits for the trader. */
  onAsked(): void
}

/** Said of a request that nobody was shown. */
const TOO_MANY = 'Too many requests at once: nobody can read them all. Nothing was done.'
/** A request is announced, written, done, and told once more at the end of its response. */
const MAX_TELLINGS = 20
const RESTLESS = 'The server kept repeating this request, so it was denied. Nothing was done.'
/** More events for responses that have not begun are not kept. */
const MAX_EARLY = 50
/** An utterance is told to be written down soon after it was, or never. */
const MAX_WRITTEN = 500

type Completed = Extract<ServerEvent, { type: 'conversation.item.input_audio_transcription.completed' }>

/** What each server event means for turns and conversation. Events may repeat, be late, or come in any order. */
export function createReception(deps: ReceptionDeps) {
  const { conversation, responder, continuation, approvals, toolCalls, answers, book } = deps
  /** Ends of responses that were told before their beginning. */
  const early = new Map<string, Extract<ServerEvent, { type: 'response.done' }>>()

  const continueIfDue = () => {
    const turnId = continuation.take()
    if (turnId !== null && book.get(turnId)?.outcome === null) responder.want(turnId)
  }

  /** Items of utterances whose writing down was billed. */
  const writtenItems = new Set<string>()

  /** Ids of what the present question has led to: responses and items, and the requests among them. */
  let question: string | null = null
  const named = new Set<string>()
  /** How often each request was told. */
  const requests = new Map<string, number>()
  /** There were too many: nothing more is taken before another question or session. */
  let flooded = false

  /** Whether something is to be taken: what is kept of one question is bounded, whatever the server makes of it. */
  const admit = (id: string): boolean => {
    const now = book.current?.id ?? null
    if (now !== question) {
      forget()
      flooded = false
    }
    question = now
    if (flooded) return false
    if (named.has(id)) return true
    if (named.size < MAX_IDS_OF_A_QUESTION) {
      named.add(id)
      return true
    }
    flooded = true
    deps.onFlood()
    return false
  }

  const forget = () => {
    named.clear()
    requests.clear()
  }

  /** Acknowledgements of what this client told are of nobody's response, and nothing of them is kept. */
  const isKept = ({ type, role }: Item, responseId: string | null) =>
    type === 'mcp_call' ||
    type === 'mcp_approval_request' ||
    (responseId !== null && (type === 'function_call' || (type === 'message' && role === 'assistant')))

  const item = (told: Item, responseId: string | null, index: number | null = null) => {
    const entry = ownId(told)
    if (entry === null) return
    if (isKept(entry, responseId) && !admit(entry.id)) return
    if (entry.type === 'mcp_call' || entry.type === 'function_call') toolCalls.item(entry, responseId, index)
    if (entry.type === 'mcp_approval_request') approvalItem(entry, responseId, index)
    if (entry.type === 'message') answers.item(entry, responseId, index)
    if (responseId !== null) answers.weigh(responseId)
    deps.touch()
  }

  /**
   * An item under the id of something else; null where that is not taken. What is called is seen all the same: it may have
   * moved money.
   */
  const ownId = (told: Item): Item | null => {
    if (told.type === 'mcp_approval_request') return conversation.isOther(told.id, 'approval') ? null : told
    if (told.type !== 'mcp_call' && told.type !== 'function_call') return told
    if (!conversation.isOther(told.id, 'tool')) return told
    return told.type === 'mcp_call' ? { ...told, id: `${told.id} (call)` } : null
  }

  const approvalItem = (entry: Item, responseId: string | null, index: number | null) => {
    const turn = (responseId === null ? undefined : answers.turnOfResponse(responseId)) ?? book.current ?? undefined
    if (responseId !== null) continuation.approvalAsked(entry.id, responseId, index)
    const told = (requests.get(entry.id) ?? 0) + 1
    requests.set(entry.id, told)
    // Nobody can read what is another one at every look, and each look at it costs.
    if (told > MAX_TELLINGS) return approvals.conclude(entry.id, false, RESTLESS)
    const first = approvals.asked(entry, turn)
    // It was under way when the trader went on to something else.
    const cut = responseId !== null && responder.isMuted(responseId)
    if (cut || (turn && turn.outcome !== null)) approvals.conclude(entry.id, false, 'It was interrupted.')
    else if (requests.size > MAX_REQUESTS_OF_A_QUESTION) approvals.conclude(entry.id, false, TOO_MANY)
    else if (first) deps.onAsked()
    deps.touch(turn)
  }

  const heard = (itemId: string, change: (turn: TurnWork) => void) => {
    const turn = book.byItem(itemId)
    if (!turn) return
    change(turn)
    deps.touch(turn)
  }

  const hearing = (itemId: string, words: string | null | undefined) =>
    heard(itemId, (turn) => {
      if (!words || conversation.get(turn.id, 'user')?.transcript === 'final') return
      turn.heard = grown(turn.heard ?? '', words, MAX_WORDS_CHARS)
      conversation.change(turn.id, 'user', { text: turn.heard })
    })

  const written = ({ item_id: itemId, transcript, usage, languages }: Completed) => {
    const turn = book.byItem(itemId)
    // Told again it is not billed again; a question that was sent again is, as another item. Of what is not known only a
    // server that tells the cost has billed anything.
    if (!writtenItems.has(itemId) && (turn || usage)) {
      writtenItems.add(itemId)
      const [oldest] = writtenItems
      if (writtenItems.size > MAX_WRITTEN && oldest !== undefined) writtenItems.delete(oldest)
      const used = deps.spending.transcribed(usage ?? null, (turn?.committed ?? 0) / SAMPLE_RATE)
      const costs = used.input + used.output > 0 || used.usd !== null
      if (turn && costs) turn.usage = turn.usage === null ? used : sumOf(turn.usage, used)
    }
    heard(itemId, (it) => {
      it.heard = transcript.trim()
      const told = languages ? { languages: languages.map(({ code }) => code) } : {}
      conversation.change(it.id, 'user', { text: it.heard, transcript: 'final', ...told })
    })
  }

  const begun = (responseId: string) => {
    if (!admit(responseId)) return
    answers.begun(responseId)
    const end = early.get(responseId)
    early.delete(responseId)
    if (end) done(end)
  }

  const finished = (of: { response_id: string; item_id: string }, words: string) => {
    if (admit(of.item_id)) answers.finished(of.response_id, of.item_id, words)
  }

  const done = (event: Extract<ServerEvent, { type: 'response.done' }>) => {
    const { id, output } = event.response
    if (!responder.knows(id)) {
      if (early.size < MAX_EARLY) early.set(id, event)
      // Its beginning may never be told: what was called or asked for in it counts all the same.
      for (const entry of output ?? []) if (entry.type !== 'message') item(entry, null)
      // It may be what stood in the way of an answer.
      return responder.attempt()
    }
    for (const [index, entry] of (output ?? []).entries()) item(entry, id, index)
    const turn = answers.done(event)
    continueIfDue()
    responder.attempt()
    deps.settle(turn)
  }

  const failure = ({ error }: Extract<ServerEvent, { type: 'error' }>) => {
    const eventId = error.event_id ?? null
    if (deps.absorb(eventId)) return
    const code = error.code ?? error.type ?? 'error'
    // It is about no event of ours: the server is about to close, and what becomes of open turns follows from that.
    if (code === 'session_expired') return
    const text = plainError(code, error.message)
    const commitRefused = code === 'input_audio_buffer_commit_empty'
    const uncommitted = deps.delivery.refused(commitRefused && !eventId ? null : (eventId ?? ''))
    const refused = uncommitted || (severityOf(code) === 'benign' && !eventId) ? null : responder.refused(eventId, code)
    if (refused?.absorbed || severityOf(code) === 'benign') return
    deps.problem(code, text, book.current?.id ?? null)
    // An error ends the turn whose own event it is about; the utterance stays. Others go on.
    const turn = uncommitted ?? (refused ? book.get(refused.turnId) : undefined)
    if (turn && turn.outcome === null) deps.fail(turn, text)
    deps.touch()
  }

  const apply = (event: ServerEvent) => {
    switch (event.type) {
      case 'error':
        return failure(event)
      case 'session.created':
        flooded = false
        return deps.spending.sessionStarted()
      case 'rate_limits.updated':
        deps.spending.limited(event.rate_limits)
        return deps.touch()
      case 'input_audio_buffer.committed': {
        // Told twice it is one: the next commit has an item of its own.
        const itemId = event.item_id || null
        if (itemId !== null && book.byItem(itemId)) return
        const turn = deps.delivery.acknowledged()
        if (!turn) return
        turn.itemId = itemId
        turn.committed = turn.sent
        // One that was given up before (a part of it was refused) stands as that.
        if (turn.outcome !== 'unsent' && turn.outcome !== 'failed') {
          conversation.change(turn.id, 'user', { delivery: 'sent' })
        }
        return deps.touch(turn)
      }
      case 'conversation.item.added':
      case 'conversation.item.done':
      case 'conversation.item.retrieved':
        return item(event.item, null)
      case 'conversation.item.input_audio_transcription.delta':
        return hearing(event.item_id, event.delta)
      case 'conversation.item.input_audio_transcription.segment':
        return hearing(event.item_id, event.text)
      case 'conversation.item.input_audio_transcription.completed':
        return written(event)
      case 'conversation.item.input_audio_transcription.failed':
        return heard(event.item_id, (turn) => conversation.change(turn.id, 'user', { transcript: 'unavailable' }))
      case 'response.created':
        return begun(event.response.id)
      case 'response.done':
        return done(event)
      case 'response.output_item.added':
      case 'response.output_item.done':
        return item(event.item, event.response_id, event.output_index ?? null)
      case 'response.output_audio.delta':
        if (!admit(event.item_id)) return
        return answers.audio(event.response_id, event.item_id, event.delta)
      case 'response.output_audio.done':
        return answers.audioDone(event.item_id)
      case 'response.output_audio_transcript.delta':
      case 'response.output_text.delta':
        if (!admit(event.item_id)) return
        return answers.delta(event.response_id, event.item_id, event.delta)
      case 'response.output_audio_transcript.done':
        return finished(event, event.transcript)
      case 'response.output_text.done':
        return finished(event, event.text)
      case 'response.content_part.done': {
        const words = event.part?.transcript ?? event.part?.text
        return words ? finished(event, words) : undefined
      }
      case 'response.mcp_call_arguments.delta':
      case 'response.function_call_arguments.delta':
        return toolCalls.argumentsDelta(event.item_id, event.delta)
      case 'response.mcp_call_arguments.done':
      case 'response.function_call_arguments.done':
        return toolCalls.argumentsDone(event.item_id, event.arguments)
      case 'response.mcp_call.in_progress':
        return toolCalls.running(event.item_id)
      case 'response.mcp_call.completed':
        return toolCalls.ended(event.item_id, true)
      case 'response.mcp_call.failed':
        return toolCalls.ended(event.item_id, false)
      // The toolbox of the session has taken note of these.
      case 'mcp_list_tools.in_progress':
      case 'mcp_list_tools.completed':
      case 'mcp_list_tools.failed':
      // Acknowledgements: what they acknowledge was done when it was sent.
      case 'session.updated':
      case 'conversation.created':
      case 'conversation.item.deleted':
      case 'conversation.item.truncated':
      case 'input_audio_buffer.cleared':
      case 'response.content_part.added':
      // Only a server that finds the turns by itself tells these; ours are found by the key.
      case 'input_audio_buffer.speech_started':
      case 'input_audio_buffer.speech_stopped':
      case 'input_audio_buffer.timeout_triggered':
      case 'input_audio_buffer.dtmf_event_received':
      // Only over WebRTC does the server play the audio; here the worklet tells what was heard.
      case 'output_audio_buffer.started':
      case 'output_audio_buffer.stopped':
      case 'output_audio_buffer.cleared':
        return
      default: {
        const missing: never = event
        throw new Error(`unhandled ${JSON.stringify(missing)}`)
      }
    }
  }

  return {
    apply,
    /** An item that belongs to no response. */
    item: (entry: Item) => item(entry, null),
    continueIfDue,
    /** The connection is gone: what it told too early has no beginning any more. */
    reset() {
      early.clear()
      writtenItems.clear()
      forget()
    },
  }
}
