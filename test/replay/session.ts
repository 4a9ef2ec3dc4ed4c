import { replay } from '../../renderer/engine/replay/replay'

/** A session written event by event, with a clock that moves as told; the log of it is a JSON array. */
export function createSession({ instructions = 'Be concise.', hosted = {}, transcription = true } = {}) {
  const rows: { direction: string; name: string; at: number; data: Record<string, unknown> }[] = []
  let at = Date.parse('2026-01-05T10:00:00Z')
  let count = 0

  const row = (direction: 'in' | 'out' | 'app', name: string, data: Record<string, unknown> = {}) => {
    at += 10
    const body = direction === 'app' ? data : { type: name, event_id: `evt_${++count}`, ...data }
    rows.push({ direction, name, at, data: body })
  }
  const server = (name: string, data: Record<string, unknown> = {}) => row('in', name, data)
  const client = (name: string, data: Record<string, unknown> = {}) => row('out', name, data)

  const session = {
    rows,
    row,
    server,
    client,
    wait: (ms: number) => {
      at += ms
    },
    now: () => at,
    /** `session.created`, one accepted update, one import of the tools that is read after it is complete. */
    open(id = 'sess_1') {
      const tools = [
        { type: 'mcp', server_label: 'dexter', require_approval: { never: { read_only: true } }, ...hosted },
      ]
      server('session.created', { session: { type: 'realtime', id, model: 'gpt-realtime-2.1', instructions, tools } })
      client('session.update', {
        session: { type: 'realtime', audio: { input: { transcription: transcription ? { model: 'm' } : null } } },
      })
      server('session.updated', { session: { type: 'realtime', id, audio: { input: { transcription } } } })
      session.importTools(`list_${id}`, [{ name: 'pumpstream_live_summary', annotations: { readOnlyHint: true } }])
      return session
    },
    importTools(id: string, tools: unknown[], server_label = 'dexter') {
      server('conversation.item.added', { item: { id, type: 'mcp_list_tools', server_label, tools: [] } })
      server('mcp_list_tools.in_progress', { item_id: id })
      server('mcp_list_tools.completed', { item_id: id })
      server('conversation.item.retrieved', { item: { id, type: 'mcp_list_tools', server_label, tools } })
      return session
    },
    /** A spoken question; its words come with it unless they are null. */
    ask(itemId: string, words: string | null = 'What is trending?') {
      at += 2_000
      client('input_audio_buffer.commit')
      client('response.create')
      server('input_audio_buffer.committed', { item_id: itemId })
      server('conversation.item.added', {
        item: { id: itemId, type: 'message', role: 'user', content: [{ type: 'input_audio', transcript: null }] },
      })
      if (words !== null) {
        server('conversation.item.input_audio_transcription.completed', { item_id: itemId, transcript: words })
      }
      return session
    },
    begin(responseId: string) {
      server('response.created', { response: { id: responseId, status: 'in_progress', output: [] } })
      return session
    },
    say(responseId: string, itemId: string, words: string, bytes = 48_000) {
      const item = { id: itemId, type: 'message', role: 'assistant', content: [] }
      server('response.output_item.added', { response_id: responseId, item })
      server('response.output_audio.delta', {
        response_id: responseId,
        item_id: itemId,
        delta: `(${bytes} bytes of audio)`,
      })
      server('response.output_audio_transcript.done', { response_id: responseId, item_id: itemId, transcript: words })
      server('response.output_audio.done', { response_id: responseId, item_id: itemId })
      return session
    },
    call(responseId: string, itemId: string) {
      const item = { id: itemId, type: 'mcp_call', server_label: 'dexter', name: 'pumpstream_live_summary' }
      server('response.output_item.added', { response_id: responseId, item: { ...item, arguments: '' } })
      server('response.mcp_call_arguments.done', { item_id: itemId, arguments: '{"sort":"viewers"}' })
      return session
    },
    output(responseId: string, itemId: string, value: unknown) {
      server('response.mcp_call.completed', { item_id: itemId })
      server('response.output_item.done', {
        response_id: responseId,
        item: {
          id: itemId,
          type: 'mcp_call',
          server_label: 'dexter',
          name: 'pumpstream_live_summary',
          arguments: '{"sort":"viewers"}',
          output: JSON.stringify(value),
        },
      })
      return session
    },
    end(responseId: string, status = 'completed') {
      const usage = { input_tokens: 100, output_tokens: 20 }
      server('response.done', { response: { id: responseId, status, output: [], usage } })
      return session
    },
    /** A question that one response answers. */
    answered(name: string, words = 'Solana is up.') {
      return session.ask(`q_${name}`).begin(`r_${name}`).say(`r_${name}`, `a_${name}`, words).end(`r_${name}`)
    },
    /** A question, a tool, and the response that goes on. */
    looked(name: string, value: unknown, words: string) {
      session.ask(`q_${name}`).begin(`r_${name}`).call(`r_${name}`, `c_${name}`).end(`r_${name}`)
      session.output(`r_${name}`, `c_${name}`, value)
      client('response.create')
      return session.begin(`s_${name}`).say(`s_${name}`, `a_${name}`, words).end(`s_${name}`)
    },
    text: () => JSON.stringify(rows),
    report: () => replay(session.text()),
    kinds: () => session.report().findings.map(({ kind }) => kind),
    details: (kind: string) =>
      session
        .report()
        .findings.filter((finding) => finding.kind === kind)
        .map(({ detail }) => detail),
  }
  return session
}

interface StreamsOptions {
  viewers?: number[]
  caps?: number[]
  total?: number
  totalCap?: number
  of?: number
  sort?: string
  offset?: number
  ageSeconds?: number
  generatedAt?: number
}

/** What `pumpstream_live_summary` answers, true unless told otherwise. */
export function streams({
  viewers = [50, 40, 30],
  caps = viewers.map((_, index) => 9_000 - index * 1_234.5),
  total = viewers.reduce((sum, count) => sum + count, 0),
  totalCap = 1_000_000,
  of = viewers.length,
  sort = 'viewers',
  offset = 0,
  ageSeconds = 4,
  generatedAt = Date.parse('2026-01-05T10:00:02Z'),
}: StreamsOptions = {}) {
  return {
    generatedAt: new Date(generatedAt).toISOString(),
    windowMinutes: 180,
    totalAvailable: of,
    totalAfterFilter: of,
    totalReturned: viewers.length,
    appliedSort: sort,
    appliedFilters: {
      status: 'live',
      minMarketCapUsd: null,
      minViewers: null,
      search: null,
      symbols: null,
      mintIds: null,
    },
    paging: {
      pageSize: viewers.length,
      offset,
      currentPage: 1,
      totalPages: 1,
      requestedPage: null,
      hasMore: of > viewers.length,
      nextOffset: null,
      previousOffset: null,
      remainingAfterPage: of - viewers.length,
    },
    totals: {
      totalStreams: of,
      liveStreams: of,
      disconnectingStreams: 0,
      totalLiveViewers: total,
      totalLiveMarketCapUsd: totalCap,
    },
    streams: viewers.map((count, index) => ({
      mintId: `mint${index}`,
      name: `Stream ${index}`,
      symbol: `S${index}`,
      status: 'live',
      currentViewers: count,
      marketCapUsd: caps[index] ?? null,
      marketCapSol: 10,
      latestAt: '2026-01-05T10:00:00Z',
      lastSnapshotAgeSeconds: ageSeconds,
      thumbnail: null,
    })),
  }
}
