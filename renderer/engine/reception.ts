import { redactText } from '../../shared/redact'
import type { Approvals } from './approvals'
import type { Clock } from './clock'
import type { Continuation } from './continuation'
import type { Conversation } from './conversation'
import type { Delivery } from './delivery'
import type { Money } from './money'
import type { Playback } from './playback'
import { type createProblems, plainError, severityOf } from './problems'
import type { Responder } from './responder'
import type { Item, ServerEvent } from './server-events'
import type { SessionLog } from './session-log'
import type { Toolbox } from './toolbox'
import type { TurnWork } from './turn'
import type { TurnBook } from './turn-book'

interface ReceptionDeps {
  clock: Clock
  log: SessionLog
  conversation: Conversation
  problems: ReturnType<typeof createProblems>
  toolbox: Toolbox
  responder: Responder
  continuation: Continuation
  playback: Playback
  approvals: Approvals
  money: Money
  book: TurnBook
  delivery: Pick<Delivery, 'acknowledged' | 'refused'>
  touch(turn?: TurnWork): void
  settle(turn: TurnWork | undefined): void
  notice(level: 'info' | 'warning' | 'error', code: string, text: string, turnId: string | null): void
  fail(turn: TurnWork, message: string): void
}

/** What each server event means for turns and conversation. Events may repeat, be late, or come in any order. */
export function createReception(deps: ReceptionDeps) {
  const { clock, conversation, responder, continuation, playback, approvals, money, book } = deps

  /** Calls of tools that may move money, with the request that allowed each. */
  const writes = new Map<string, string | null>()

  const turnOfResponse = (responseId: string) => {
    const turnId = responder.turnOf(responseId)
    return turnId === null ? undefined : book.get(turnId)
  }

  const continueIfDue = () => {
    const turnId = continuation.take()
    if (turnId !== null && book.get(turnId)?.outcome === null) responder.want(turnId)
  }

  const errorText = (error: Item['error']): string | null => {
    if (error === null || error === undefined) return null
    return redactText(typeof error === 'string' ? error : (error.message ?? 'The tool failed.'))
  }

  // --- items --------------------------------------------------------------------------------------------------------

  const toolItem = (item: Item, responseId: string | null) => {
    const known = conversation.get(item.id, 'tool')
    continuation.call(item.id, responseId, item.approval_request_id ?? null)
    if (!known) {
      const approval = item.approval_request_id ? conversation.get(item.approval_request_id, 'approval') : null
      const turn =
        (responseId === null ? undefined : turnOfResponse(responseId)) ??
        (approval?.turnId ? book.get(approval.turnId) : undefined) ??
        book.current ??
        undefined
      turn?.toolIds.push(item.id)
      const learnt = deps.toolbox.all().find((tool) => tool.name === item.name)
      // A tool that nobody has said to be read-only counts as one that moves money.
      if (learnt?.readOnly !== true) {
        if (turn) turn.acted = true
        writes.set(item.id, item.approval_request_id ?? null)
      }
      conversation.add({
        kind: 'tool',
        id: item.id,
        turnId: turn?.id ?? null,
        order: conversation.nextOrder(),
        at: clock.now(),
        server: item.server_label ?? '',
        name: item.name ?? 'tool',
        status: item.arguments ? 'queued' : 'arguments',
        arguments: item.arguments ?? '',
        output: null,
        error: null,
        endedAt: null,
        flags: [],
      })
      deps.touch(turn)
    }
    const error = errorText(item.error)
    const finished = item.output !== null && item.output !== undefined
    if (!finished && error === null && !item.arguments) return
    conversation.change(item.id, 'tool', {
      ...(item.arguments ? { arguments: item.arguments } : {}),
      ...(finished ? { output: item.output ?? null } : {}),
      ...(error === null ? {} : { error }),
    })
    // The output is the proof: it may come without, before or after the event that says so.
    if (finished || error !== null) toolEnded(item.id, error === null)
    touchTool(item.id)
  }

  /** For the ledger: a call that may move money has its arguments and runs. */
  const called = (itemId: string) => {
    const tool = conversation.get(itemId, 'tool')
    const requestId = writes.get(itemId)
    if (!tool || requestId === undefined) return
    const wallet = tool.turnId ? (book.get(tool.turnId)?.wallet ?? null) : null
    money.called(tool, requestId, wallet)
  }

  const touchTool = (itemId: string) => {
    const tool = conversation.get(itemId, 'tool')
    deps.touch(tool?.turnId ? book.get(tool.turnId) : undefined)
  }

  const toolEnded = (itemId: string, completed: boolean) => {
    const tool = conversation.get(itemId, 'tool')
    if (tool && tool.status !== 'done' && tool.status !== 'failed') {
      conversation.change(itemId, 'tool', {
        status: completed ? 'done' : 'failed',
        endedAt: clock.now(),
        ...(completed || tool.error ? {} : { error: 'The tool failed.' }),
      })
    }
    called(itemId)
    const ended = conversation.get(itemId, 'tool')
    if (ended) money.ended(ended)
    continuation.callEnded(itemId)
    touchTool(itemId)
    continueIfDue()
  }

  const approvalItem = (item: Item, responseId: string | null) => {
    const turn = (responseId === null ? undefined : turnOfResponse(responseId)) ?? book.current ?? undefined
    if (responseId !== null) continuation.approvalAsked(item.id, responseId)
    approvals.asked(item, turn)
    deps.touch(turn)
  }

  const messageItem = (item: Item, responseId: string | null) => {
    if (item.role !== 'assistant' || responseId === null || responder.isMuted(responseId)) return
    // Told again in `response.done`, where its place among the calls can no longer be seen.
    if (conversation.get(item.id, 'assistant')) return
    assistant(item.id, responseId)
    continuation.messageAdded(responseId)
  }

  /** The entry of an assistant item, made when first heard of. */
  const assistant = (itemId: string, responseId: string) => {
    const known = conversation.get(itemId, 'assistant')
    if (known) return known
    const turn = turnOfResponse(responseId)
    turn?.assistantIds.push(itemId)
    conversation.add({
      kind: 'assistant',
      id: itemId,
      turnId: turn?.id ?? null,
      order: conversation.nextOrder(),
      at: clock.now(),
      text: '',
      state: 'speaking',
      heardChars: null,
      flags: [],
    })
    deps.touch(turn)
    return conversation.get(itemId, 'assistant')
  }

  const item = (entry: Item, responseId: string | null) => {
    if (entry.type === 'mcp_call') toolItem(entry, responseId)
    if (entry.type === 'mcp_approval_request') approvalItem(entry, responseId)
    if (entry.type === 'mcp_list_tools') deps.toolbox.item(entry)
    if (entry.type === 'message') messageItem(entry, responseId)
    deps.touch()
  }

  const assistantText = (responseId: string, itemId: string, change: (text: string) => string) => {
    if (responder.isMuted(responseId)) return
    const entry = assistant(itemId, responseId)
    if (!entry || entry.state === 'interrupted') return
    conversation.change(itemId, 'assistant', { text: change(entry.text) })
    deps.touch(turnOfResponse(responseId))
  }

  // --- responses ----------------------------------------------------------------------------------------------------

  const responseDone = (event: Extract<ServerEvent, { type: 'response.done' }>) => {
    const { id, status, status_details: details, output } = event.response
    for (const entry of output ?? []) item(entry, id)
    const turnId = responder.done(id)
    const turn = turnId === null ? undefined : book.get(turnId)
    for (const itemId of turn?.assistantIds ?? []) playback.end(itemId)
    continuation.responseDone(id, status === undefined || status === null || status === 'completed')
    if (turn && turn.outcome === null && status === 'failed') {
      const code = details?.error?.code ?? details?.error?.type ?? 'response_failed'
      const message = plainError(code, details?.error?.message ?? 'The server could not answer.')
      deps.problems.add(code, message)
      deps.notice('error', code, message, turn.id)
      deps.fail(turn, message)
    }
    if (turn && status === 'incomplete') {
      const limit = details?.reason === 'max_output_tokens'
      deps.notice(
        'warning',
        `incomplete_${details?.reason ?? 'unknown'}`,
        limit ? 'The answer was cut: it reached its length limit.' : 'The answer was cut by the provider.',
        turn.id,
      )
    }
    continueIfDue()
    responder.attempt()
    deps.settle(turn)
  }

  const serverError = (event: Extract<ServerEvent, { type: 'error' }>) => {
    const { code: rawCode, type, message, event_id: eventId } = event.error
    const code = rawCode ?? type ?? 'error'
    const text = plainError(code, message)
    const commitRefused = code === 'input_audio_buffer_commit_empty'
    const uncommitted = deps.delivery.refused(commitRefused && !eventId ? null : (eventId ?? ''))
    const refused =
      uncommitted || (severityOf(code) === 'benign' && !eventId) ? null : responder.refused(eventId ?? null, code)
    if (refused?.absorbed || severityOf(code) === 'benign') return
    if (deps.problems.add(code, text)) deps.notice('error', code, text, book.current?.id ?? null)
    // An error ends the turn whose own event it is about; the utterance stays. Others go on.
    const turn = uncommitted ?? (refused ? book.get(refused.turnId) : undefined)
    if (turn && turn.outcome === null) deps.fail(turn, text)
    deps.touch()
  }

  // --- one event ----------------------------------------------------------------------------------------------------

  const apply = (event: ServerEvent) => {
    switch (event.type) {
      case 'session.created':
        deps.toolbox.sessionStarted(event.session.tools)
        break
      case 'session.updated':
        break
      case 'error':
        serverError(event)
        break
      case 'input_audio_buffer.committed': {
        const turn = deps.delivery.acknowledged()
        if (!turn) break
        turn.itemId = event.item_id
        turn.committed = turn.sent
        conversation.change(turn.id, 'user', { delivery: 'sent' })
        deps.touch(turn)
        break
      }
      case 'conversation.item.added':
      case 'conversation.item.done':
      case 'conversation.item.retrieved':
        item(event.item, null)
        break
      case 'conversation.item.input_audio_transcription.delta': {
        const turn = book.byItem(event.item_id)
        if (!turn || !event.delta) break
        turn.heard = (turn.heard ?? '') + event.delta
        conversation.change(turn.id, 'user', { text: turn.heard })
        deps.touch(turn)
        break
      }
      case 'conversation.item.input_audio_transcription.completed': {
        const turn = book.byItem(event.item_id)
        if (!turn) break
        turn.heard = event.transcript.trim()
        conversation.change(turn.id, 'user', { text: turn.heard, transcript: 'final' })
        deps.touch(turn)
        break
      }
      case 'conversation.item.input_audio_transcription.failed': {
        const turn = book.byItem(event.item_id)
        if (turn) conversation.change(turn.id, 'user', { transcript: 'unavailable' })
        deps.touch(turn)
        break
      }
      case 'response.created': {
        const turnId = responder.created(event.response.id, book.current?.id ?? null)
        if (turnId !== null && !responder.isMuted(event.response.id)) {
          continuation.responseStarted(event.response.id, turnId)
        }
        if (turnId !== null) deps.touch(book.get(turnId))
        break
      }
      case 'response.done':
        responseDone(event)
        break
      case 'response.output_item.added':
      case 'response.output_item.done':
        item(event.item, event.response_id)
        break
      case 'response.output_audio.delta': {
        if (responder.isMuted(event.response_id)) break
        const turn = turnOfResponse(event.response_id)
        if (!turn) break
        turn.times.firstAudio ??= clock.now()
        assistant(event.item_id, event.response_id)
        if (playback.audio(event.item_id, turn.id, event.delta) === null) {
          deps.log.app('malformed', { reason: 'An audio delta was not base64 PCM16.' }, turn.id)
        }
        break
      }
      case 'response.output_audio.done':
        playback.end(event.item_id)
        break
      case 'response.output_audio_transcript.delta':
      case 'response.output_text.delta':
        assistantText(event.response_id, event.item_id, (text) => text + event.delta)
        break
      case 'response.output_audio_transcript.done':
        assistantText(event.response_id, event.item_id, () => event.transcript)
        break
      case 'response.output_text.done':
        assistantText(event.response_id, event.item_id, () => event.text)
        break
      case 'response.mcp_call_arguments.delta': {
        const tool = conversation.get(event.item_id, 'tool')
        if (tool?.status === 'arguments') {
          conversation.change(event.item_id, 'tool', { arguments: tool.arguments + event.delta })
        }
        touchTool(event.item_id)
        break
      }
      case 'response.mcp_call_arguments.done':
        if (conversation.get(event.item_id, 'tool')?.status === 'arguments') {
          conversation.change(event.item_id, 'tool', { arguments: event.arguments, status: 'queued' })
        }
        touchTool(event.item_id)
        break
      case 'response.mcp_call.in_progress': {
        const status = conversation.get(event.item_id, 'tool')?.status
        if (status === 'arguments' || status === 'queued') {
          conversation.change(event.item_id, 'tool', { status: 'running' })
        }
        called(event.item_id)
        touchTool(event.item_id)
        break
      }
      case 'response.mcp_call.completed':
      case 'response.mcp_call.failed':
        toolEnded(event.item_id, event.type === 'response.mcp_call.completed')
        break
      case 'mcp_list_tools.in_progress':
        deps.toolbox.importStarted(event.item_id)
        break
      case 'mcp_list_tools.completed':
      case 'mcp_list_tools.failed':
        deps.toolbox.importEnded(event.item_id, event.type === 'mcp_list_tools.completed')
        if (event.type === 'mcp_list_tools.failed') {
          deps.notice('warning', 'tools_unavailable', 'The tools of this server could not be loaded.', null)
        }
        break
      default: {
        const missing: never = event
        throw new Error(`unhandled ${JSON.stringify(missing)}`)
      }
    }
  }

  return { apply, continueIfDue }
}
