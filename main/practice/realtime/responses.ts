import type { RealtimeConversationItemAssistantMessage, RealtimeResponse } from 'openai/resources/realtime/realtime'
import { exactWords, forcedCall } from '../mind/forced'
import { think } from '../mind/think'
import { type Step, say as saying } from '../mind/view'
import { abortOf } from './abort-of'
import { speakAnswer } from './answer-audio'
import type { Kept } from './conversation'
import type { SessionCore } from './core'
import type { HostedTools } from './hosted-tools'
import { newId } from './ids'
import { alreadyActive, cancelNotActive } from './protocol-error'
import type { ResponseFields, SessionConfig } from './session-config'
import { spokenTokens, type Tokens, textTokens, tokensOf, usageOf } from './usage'
import { entriesOf } from './view-of'

export type CancelReason = 'client_cancelled' | 'turn_detected'

export interface Responses {
  readonly active: boolean
  /** True once the session has emitted audio: its voice can't be changed any more. */
  readonly hasSpoken: boolean
  /** Starts a response; throws ProtocolError when one is running in the conversation. */
  create(fields: ResponseFields, input: Kept[] | null): void
  /** Stops the running response; throws ProtocolError when there is none (or another one is meant). */
  cancel(reason: CancelReason, responseId?: string): void
  close(): void
}

/** `phase` is not in the types: the models of the second generation send it (Microsoft documents it for "realtime-2"). */
type Message = RealtimeConversationItemAssistantMessage & {
  id: string
  object: 'realtime.item'
  phase?: 'commentary' | 'final_answer' | null
}
const COMMENTARY = 'I am looking that up.'

interface Run {
  id: string
  abort: AbortController
  reason: CancelReason | null
}

/** The model's side of the conversation: what it says and calls, told event by event in the real server's order. */
export function createResponses(core: SessionCore, tools: HostedTools): Responses {
  let active: Run | null = null
  let hasSpoken = false
  let lastPrompt: Tokens = { text: 0, audio: 0 }
  let spentTokens = 0

  async function run(current: Run, fields: ResponseFields, input: Kept[] | null): Promise<void> {
    const config = core.config()
    const inConversation = fields.conversation !== 'none'
    const modality = (fields.output_modalities ?? config.output_modalities)[0] ?? 'audio'
    const audio = { ...config.audio.output, ...fields.audio?.output }
    const limit = fields.max_output_tokens ?? config.max_output_tokens
    const output: Kept[] = []
    const spent: Tokens = { text: 0, audio: 0 }
    const { signal } = current.abort
    const describe = (status: RealtimeResponse['status'], extra: Partial<RealtimeResponse> = {}): RealtimeResponse => ({
      object: 'realtime.response',
      id: current.id,
      status,
      // The wire has nulls where the types have only absence.
      status_details: null as unknown as NonNullable<RealtimeResponse['status_details']>,
      output: output.map((kept) => ({ ...kept.item })),
      conversation_id: (inConversation ? core.conversation.id : null) as string,
      output_modalities: [modality],
      max_output_tokens: limit,
      audio: {
        output: { format: audio.format, voice: typeof audio.voice === 'string' ? audio.voice : audio.voice.id },
      },
      usage: null as unknown as NonNullable<RealtimeResponse['usage']>,
      metadata: fields.metadata ?? null,
      ...extra,
    })
    core.send({ type: 'response.created', response: describe('in_progress') })

    const prompt = promptOf(config, fields, input ?? core.conversation.all())
    const calls: { kept: Kept; index: number }[] = []
    let ending: Pick<RealtimeResponse, 'status' | 'status_details'> = { status: 'completed' }
    try {
      for (const step of await stepsFor(fields, input, signal)) {
        if (signal.aborted) break
        if (step.kind === 'say') {
          if (!(await say(step.text, null))) break
        } else {
          const kept = call(step)
          if (kept) calls.push(kept)
        }
      }
      if (calls.length > 0 && !signal.aborted && core.faults.take('commentary')) await say(COMMENTARY, 'commentary')
      if (core.behaviour.callsBeforeDone && !signal.aborted) await Promise.race([runCalls(), abortOf(signal)])
      if (ending.status === 'completed' && signal.aborted && current.reason) {
        ending = { status: 'cancelled', status_details: { type: 'cancelled', reason: current.reason } }
      }
    } catch (error) {
      ending = {
        status: 'failed',
        status_details: { type: 'failed', error: { type: 'server_error', code: 'practice_voice_unavailable' } },
      }
      core.send({
        type: 'error',
        error: {
          type: 'server_error',
          code: 'practice_voice_unavailable',
          message: error instanceof Error ? error.message : String(error),
          param: null,
          event_id: null,
        },
      })
    }

    const usage = usageOf(prompt, spent, lastPrompt)
    if (inConversation) lastPrompt = prompt
    // Whoever reacts to response.done may start the next response at once.
    if (active === current) active = null
    core.send({ type: 'response.done', response: describe(ending.status, { ...ending, usage }) })
    const running = ending.status === 'cancelled' ? undefined : runCalls()
    spentTokens += usage.total_tokens ?? 0
    core.send({
      type: 'rate_limits.updated',
      rate_limits: [
        { name: 'tokens', limit: 15_000_000, remaining: 15_000_000 - (spentTokens % 15_000_000), reset_seconds: 0.01 },
      ],
    })
    await running

    /** Runs the calls that were written and have not run yet. */
    function runCalls(): Promise<unknown> {
      return Promise.all(calls.splice(0).map(({ kept, index }) => tools.run(kept, current.id, index)))
    }

    /** Adds an output item everywhere it must be told. */
    function add(kept: Kept): number {
      const index = output.push(kept) - 1
      core.send({
        type: 'response.output_item.added',
        response_id: current.id,
        output_index: index,
        item: { ...kept.item },
      })
      if (inConversation) {
        const previous_item_id = core.conversation.insert(kept)
        core.send({ type: 'conversation.item.added', item: { ...kept.item }, previous_item_id })
      }
      return index
    }

    function finish(kept: Kept, index: number): void {
      core.send({
        type: 'response.output_item.done',
        response_id: current.id,
        output_index: index,
        item: { ...kept.item },
      })
      if (inConversation) {
        const items = core.conversation.all()
        const at = items.indexOf(kept)
        if (at >= 0)
          core.send({
            type: 'conversation.item.done',
            item: { ...kept.item },
            previous_item_id: items[at - 1]?.item.id ?? null,
          })
      }
    }

    /** Speaks or writes one message. False when the response must end here. */
    async function say(text: string, phase: Message['phase']): Promise<boolean> {
      const item: Message = {
        id: newId('item'),
        object: 'realtime.item',
        type: 'message',
        role: 'assistant',
        status: 'in_progress',
        content: [],
        ...(phase ? { phase } : {}),
      }
      const kept: Kept = { item, audioMs: 0 }
      const index = add(kept)
      const at = { response_id: current.id, item_id: item.id, output_index: index, content_index: 0 }
      let said = ''
      let cut = false
      const room = () => limit === 'inf' || spent.text + spent.audio < limit

      if (modality === 'text') {
        core.send({ type: 'response.content_part.added', ...at, part: { type: 'text', text: '' } })
        for (const delta of text.match(/\S+\s*/g) ?? []) {
          cut = !room()
          if (cut) break
          said += delta
          spent.text += textTokens(delta)
          core.send({ type: 'response.output_text.delta', ...at, delta })
        }
        item.content = [{ type: 'output_text', text: said }]
        core.send({ type: 'response.output_text.done', ...at, text: said })
        core.send({ type: 'response.content_part.done', ...at, part: { type: 'text', text: said } })
      } else {
        core.send({ type: 'response.content_part.added', ...at, part: { type: 'audio', transcript: '' } })
        item.content = [{ type: 'output_audio', transcript: '' }]
        try {
          for await (const piece of speakAnswer(core, text, audio, signal)) {
            cut = !room()
            if (cut) break
            if (piece.text) {
              said += piece.text
              spent.text += textTokens(piece.text)
              for (const delta of piece.text.match(/\S+\s*/g) ?? [])
                core.send({ type: 'response.output_audio_transcript.delta', ...at, delta })
            }
            if (piece.audio.length) {
              hasSpoken = true
              if (!kept.truncated) kept.audioMs += piece.audioMs
              spent.audio = spokenTokens(kept.audioMs)
              core.send({ type: 'response.output_audio.delta', ...at, delta: piece.audio.toString('base64') })
            }
          }
        } finally {
          if (!kept.truncated) item.content = [{ type: 'output_audio', transcript: said.trimEnd() }]
          item.status = signal.aborted || cut ? 'incomplete' : 'completed'
        }
        core.send({ type: 'response.output_audio.done', ...at })
        core.send({ type: 'response.output_audio_transcript.done', ...at, transcript: said.trimEnd() })
        core.send({ type: 'response.content_part.done', ...at, part: { type: 'audio', transcript: said.trimEnd() } })
      }
      item.status = signal.aborted || cut ? 'incomplete' : 'completed'
      finish(kept, index)
      if (cut) ending = { status: 'incomplete', status_details: { type: 'incomplete', reason: 'max_output_tokens' } }
      return !cut && !signal.aborted
    }

    /** Writes a call, or the request to approve it. */
    function call(step: Extract<Step, { kind: 'call' }>): { kept: Kept; index: number } | null {
      const usable = tools.usable().find((candidate) => candidate.tool.name === step.tool)
      if (!usable && !functionsOf(config, fields).includes(step.tool)) return null
      const args = JSON.stringify(step.args)
      spent.text += textTokens(args) + textTokens(step.tool)
      if (!usable) {
        callFunction(step.tool, args)
        return null
      }
      const base = { server_label: usable.server, name: step.tool }
      if (usable.needsApproval) {
        const item = {
          id: newId('mcpr'),
          object: 'realtime.item' as const,
          type: 'mcp_approval_request' as const,
          ...base,
          arguments: args,
        }
        const kept: Kept = { item, audioMs: 0 }
        finish(kept, add(kept))
        tools.await(item, current.id)
        return null
      }
      const item = {
        id: newId('mcp'),
        object: 'realtime.item' as const,
        type: 'mcp_call' as const,
        ...base,
        arguments: '',
        approval_request_id: null,
        output: null,
        error: null,
      }
      const kept: Kept = { item, audioMs: 0, running: true }
      const index = add(kept)
      const at = { response_id: current.id, item_id: item.id, output_index: index }
      for (const delta of piecesOf(args)) core.send({ type: 'response.mcp_call_arguments.delta', ...at, delta })
      item.arguments = args
      core.send({ type: 'response.mcp_call_arguments.done', ...at, arguments: args })
      return { kept, index }
    }

    /** Writes a call that the client answers: with it, it is the client's turn. */
    function callFunction(name: string, args: string): void {
      const item = {
        id: newId('item'),
        object: 'realtime.item' as const,
        type: 'function_call' as const,
        status: 'in_progress' as Message['status'],
        name,
        call_id: newId('call'),
        arguments: '',
      }
      const kept: Kept = { item, audioMs: 0 }
      const at = { response_id: current.id, item_id: item.id, output_index: add(kept), call_id: item.call_id }
      for (const delta of piecesOf(args)) core.send({ type: 'response.function_call_arguments.delta', ...at, delta })
      item.arguments = args
      core.send({ type: 'response.function_call_arguments.done', ...at, name, arguments: args })
      item.status = 'completed'
      finish(kept, at.output_index)
    }
  }

  async function stepsFor(fields: ResponseFields, input: Kept[] | null, signal: AbortSignal): Promise<Step[]> {
    const exact = exactWords(fields.instructions)
    if (exact !== null) return [saying(exact)]
    // A question may come while the tools are still being listed; it waits for them, as a cold start must not lose it.
    const entries = await Promise.race([
      tools.settled().then(() => entriesOf(input ?? core.conversation.all())),
      abortOf(signal),
    ])
    if (!entries) return []
    const choice = fields.tool_choice ?? core.config().tool_choice
    if (typeof choice === 'object' && choice.name)
      return [forcedCall(choice.name, fields.instructions ?? core.config().instructions)]
    const hosted = tools.usable().map((usable) => usable.tool.name)
    const names = new Set(choice === 'none' ? [] : [...hosted, ...functionsOf(core.config(), fields)])
    const steps = think({ entries, tools: names })
    const allowed = steps.filter((step) => step.kind === 'say' || names.has(step.tool))
    return allowed.length > 0 || steps.length === 0 ? allowed : [saying('I can’t use the tool for that now.')]
  }

  return {
    get active() {
      return active !== null
    },
    get hasSpoken() {
      return hasSpoken
    },
    create(fields, input) {
      if (fields.conversation === 'none') {
        void run({ id: newId('resp'), abort: new AbortController(), reason: null }, fields, input)
        return
      }
      if (active) {
        throw alreadyActive(active.id)
      }
      active = { id: newId('resp'), abort: new AbortController(), reason: null }
      void run(active, fields, input)
    },
    cancel(reason, responseId) {
      if (!active || (responseId && responseId !== active.id)) {
        throw cancelNotActive()
      }
      active.reason = reason
      active.abort.abort()
    },
    close() {
      active?.abort.abort()
      active = null
    },
  }
}

/** Names of the tools that the client itself answers. */
const functionsOf = (config: SessionConfig, fields: ResponseFields): string[] =>
  (fields.tools ?? config.tools).flatMap((tool) => (tool.type === 'function' ? [tool.name] : []))

/** Arguments in pieces, as a model writes them. */
const piecesOf = (json: string): string[] => json.match(/[{}[\],:]|"[^"]*"|[^{}[\],:"]+/g) ?? []

function promptOf(config: SessionConfig, fields: ResponseFields, items: readonly Kept[]): Tokens {
  const tools = textTokens(JSON.stringify(fields.tools ?? config.tools))
  return items
    .map(tokensOf)
    .reduce((sum, tokens) => ({ text: sum.text + tokens.text, audio: sum.audio + tokens.audio }), {
      text: textTokens(fields.instructions ?? config.instructions) + tools,
      audio: 0,
    })
}
