import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Clock, systemClock } from '../../main/practice/clock'
import {
  appendAudio,
  connect,
  type Loose,
  mint,
  openBetaSession,
  openSession,
  type RealtimeClient,
  type ServerEvent,
  sendUserText,
  TEXT,
} from '../../tools/practice/realtime-client'
import { silence, tone } from '../../tools/practice/scripted-speech'
import { open, start } from './practice'

/** Nothing takes time until the test says `hold`; then the server waits until it says `release`. */
function heldClock(): Clock & { hold(): void; release(): void } {
  let holding = false
  let waiting: (() => void)[] = []
  return {
    ...systemClock,
    wait: (_, signal) =>
      new Promise((resolve) => {
        if (!holding) return resolve()
        waiting.push(resolve)
        signal?.addEventListener('abort', () => resolve(), { once: true })
      }),
    hold() {
      holding = true
    },
    release() {
      const ended = waiting
      waiting = []
      for (const end of ended) end()
    },
  }
}

/** The names of the recorded server events, in order. */
function recorded(): string[] {
  const lines = readFileSync(
    new URL('../../tools/corpora/session-logs/recorded-session.txt', import.meta.url),
    'utf8',
  ).split('\n')
  const names = lines.flatMap((line, at) => (line === '▼' ? [lines[at + 1] ?? ''] : []))
  return names.filter((name, at) => {
    // The client logged each error twice, its mint reply is HTTP, and the audio buffer's events belong to WebRTC.
    if (name === 'error' && names[at - 1] === 'error') return false
    return !/\.delta$|^fetch_|^output_audio_buffer\./.test(name)
  })
}

test('a beta session tells its events in the recorded order', async () => {
  const clock = heldClock()
  clock.hold()
  let endTool: () => void = () => undefined
  const toolMayEnd = new Promise<void>((resolve) => {
    endTool = resolve
  })
  const server = await start({
    clock,
    heard: ["what's trending on pump fun right now", 'how many viewers does the second one have'],
    behaviour: { dialect: 'beta', asRecorded: true, beforeToolCall: () => toolMayEnd },
  })
  const { client_secret } = await mint(server, {})
  const client = await connect(`${server.realtimeUrl}?model=gpt-realtime`, client_secret.value)
  open.push(client)
  const wrong = { type: 'session.update', session: { type: 'realtime', instructions: 'x' } }

  await client.next('mcp_list_tools.in_progress')
  client.send(wrong)
  await client.next('error')
  const turn_detection = { type: 'server_vad', threshold: 0.9, prefix_padding_ms: 300, silence_duration_ms: 500 }
  // It named the tools again: an update that leaves them alone imports nothing.
  const authorization = server.identities.issueMcpToken(server.identities.trader())
  const tool = {
    type: 'mcp',
    server_label: 'dexter',
    server_url: `${server.baseUrl}/mcp`,
    authorization,
    require_approval: 'never',
  }
  client.send({ type: 'session.update', session: { turn_detection, tools: [tool] } })
  await client.next('mcp_list_tools.in_progress')
  client.send(wrong)
  const lists = client.events.filter((event) => event.item?.type === 'mcp_list_tools').map((event) => event.item.id)
  expect(lists).toHaveLength(2)
  for (const item_id of lists) {
    client.send({ type: 'conversation.item.retrieve', item_id })
    expect((await client.next('conversation.item.retrieved')).item.tools).toEqual([])
  }
  clock.release()
  await client.next('mcp_list_tools.completed')
  await client.next('mcp_list_tools.completed')

  appendAudio(client, tone(800))
  appendAudio(client, silence(800))
  const { response } = await client.next('response.done')
  await client.next('rate_limits.updated')
  client.send({ type: 'conversation.item.retrieve', item_id: response.output[0].id })
  expect((await client.next('conversation.item.retrieved')).item.output).toBeNull()
  endTool()
  await client.next('response.mcp_call.completed')
  clock.release()
  const { item } = await client.next('response.output_item.done')
  expect(JSON.parse(item.output).streams).toHaveLength(5)

  appendAudio(client, tone(800))
  appendAudio(client, silence(800))
  await client.next('response.done')
  await client.next('rate_limits.updated')
  // The recording has no transcripts' ends: that client did not log them.
  expect(client.types().filter((type) => type !== 'response.audio_transcript.done')).toEqual(recorded())
})

const DIALECTS: ['ga' | 'beta', (server: Loose) => Promise<RealtimeClient>][] = [
  ['ga', (server) => openSession(server, TEXT)],
  ['beta', (server) => openBetaSession(server, { turn_detection: null, modalities: ['text'] })],
]

test.each(DIALECTS)(
  '%s: the list is imported at the start, and again by each update that names tools',
  async (dialect, connected) => {
    const server = await start({ clock: heldClock(), behaviour: { dialect, asRecorded: true } })
    const client = await connected(server)
    open.push(client)
    const imports = () => client.types().filter((type) => type === 'mcp_list_tools.in_progress').length
    const base = dialect === 'ga' ? { type: 'realtime' } : {}
    const updated = async (session: Record<string, unknown>) => {
      client.send({ type: 'session.update', session: { ...base, ...session } })
      await client.next(
        (event) => event.type === 'session.updated' && event.session.instructions === session.instructions,
      )
      // Whatever the update set off is told before the answer to the next event.
      client.send({ type: 'input_audio_buffer.clear' })
      await client.next('input_audio_buffer.cleared')
    }
    expect(imports()).toBe(1)
    await updated({ instructions: 'one' })
    expect(imports()).toBe(1)
    const authorization = server.identities.issueMcpToken(server.identities.trader())
    const tool = { type: 'mcp', server_label: 'dexter', server_url: `${server.baseUrl}/mcp`, authorization }
    await updated({ instructions: 'two', tools: [tool] })
    expect(imports()).toBe(2)
  },
)

test.each(DIALECTS)(
  '%s: an output comes after the call is over, and the model already knows it',
  async (dialect, connected) => {
    const clock = heldClock()
    const server = await start({ clock, behaviour: { dialect, asRecorded: true } })
    const client = await connected(server)
    open.push(client)
    clock.hold()
    server.faults.arm('tool-output-twice-encoded')
    sendUserText(client, "what's trending on pump fun")
    client.send({ type: 'response.create' })
    const { item_id } = await client.next('response.mcp_call.completed')
    client.send({ type: 'conversation.item.retrieve', item_id })
    expect((await client.next('conversation.item.retrieved')).item.output).toBeNull()
    client.send({ type: 'response.create' })
    const { response } = await client.next('response.done')
    expect(response.output[0].content[0].text).toContain('top five')
    const isCall = (event: ServerEvent) => event.type.endsWith('item.done') && event.item.id === item_id
    expect(client.events.some(isCall)).toBe(false)
    clock.release()
    const done = await client.next(isCall)
    const once: unknown = JSON.parse(done.item.output)
    expect(JSON.parse(once as string).streams).toHaveLength(5)
  },
)
