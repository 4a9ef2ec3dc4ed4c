import type { RealtimeSessionCreateRequest, RealtimeToolsConfigUnion } from 'openai/resources/realtime/realtime'
import { describe, expect, it } from 'vitest'
import { mcpTools } from '../../main/backends/mcp-tools'
import { createOpenaiBackend } from '../../main/backends/openai'
import { KeychainUnavailable } from '../../main/identity/keychain'
import { createPracticeServer } from '../../main/practice/server'
import { MCP_PRESETS } from '../../shared/mcp-presets'
import { ALERT_FUNCTIONS, RECENT_TRADES } from '../../shared/session-functions'
import { type McpServer, McpServerSchema, SettingsSchema } from '../../shared/settings'
import { connect } from '../../tools/practice/realtime-client'
import { scriptedSpeech } from '../../tools/practice/scripted-speech'
import { type Answer, ear, json, secret, serve, settingsWith } from './loopback'

const market = { id: 'market', label: 'Market', url: 'https://mcp.example/mcp' }
const server = (over: Partial<McpServer> = {}): McpServer => McpServerSchema.parse({ ...market, ...over })

/** `secrets`: what the keychain holds; one that is an error can't be read. */
async function openai(
  values: Record<string, unknown>,
  secrets: Record<string, string | Error> = { 'openai-key': 'sk-1' },
  withheld: string[] = [],
  vocabulary: string[] = [],
  answer: Answer = (_asked, response) => json(response, 200, { ...secret(), session: { type: 'realtime' } }),
) {
  const released: string[][] = []
  const service = await serve(answer)
  const heard = ear()
  const backend = createOpenaiBackend({
    fetch,
    // The functions that the app answers are a test of their own.
    settings: () =>
      settingsWith({
        shareTrades: false,
        voiceAlerts: false,
        ...values,
        openai: { url: service.url, ...Object(values.openai) },
      }),
    async release(name, goesTo) {
      released.push([name, ...goesTo])
      const held = secrets[name] ?? null
      if (held instanceof Error) throw held
      return withheld.includes(name) ? { ok: false, message: 'Not there.' } : { ok: true, secret: held }
    },
    notice: heard.notice,
    vocabulary: () => vocabulary,
  })
  const sent = () => service.asked.at(-1)?.body?.session as RealtimeSessionCreateRequest
  return { ...service, ...heard, mint: backend.mint, sent, released, values }
}

const transcriptionIn = (body: Record<string, unknown> | undefined) =>
  (body?.session as RealtimeSessionCreateRequest | undefined)?.audio?.input?.transcription

describe('a session of OpenAI', () => {
  it('is asked for whole: held to talk, with a transcript, and cut by a share', async () => {
    const { mint, sent, asked, url } = await openai({ voice: 'cedar' })
    expect(await mint()).toMatchObject({
      ok: true,
      grant: { backend: 'openai', secret: secret().value, expiresAt: 2_000_000_000_000, identity: { kind: 'user' } },
    })
    expect(asked[0]).toMatchObject({ path: '/v1/realtime/client_secrets', authorization: 'Bearer sk-1' })
    expect(sent()).toMatchObject({
      type: 'realtime',
      instructions: expect.stringContaining('Dexter Voice'),
      audio: {
        input: {
          turn_detection: null,
          transcription: { model: 'gpt-transcribe' },
          noise_reduction: { type: 'near_field' },
        },
        output: { voice: 'cedar' },
      },
      truncation: { type: 'retention_ratio', retention_ratio: 0.8 },
      tools: [],
    })
    const again = await openai({ openai: { url: `${url}/v1/` } })
    expect(await again.mint()).toMatchObject({
      ok: true,
      grant: { url: expect.stringContaining('/v1/realtime?model=') },
    })
    expect(asked.at(-1)?.path).toBe('/v1/realtime/client_secrets')
  })

  it('lets its model look up past trades, unless the trader does not want that', async () => {
    const shared = await openai({ shareTrades: true, mcpServers: [market] })
    await shared.mint()
    expect(shared.sent().tools).toMatchObject([{ type: 'mcp' }, RECENT_TRADES])
    const kept = await openai({ shareTrades: false })
    await kept.mint()
    expect(kept.sent().tools).toEqual([])
  })

  it('lets its model set price alerts, unless the trader does not want that', async () => {
    const { mint, sent, values } = await openai({ voiceAlerts: true })
    await mint()
    expect(sent().tools).toEqual(ALERT_FUNCTIONS)
    values.voiceAlerts = false
    await mint()
    expect(sent().tools).toEqual([])
  })

  it('says nothing that the trader has not set', async () => {
    const { mint, sent } = await openai({})
    await mint()
    expect(sent()).not.toHaveProperty('reasoning')
    expect(sent()).not.toHaveProperty('max_output_tokens')
    expect(sent().audio?.output).not.toHaveProperty('speed')
    expect(sent().audio?.input).toMatchObject({
      noise_reduction: { type: 'near_field' },
      transcription: { model: 'gpt-transcribe' },
    })
    expect(sent().audio?.input?.noise_reduction).toEqual({ type: 'near_field' })
  })

  it('has what he has set, as far as the model takes it', async () => {
    const set = {
      reasoningEffort: 'high',
      speed: 1.25,
      maxOutputTokens: 2000,
      noiseReduction: 'far_field',
      noiseStrength: 0.5,
    }
    const { mint, sent } = await openai({ openai: set, language: 'de', keywords: ['BONK'] })
    await mint()
    expect(sent()).toMatchObject({
      reasoning: { effort: 'high' },
      max_output_tokens: 2000,
      audio: {
        input: {
          noise_reduction: { type: 'far_field', strength: 0.5 },
          transcription: { model: 'gpt-transcribe', languages: ['de'], keywords: ['BONK'] },
        },
        output: { speed: 1.25 },
      },
    })
    expect(sent().audio?.input?.transcription).not.toHaveProperty('language')
    for (const model of ['gpt-realtime', 'gpt-realtime-2025-08-28', 'gpt-realtime-1.5', 'gpt-realtime-mini', 'mine']) {
      const older = await openai({ model, openai: { reasoningEffort: 'high' } })
      await older.mint()
      expect(older.sent(), model).not.toHaveProperty('reasoning')
    }
    for (const model of ['gpt-realtime-2', 'gpt-realtime-2.1-mini', 'gpt-realtime-2-2026-05-01', 'gpt-realtime-3']) {
      const newer = await openai({ model, openai: { reasoningEffort: 'low' } })
      await newer.mint()
      expect(newer.sent(), model).toMatchObject({ reasoning: { effort: 'low' } })
    }
    const off = await openai({ openai: { noiseReduction: 'off', noiseStrength: 0.5 } })
    await off.mint()
    expect(off.sent().audio?.input?.noise_reduction).toBeNull()
  })

  it('gives the one update the same transcription that was minted', async () => {
    for (const transcriptionModel of ['gpt-transcribe', 'whisper-1', 'gpt-realtime-whisper', 'mine']) {
      const { mint, sent } = await openai({
        transcriptionModel,
        language: 'en',
        keywords: ['BONK'],
        transcriptionDelay: 'low',
      })
      const reply = await mint()
      expect(reply.ok && reply.grant.transcription).toEqual(sent().audio?.input?.transcription)
    }
  })

  it('knows the words of tools behind the trader’s own', async () => {
    const { mint, sent } = await openai({ keywords: ['BONK'] }, undefined, undefined, ['Turbo Pigeon', 'bonk', 'a<b'])
    await mint()
    expect(sent().audio?.input?.transcription).toMatchObject({ keywords: ['BONK', 'Turbo Pigeon'] })
  })

  it.each([
    ['by name', 400, { message: "Unknown parameter: 'session.audio.input.transcription.keywords'." }],
    ['without a word', 400, {}],
    ['as a proxy does', 422, { message: 'unprocessable' }],
  ])(
    'goes on without language and words where a server refuses them %s, and says so once',
    async (_how, status, error) => {
      const values = { language: 'de', keywords: ['BONK'] }
      const { mint, sent, asked, said } = await openai(values, undefined, undefined, [], ({ body }, response) => {
        const transcription = transcriptionIn(body)
        if (transcription && Object.keys(transcription).length > 1) return json(response, status, { error })
        json(response, 200, { ...secret(), session: { type: 'realtime' } })
      })
      for (const _ of [1, 2])
        expect(await mint()).toMatchObject({ ok: true, grant: { transcription: { model: 'gpt-transcribe' } } })
      expect(sent().audio?.input?.transcription).toEqual({ model: 'gpt-transcribe' })
      // The second session is not asked for what the first was refused.
      expect(asked).toHaveLength(3)
      expect(said).toEqual([
        { code: 'transcription_lessened', text: expect.stringMatching(/transcribes without them/) },
      ])
    },
  )

  it('goes on without a transcript where a server does not know its model', async () => {
    const { mint, sent, said } = await openai({}, undefined, undefined, [], ({ body }, response) => {
      const transcription = transcriptionIn(body)
      if (transcription) return json(response, 400, { error: { message: 'Invalid transcription model.' } })
      json(response, 200, { ...secret(), session: { type: 'realtime' } })
    })
    expect(await mint()).toMatchObject({ ok: true, grant: { transcription: null } })
    expect(sent().audio?.input).not.toHaveProperty('transcription')
    expect(said[0]?.text).toMatch(/can’t transcribe with gpt-transcribe.*Choose another transcription model/)
  })

  it('tells the first refusal where it was about something else, after one more try', async () => {
    const { mint, asked, said } = await openai({ keywords: ['BONK'] }, undefined, undefined, [], (_asked, response) =>
      json(response, 400, { error: { message: `The voice is unknown.` } }),
    )
    expect(await mint()).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining('The voice is unknown') },
    })
    expect(asked).toHaveLength(2)
    expect(said).toEqual([])
  })

  it('has the trader’s own instructions where there are some', async () => {
    const { mint, sent } = await openai({ openai: { instructions: 'Speak like a pirate.' } })
    await mint()
    expect(sent().instructions).toBe('Speak like a pirate.')
  })

  it('is accepted by a server that refuses whatever it does not know, servers and all', async () => {
    const practice = await createPracticeServer({ dataDir: '/nowhere', speech: scriptedSpeech() })
    try {
      const { mint } = await openai(
        {
          openai: {
            url: practice.baseUrl,
            noiseReduction: 'far_field',
            noiseStrength: 0.5,
            reasoningEffort: 'low',
            speed: 1.5,
            maxOutputTokens: 4096,
          },
          language: 'zh-tw',
          keywords: ['BONK', 'pump fun'],
          mcpServers: [{ ...market, url: `${practice.baseUrl}/mcp`, readOnly: false, allowedTools: null }],
        },
        { 'openai-key': practice.bearer, 'mcp:market': practice.bearer },
      )
      const reply = await mint()
      if (!reply.ok) throw new Error(reply.problem.message)
      const client = await connect(reply.grant.url, reply.grant.secret)
      const { session } = await client.next('session.created')
      expect(session.audio.input.transcription).toEqual(reply.grant.transcription)
      expect(session).toMatchObject({ tools: [{ server_label: 'market', authorization: '<redacted>' }] })
      await client.close()
    } finally {
      await practice.close()
    }
  })

  it('opens a server’s tools by a header of its own', async () => {
    const practice = await createPracticeServer({ dataDir: '/nowhere', speech: scriptedSpeech() })
    try {
      const { mint } = await openai(
        {
          openai: { url: practice.baseUrl },
          mcpServers: [{ ...market, url: `${practice.baseUrl}/mcp`, headers: ['authorization'] }],
        },
        { 'openai-key': practice.bearer, 'header:market:authorization': `Bearer ${practice.bearer}` },
      )
      const reply = await mint()
      if (!reply.ok) throw new Error(reply.problem.message)
      const client = await connect(reply.grant.url, reply.grant.secret)
      const { session } = await client.next('session.created')
      expect(session).toMatchObject({ tools: [{ headers: { authorization: '<redacted>' }, authorization: null }] })
      await client.next('mcp_list_tools.completed')
      await client.close()
    } finally {
      await practice.close()
    }
  })

  it.each([
    [{}, 'no_key', /Enter your OpenAI key/],
    [{ 'openai-key': '  ' }, 'no_key', /Enter your OpenAI key/],
    [{ 'openai-key': new KeychainUnavailable('locked', null) }, 'no_keychain', /keychain can’t be read/],
  ])('is not asked for without a key: %o', async (secrets, code, sentence) => {
    const { mint, asked } = await openai({}, secrets)
    expect(await mint()).toMatchObject({ ok: false, problem: { code, message: expect.stringMatching(sentence) } })
    expect(asked).toEqual([])
  })

  it('carries the servers that are enabled, each with its own bearer', async () => {
    const { mint, sent, said } = await openai(
      { mcpServers: [market, { ...market, id: 'open' }, { ...market, id: 'off', enabled: false }] },
      { 'openai-key': 'sk-1', 'mcp:market': ' bearer-1 ' },
    )
    await mint()
    expect(sent().tools).toMatchObject([
      { server_label: 'market', authorization: 'bearer-1', server_url: 'https://mcp.example/mcp' },
      { server_label: 'open' },
    ])
    expect(sent().tools?.[1]).not.toHaveProperty('authorization')
    expect(said).toEqual([])
  })

  it('carries the headers of a server, their values from the keychain, and never a second authorization', async () => {
    const desk = { ...market, id: 'desk', headers: ['x-api-key', 'authorization'] }
    const secrets = {
      'openai-key': 'sk-1',
      'header:desk:x-api-key': ' k-1 ',
      'header:desk:authorization': 'Basic abc',
      'mcp:desk': 'b',
    }
    const { mint, sent, released, url } = await openai({ mcpServers: [desk] }, secrets)
    await mint()
    expect(sent().tools).toMatchObject([{ headers: { 'x-api-key': 'k-1', 'authorization': 'Basic abc' } }])
    expect(sent().tools?.[0]).not.toHaveProperty('authorization')
    expect(released).toContainEqual(['header:desk:x-api-key', url, market.url])
    const plain = await openai({ mcpServers: [{ ...desk, headers: ['x-api-key'] }] }, secrets)
    await plain.mint()
    expect(plain.sent().tools).toMatchObject([{ authorization: 'b', headers: { 'x-api-key': 'k-1' } }])
  })

  it.each([
    ['has no value', {}, /Enter the value of its x-api-key header in Settings/],
    ['can’t be read', { 'header:desk:x-api-key': new KeychainUnavailable('locked', null) }, /keychain/],
    ['would begin another header', { 'header:desk:x-api-key': 'a\r\nhost: b' }, /characters that can’t be sent/],
  ])('leaves out a server whose header %s, and says so', async (_what, held, sentence) => {
    const { mint, sent, said } = await openai(
      { mcpServers: [{ ...market, id: 'desk', headers: ['x-api-key'] }] },
      { 'openai-key': 'sk-1', ...held },
    )
    expect(await mint()).toMatchObject({ ok: true })
    expect(sent().tools).toEqual([])
    expect(said).toEqual([{ code: 'mcp_left_out', text: expect.stringMatching(sentence) }])
  })

  it('does not show the value of a header that a server repeats in its refusal', async () => {
    const { mint } = await openai(
      { mcpServers: [{ ...market, id: 'desk', headers: ['x-desk'] }] },
      { 'openai-key': 'sk-1', 'header:desk:x-desk': 'plain words' },
      [],
      [],
      (_asked, response) => json(response, 400, { error: { message: 'Bad header: plain words.' } }),
    )
    const reply = await mint()
    expect(reply.ok ? '' : reply.problem.message).toMatch(/Bad header: …masked…/)
  })

  it('asks for each secret by where it goes', async () => {
    const { mint, released, url } = await openai({ mcpServers: [market, { ...market, id: 'off', enabled: false }] })
    await mint()
    const ws = `${url.replace('http', 'ws')}/v1/realtime`
    expect(released).toEqual([
      ['openai-key', url, ws],
      ['mcp:market', url, market.url],
    ])
    const proxied = await openai(
      { openai: { url: 'https://proxy.example/v1/', realtimeUrl: 'wss://voice.example' } },
      {},
    )
    await proxied.mint()
    expect(proxied.released).toEqual([['openai-key', 'https://proxy.example', 'wss://voice.example']])
  })

  it('is not asked for at all while the key is kept back, and a server not named while its bearer is', async () => {
    const secrets = { 'openai-key': 'sk-1', 'mcp:market': 'bearer-1' }
    const kept = await openai({ mcpServers: [market] }, secrets, ['openai-key'])
    expect(await kept.mint()).toEqual({
      ok: false,
      problem: { code: 'withheld', message: 'Not there.', retry: 'never', retryAfterMs: null },
    })
    expect(kept.asked).toEqual([])
    const { mint, sent, said } = await openai({ mcpServers: [market] }, secrets, ['mcp:market'])
    expect(await mint()).toMatchObject({ ok: true })
    expect(sent().tools).toEqual([])
    expect(said).toEqual([{ code: 'mcp_left_out', text: 'The tools of Market aren’t available. Not there.' }])
  })

  it('no longer speaks of a server that is left out once it is switched off', async () => {
    const { mint, standing, values } = await openai({ mcpServers: [{ ...market, url: 'http://mcp.example' }] })
    await mint()
    expect(standing()).toHaveLength(1)
    values.mcpServers = []
    await mint()
    expect(standing()).toEqual([])
  })

  it('leaves out a server whose bearer can’t be read or whose address is not safe, and says so once', async () => {
    const { mint, sent, said } = await openai(
      { mcpServers: [market, { ...market, id: 'plain', label: 'Plain', url: 'http://mcp.example' }] },
      { 'openai-key': 'sk-1', 'mcp:market': new KeychainUnavailable('locked', null) },
    )
    for (const _ of [1, 2]) expect(await mint()).toMatchObject({ ok: true })
    expect(sent().tools).toEqual([])
    expect(said).toHaveLength(2)
    expect(said).toContainEqual({
      code: 'mcp_left_out',
      text: expect.stringMatching(/Market aren’t available\..*keychain/),
    })
    expect(said).toContainEqual({
      code: 'mcp_left_out',
      text: expect.stringMatching(/Plain aren’t available\..*https/),
    })
  })
})

describe('the tools of MCP servers', () => {
  const tool = (over: Partial<McpServer>, whose: 'user' | 'guest' = 'user') =>
    mcpTools([{ server: server(over), bearer: null, headers: {} }], whose)[0] as RealtimeToolsConfigUnion.Mcp

  it('read freely and ask before they write', () => {
    expect(tool({ readOnly: false })).toEqual({
      type: 'mcp',
      server_label: 'market',
      server_description: 'Market',
      server_url: 'https://mcp.example/mcp',
      require_approval: { never: { read_only: true }, always: { read_only: false } },
    })
  })

  it.each([
    [{ readOnly: true }, 'user', { read_only: true }],
    [{ readOnly: true, allowedTools: ['price'] }, 'user', { read_only: true, tool_names: ['price'] }],
    [{ readOnly: false, allowedTools: ['buy'] }, 'user', { tool_names: ['buy'] }],
    [{ readOnly: false, allowedTools: ['buy'] }, 'guest', { read_only: true, tool_names: ['buy'] }],
    [{ readOnly: false }, 'guest', { read_only: true }],
  ] as const)('of %o for a %s are limited to %o', (over, whose, allowed) => {
    const { allowedTools = null, ...rest } = over as Partial<McpServer>
    expect(tool({ ...rest, allowedTools }, whose).allowed_tools).toEqual(allowed)
  })

  it('are none where none is allowed, or the server is off', () => {
    expect(tool({ allowedTools: [] })).toBeUndefined()
    expect(tool({ enabled: false })).toBeUndefined()
  })

  it('of the servers that are offered make valid settings, all of them read only at first', () => {
    const { mcpServers } = SettingsSchema.parse({ mcpServers: MCP_PRESETS.map(({ about: _, ...preset }) => preset) })
    expect(mcpServers).toHaveLength(MCP_PRESETS.length)
    for (const { readOnly, url } of mcpServers) expect([readOnly, new URL(url).protocol]).toEqual([true, 'https:'])
  })
})
