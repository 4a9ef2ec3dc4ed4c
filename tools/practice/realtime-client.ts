import { setTimeout as delay } from 'node:timers/promises'
import WebSocket from 'ws'
import type { PracticeServer } from '../../main/practice/server'
import { SAMPLES_PER_MS } from '../../shared/sample-rate'

// biome-ignore lint/suspicious/noExplicitAny: tests look into events freely; what they expect is the check
export type Loose = any

export type ServerEvent = { type: string; event_id: string } & Record<string, Loose>

/** A bare client of the realtime protocol for tests and scripts: sends events, keeps what came, waits for what must come. */
export interface RealtimeClient {
  readonly events: ServerEvent[]
  /** Messages that were no JSON. */
  readonly broken: string[]
  send(event: Record<string, unknown>): void
  sendText(text: string): void
  /** The next event (after those already awaited) that fits; rejects when the connection closes first. */
  next(type: string | ((event: ServerEvent) => boolean)): Promise<ServerEvent>
  /** The first event of the whole session that fits, past or to come. */
  first(fits: (event: ServerEvent) => boolean): Promise<ServerEvent>
  /** Types of the events so far, deltas left out. */
  types(): string[]
  closed: Promise<{ code: number; reason: string }>
  close(): Promise<void>
}

/** No event may take longer: a protocol that has gone quiet fails a test instead of hanging it. */
const PATIENCE_MS = 20_000

export async function connect(url: string, secret: string): Promise<RealtimeClient> {
  const ws = new WebSocket(url, ['realtime', `openai-insecure-api-key.${secret}`])
  const events: ServerEvent[] = []
  const broken: string[] = []
  let read = 0
  let wake: (() => void)[] = []
  let isClosed = false
  const notify = () => {
    const waiting = wake
    wake = []
    for (const go of waiting) go()
  }
  ws.on('message', (data) => {
    const text = data.toString()
    try {
      events.push(JSON.parse(text))
    } catch {
      broken.push(text)
    }
    notify()
  })
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    ws.on('close', (code, reason) => {
      isClosed = true
      resolve({ code, reason: reason.toString() })
      notify()
    })
  })
  await new Promise<void>((resolve, reject) => {
    ws.once('open', resolve)
    ws.once('error', reject)
  })
  ws.on('error', () => undefined)

  const wait = async (what: string): Promise<void> => {
    const recent = () => `${what}; last events: ${client.types().slice(-6).join(', ')}`
    if (isClosed) throw new Error(`closed before ${recent()}`)
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`waited too long for ${recent()}`)), PATIENCE_MS)
    })
    await Promise.race([new Promise<void>((resolve) => wake.push(resolve)), late]).finally(() => clearTimeout(timer))
  }

  const client: RealtimeClient = {
    events,
    broken,
    closed,
    send: (event) => ws.send(JSON.stringify(event)),
    sendText: (text) => ws.send(text),
    async next(what) {
      const fits = typeof what === 'string' ? (event: ServerEvent) => event.type === what : what
      for (;;) {
        while (read < events.length) {
          const event = events[read++]
          if (event && fits(event)) return event
        }
        await wait(String(what))
      }
    },
    async first(fits) {
      for (;;) {
        const found = events.find(fits)
        if (found) return found
        await wait(String(fits))
      }
    },
    types: () => events.map((event) => event.type).filter((type) => !type.endsWith('.delta')),
    async close() {
      ws.close()
      await closed
    },
  }
  return client
}

export interface Minted {
  client_secret: { value: string; expires_at: number }
  dexter_session: Record<string, unknown>
  [field: string]: Loose
}

/** Mints in Dexter's shape. */
export async function mint(
  server: PracticeServer,
  body: Record<string, unknown> = { practiceUser: true },
): Promise<Minted> {
  const response = await fetch(`${server.baseUrl}/realtime/sessions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.bearer}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`mint: ${response.status} ${await response.text()}`)
  return (await response.json()) as Minted
}

/** A session that is ready for push-to-talk: tools imported, no turn detection. */
export async function openSession(
  server: PracticeServer,
  session: Record<string, unknown> = { audio: { input: { turn_detection: null } } },
  body?: Record<string, unknown>,
): Promise<RealtimeClient> {
  const minted = await mint(server, body)
  const client = await connect(`${server.realtimeUrl}?model=gpt-realtime-2.1`, minted.client_secret.value)
  client.send({ type: 'session.update', event_id: 'setup', session: { type: 'realtime', ...session } })
  const expectsTools = (await client.next('session.created')).session.tools.length > 0
  await client.first((event) => event.type === 'session.updated' || event.type === 'error')
  if (expectsTools)
    await client.first((event) => event.type === 'conversation.item.done' && event.item.type === 'mcp_list_tools')
  return client
}

export const PUSH_TO_TALK = { audio: { input: { turn_detection: null } } }
export const TEXT = { output_modalities: ['text'], ...PUSH_TO_TALK }

/** The same of a beta server: its session is flat and has no type, and a list of tools is told once, empty. */
export async function openBetaSession(
  server: PracticeServer,
  session: Record<string, unknown> = { turn_detection: null },
  body?: Record<string, unknown>,
): Promise<RealtimeClient> {
  const minted = await mint(server, body)
  const client = await connect(`${server.realtimeUrl}?model=gpt-realtime`, minted.client_secret.value)
  client.send({ type: 'session.update', event_id: 'setup', session })
  await client.first((event) => event.type === 'session.updated' || event.type === 'error')
  await client.first((event) => event.type === 'mcp_list_tools.completed')
  return client
}

/** Asks in text, continues once after the tools, and gives the final words. */
export async function askText(client: RealtimeClient, text: string): Promise<string> {
  sendUserText(client, text)
  client.send({ type: 'response.create' })
  for (;;) {
    const { response } = await client.next('response.done')
    const calls = response.output.filter((item: { type: string }) => item.type === 'mcp_call')
    if (!calls.length)
      return response.output
        .map((item: Loose) => item.content?.[0]?.text ?? item.content?.[0]?.transcript ?? '')
        .join(' ')
        .trim()
    for (const call of calls)
      await client.first((event) => event.type === 'response.output_item.done' && event.item.id === call.id)
    client.send({ type: 'response.create' })
  }
}

/** Sends what must be refused, and gives the error. */
export async function errorFor(client: RealtimeClient, event: Record<string, unknown>): Promise<Loose> {
  client.send({ event_id: 'mine', ...event })
  return (await client.next('error')).error
}

/** Appends 16-bit mono at 24 kHz in frames of 20 ms, all at once. */
export function appendAudio(client: RealtimeClient, pcm: Int16Array): void {
  const frame = 480
  for (let at = 0; at < pcm.length; at += frame) appendFrame(client, pcm.subarray(at, at + frame))
}

/** The same as a microphone would: each frame when its last sample has been spoken. Settles with the last one. */
export async function speakLive(client: RealtimeClient, pcm: Int16Array, frameMs: number): Promise<void> {
  const frame = frameMs * SAMPLES_PER_MS
  const began = performance.now()
  for (let at = 0; at < pcm.length; at += frame) {
    const part = pcm.subarray(at, at + frame)
    await delay(Math.max(0, began + (at + part.length) / SAMPLES_PER_MS - performance.now()))
    appendFrame(client, part)
  }
}

function appendFrame(client: RealtimeClient, pcm: Int16Array): void {
  client.send({
    type: 'input_audio_buffer.append',
    audio: Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength).toString('base64'),
  })
}

export function sendUserText(client: RealtimeClient, text: string): void {
  client.send({
    type: 'conversation.item.create',
    item: { type: 'message', role: 'user', content: [{ type: 'input_text', text }] },
  })
}
