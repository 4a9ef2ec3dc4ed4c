import { SAMPLES_PER_MS } from '../../../shared/sample-rate'
import type { Behaviour } from '../behaviour'
import { BadJson, parseBoundedJson } from '../bounded-json'
import type { Clock } from '../clock'
import type { Evidence } from '../evidence'
import type { Faults } from '../faults'
import { joined } from '../speech/heard'
import type { Speech } from '../speech/speech'
import { decodeAudio } from './audio-format'
import { type ClientEvent, CreatableItem, eventIdOf, parseClientEvent } from './client-events'
import { createConversation, type Kept } from './conversation'
import type { SessionCore } from './core'
import type { Rim } from './dialect/rim'
import { createHostedTools } from './hosted-tools'
import { newId } from './ids'
import { createInputAudio, shown, transcribe } from './input-audio'
import { alreadyActive, cancelNotActive, ProtocolError, parseWith, rateLimited } from './protocol-error'
import { createResponses } from './responses'
import { mergeSession, parseResponse, parseSession, type SessionConfig, showSession } from './session-config'
import type { Wire } from './wire'

export interface RealtimeSessionOptions {
  id: string
  config: SessionConfig
  speech: Speech
  clock: Clock
  behaviour: Behaviour
  faults: Faults
  evidence: Pick<Evidence, 'heard'>
  rim: Pick<Rim, 'incoming'>
  wire: Wire
}

export interface RealtimeSession {
  /** One message from the client. Never throws: what is wrong with it is answered with an `error` event. */
  receive(text: string): void
  /** Expires now if that fault is armed and the session is configured. */
  expireIfArmed(): void
  close(): void
}

/** "Try again later", registered by IANA for WebSockets. */
const QUOTA_CLOSE = 1013
/** By then speech is under way, and some of it is in flight. */
const APPENDS_BEFORE_CUT = 5

/** One Realtime session, in GA: says session.created at once and lives until closed or expired. */
export function createRealtimeSession(options: RealtimeSessionOptions): RealtimeSession {
  const { id, clock, speech, behaviour, faults, wire } = options
  let config = options.config
  let closed = false
  const expiresAt = Math.floor((clock.now() + behaviour.sessionLifeMs) / 1000)
  const conversation = createConversation(newId('conv'))

  let configured = false
  let appendsOfUtterance = 0

  const send: SessionCore['send'] = (event) => {
    if (!closed) wire.tell(event)
  }
  const core: SessionCore = {
    sessionId: id,
    send,
    cut: wire.cut,
    conversation,
    config: () => config,
    speech,
    clock,
    behaviour,
    faults,
    evidence: options.evidence,
  }
  const tools = createHostedTools(core)
  const responses = createResponses(core, tools)
  const input = createInputAudio(core, {
    started(interrupt) {
      if (interrupt && responses.active) responses.cancel('turn_detected')
    },
    stopped(createResponse) {
      if (createResponse && !responses.active) responses.create({}, null)
    },
  })

  send({ type: 'session.created', session: showSession(config, id, expiresAt) })
  if (config.tools.length) tools.import()
  const cancelExpiry = clock.after(behaviour.sessionLifeMs, expire)

  function expire(): void {
    const minutes = Math.round(behaviour.sessionLifeMs / 60_000)
    sendError(
      new ProtocolError('session_expired', `Your session hit the maximum duration of ${minutes} minutes.`),
      null,
    )
    wire.end(1001, 'session_expired')
    // Until the client has closed its side, it may still send: nothing of that counts.
    closed = true
  }

  function sendError(error: unknown, eventId: string | null): void {
    const known = error instanceof ProtocolError
    send({
      type: 'error',
      error: {
        type: known ? error.type : 'server_error',
        code: known ? error.code : 'internal_error',
        message: known ? error.message : 'The practice server failed on this event.',
        param: known ? error.param : null,
        event_id: eventId,
      },
    })
  }

  function handle(event: ClientEvent): void {
    switch (event.type) {
      case 'session.update':
        return update(event.session)
      case 'input_audio_buffer.append':
        input.append(event.audio)
        if (++appendsOfUtterance === APPENDS_BEFORE_CUT && faults.take('cut-speech')) wire.cut()
        return
      case 'input_audio_buffer.commit':
        appendsOfUtterance = 0
        return input.commit()
      case 'input_audio_buffer.clear':
        appendsOfUtterance = 0
        return input.clear()
      case 'output_audio_buffer.clear':
        throw new ProtocolError('invalid_value', 'output_audio_buffer.clear is only for WebRTC and SIP.', 'type')
      case 'conversation.item.create':
        return create(event.item, event.previous_item_id)
      case 'conversation.item.retrieve':
        return send({ type: 'conversation.item.retrieved', item: shown(existing(event.item_id, 'retrieve')) })
      case 'conversation.item.delete':
        existing(event.item_id, 'delete')
        conversation.remove(event.item_id)
        return send({ type: 'conversation.item.deleted', item_id: event.item_id })
      case 'conversation.item.truncate':
        return truncate(event.item_id, event.content_index, event.audio_end_ms)
      case 'response.create': {
        const fields = parseResponse(event.response ?? {})
        const items =
          fields.input?.map((item, index) => keptOf(parseWith(CreatableItem, item, `response.input[${index}]`))) ?? null
        if (faults.take('rate-limited')) throw rateLimited()
        if (faults.take('already-active')) throw alreadyActive(newId('resp'))
        if (conversation.all().at(-1)?.item.type === 'mcp_call' && faults.take('lost-answer')) return
        return responses.create(fields, items)
      }
      case 'response.cancel':
        if (faults.take('cancel-not-active')) throw cancelNotActive()
        return responses.cancel('client_cancelled', event.response_id)
      default:
        event satisfies never
    }
  }

  function update(value: unknown): void {
    if (faults.take('update-unanswered')) return
    if (faults.take('update-refused')) throw new ProtocolError('tenant_policy', 'Live sessions are not allowed here.')
    const fields = parseSession(value)
    const merged = mergeSession(config, fields)
    if (fields.model !== undefined && fields.model !== config.model) {
      throw new ProtocolError('invalid_value', 'Model cannot be changed during a session.', 'session.model')
    }
    if (
      responses.hasSpoken &&
      JSON.stringify(merged.audio.output.voice) !== JSON.stringify(config.audio.output.voice)
    ) {
      throw new ProtocolError(
        'cannot_update_voice',
        'Cannot update a conversation’s voice if assistant audio is present.',
        'session.audio.output.voice',
      )
    }
    config = merged
    if (fields.audio?.input?.turn_detection !== undefined) input.configure()
    send({ type: 'session.updated', session: showSession(config, id, expiresAt) })
    configured = true
    if (fields.tools !== undefined) tools.import()
    if (faults.take('session-expired')) expire()
    if (faults.take('quota-close')) wire.end(QUOTA_CLOSE, 'You have used up your quota for today.')
  }

  function create(item: CreatableItem, after: string | null | undefined): void {
    if (item.id !== undefined && conversation.get(item.id)) {
      throw new ProtocolError(
        'item_create_duplicate_id',
        `Error adding item: an item with id '${item.id}' already exists.`,
        'item.id',
      )
    }
    if (after != null && after !== 'root' && !conversation.get(after)) {
      throw new ProtocolError(
        'invalid_value',
        `Error adding item: the previous item with id '${after}' does not exist.`,
        'previous_item_id',
      )
    }
    if (
      item.type === 'function_call_output' &&
      !conversation.all().some(({ item: other }) => other.type === 'function_call' && other.call_id === item.call_id)
    ) {
      throw new ProtocolError(
        'invalid_tool_call_id',
        `No function call with call_id '${item.call_id}' was found in the conversation.`,
        'item.call_id',
      )
    }
    if (item.type === 'mcp_approval_response') tools.checkDecision(item.approval_request_id)
    const kept = keptOf(item)
    const previous_item_id = conversation.insert(kept, after == null ? undefined : after === 'root' ? null : after)
    send({ type: 'conversation.item.added', item: shown(kept), previous_item_id })
    send({ type: 'conversation.item.done', item: shown(kept), previous_item_id })
    if (kept.heard && config.audio.input.transcription) void transcribe(core, kept, kept.heard)
    if (item.type === 'mcp_approval_response') tools.decide(item.approval_request_id, item.approve)
  }

  /** An item from the client, with an id; audio in it starts being understood. */
  function keptOf(item: CreatableItem): Kept {
    const itemId = item.id ?? newId('item')
    if (item.type !== 'message')
      return {
        item: {
          ...item,
          id: itemId,
          ...(item.type === 'function_call' ? { call_id: item.call_id ?? newId('item') } : {}),
        },
        audioMs: 0,
      }
    const status = item.status ?? 'completed'
    if (item.role === 'system') return { item: { ...item, id: itemId, object: 'realtime.item', status }, audioMs: 0 }
    if (item.role === 'assistant') return { item: { ...item, id: itemId, object: 'realtime.item', status }, audioMs: 0 }
    const recordings = item.content.flatMap((part) =>
      part.type === 'input_audio' ? [decodeAudio(part.audio, config.audio.input.format, 'item.content.audio')] : [],
    )
    const audioMs = recordings.reduce((sum, pcm) => sum + pcm.length / SAMPLES_PER_MS, 0)
    const heard = recordings.length
      ? Promise.all(recordings.map((pcm) => speech.transcribe(pcm))).then(joined)
      : undefined
    heard?.catch(() => undefined)
    return {
      item: {
        id: itemId,
        object: 'realtime.item',
        type: 'message',
        role: 'user',
        status,
        content: item.content.map((part) => {
          if (part.type !== 'input_audio') return part
          return part.transcript == null
            ? { type: 'input_audio' }
            : { type: 'input_audio', transcript: part.transcript }
        }),
      },
      audioMs,
      ...(heard ? { heard } : {}),
    }
  }

  function truncate(itemId: string, contentIndex: number, audioEndMs: number): void {
    const kept = existing(itemId, 'truncate')
    const { item } = kept
    if (item.type !== 'message' || item.role !== 'assistant' || kept.audioMs === 0) {
      throw new ProtocolError('invalid_value', 'Only model output audio messages can be truncated.', 'item_id')
    }
    if (contentIndex !== 0) throw new ProtocolError('invalid_value', 'content_index must be 0.', 'content_index')
    if (audioEndMs > kept.audioMs) {
      throw new ProtocolError(
        'invalid_value',
        `Audio content of ${Math.floor(kept.audioMs)}ms is already shorter than ${audioEndMs}ms`,
        'audio_end_ms',
      )
    }
    kept.audioMs = audioEndMs
    kept.truncated = true
    // What was not heard must not stay in the context, so the whole transcript goes, as the real server does it.
    item.content = [{ type: 'output_audio' }]
    item.status = 'incomplete'
    send({ type: 'conversation.item.truncated', item_id: itemId, content_index: 0, audio_end_ms: audioEndMs })
  }

  function existing(itemId: string, doing: 'retrieve' | 'delete' | 'truncate'): Kept {
    const kept = conversation.get(itemId)
    if (kept) return kept
    const verb = { retrieve: 'retrieving', delete: 'deleting', truncate: 'truncating' }[doing]
    throw new ProtocolError(
      `item_${doing}_invalid_item_id`,
      `Error ${verb} item: the item with id '${itemId}' does not exist.`,
      'item_id',
    )
  }

  return {
    receive(text) {
      if (closed) return
      let value: unknown
      try {
        value = parseBoundedJson(text)
      } catch (error) {
        const why = error instanceof BadJson ? error.message : 'not valid JSON'
        return sendError(new ProtocolError('invalid_json', `The message is ${why}.`), null)
      }
      try {
        handle(parseClientEvent(options.rim.incoming(value)))
      } catch (error) {
        sendError(error, eventIdOf(value))
      }
    },
    expireIfArmed() {
      if (!closed && configured && faults.take('session-expired')) expire()
    },
    close() {
      closed = true
      cancelExpiry()
      responses.close()
      input.close()
      void tools.close()
    },
  }
}
