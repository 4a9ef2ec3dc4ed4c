/**
 * One short session, and the ways in which people have such a session on their disk: proxies, browsers, agents, log collectors,
 * an issue's paste. Each holds the same events, so each has to read like the plain text. Written without a look at the readers.
 */
export interface SessionEvent {
  direction: 'client' | 'server'
  /** Milliseconds since 1970. */
  at: number
  event: { type: string; [key: string]: unknown }
}

export interface SessionLogCase {
  name: string
  file: string
  bytes: Uint8Array
}

const START = Date.UTC(2026, 10, 30, 10, 1, 2, 345)
const OUTPUT = JSON.stringify({
  symbol: 'SOL',
  price: 171.2,
  note: 'a "quoted" word, {braces} and a ▲ arrow\nin two lines',
})
const USER = {
  id: 'item_u1',
  object: 'realtime.item',
  type: 'message',
  status: 'completed',
  role: 'user',
  content: [{ type: 'input_audio', transcript: null }],
}
const CALL = {
  id: 'mcp_1',
  type: 'mcp_call',
  server_label: 'dexter',
  name: 'get_price',
  arguments: '{"symbol":"SOL"}',
  approval_request_id: null,
  output: null,
  error: null,
}
const ANSWER = {
  id: 'item_a1',
  object: 'realtime.item',
  type: 'message',
  status: 'completed',
  role: 'assistant',
  content: [{ type: 'output_audio', transcript: 'SOL is at $171.20.' }],
}

const STEPS: readonly [SessionEvent['direction'], SessionEvent['event']][] = [
  [
    'server',
    {
      type: 'session.created',
      event_id: 'e1',
      session: {
        type: 'realtime',
        object: 'realtime.session',
        id: 'sess_1',
        model: 'gpt-realtime-2.1',
        instructions: 'Be concise.',
        output_modalities: ['audio'],
      },
    },
  ],
  ['client', { type: 'session.update', session: { type: 'realtime', instructions: 'Be concise.' } }],
  [
    'server',
    {
      type: 'session.updated',
      event_id: 'e2',
      session: { type: 'realtime', object: 'realtime.session', id: 'sess_1', model: 'gpt-realtime-2.1' },
    },
  ],
  ['server', { type: 'mcp_list_tools.completed', event_id: 'e3', item_id: 'mcpl_1' }],
  ['client', { type: 'input_audio_buffer.commit' }],
  ['server', { type: 'input_audio_buffer.committed', event_id: 'e4', item_id: 'item_u1', previous_item_id: null }],
  ['server', { type: 'conversation.item.added', event_id: 'e5', previous_item_id: null, item: USER }],
  ['client', { type: 'response.create' }],
  [
    'server',
    {
      type: 'response.created',
      event_id: 'e6',
      response: { id: 'resp_1', object: 'realtime.response', status: 'in_progress', output: [] },
    },
  ],
  [
    'server',
    {
      type: 'conversation.item.input_audio_transcription.completed',
      event_id: 'e7',
      item_id: 'item_u1',
      content_index: 0,
      transcript: 'What is the price of Solana?',
      usage: { type: 'duration', seconds: 2 },
    },
  ],
  [
    'server',
    { type: 'response.output_item.added', event_id: 'e8', response_id: 'resp_1', output_index: 0, item: CALL },
  ],
  [
    'server',
    {
      type: 'response.mcp_call_arguments.done',
      event_id: 'e9',
      response_id: 'resp_1',
      output_index: 0,
      item_id: 'mcp_1',
      arguments: CALL.arguments,
    },
  ],
  ['server', { type: 'response.mcp_call.in_progress', event_id: 'e10', output_index: 0, item_id: 'mcp_1' }],
  ['server', { type: 'response.mcp_call.completed', event_id: 'e11', output_index: 0, item_id: 'mcp_1' }],
  [
    'server',
    {
      type: 'response.output_item.done',
      event_id: 'e12',
      response_id: 'resp_1',
      output_index: 0,
      item: { ...CALL, output: OUTPUT },
    },
  ],
  [
    'server',
    {
      type: 'response.done',
      event_id: 'e13',
      response: {
        id: 'resp_1',
        object: 'realtime.response',
        status: 'completed',
        output: [{ ...CALL, output: OUTPUT }],
        usage: { total_tokens: 120, input_tokens: 100, output_tokens: 20 },
      },
    },
  ],
  ['client', { type: 'response.create' }],
  [
    'server',
    {
      type: 'response.created',
      event_id: 'e14',
      response: { id: 'resp_2', object: 'realtime.response', status: 'in_progress', output: [] },
    },
  ],
  [
    'server',
    {
      type: 'response.output_item.added',
      event_id: 'e15',
      response_id: 'resp_2',
      output_index: 0,
      item: { ...ANSWER, status: 'in_progress', content: [] },
    },
  ],
  [
    'server',
    {
      type: 'response.output_audio_transcript.done',
      event_id: 'e16',
      response_id: 'resp_2',
      item_id: 'item_a1',
      output_index: 0,
      content_index: 0,
      transcript: 'SOL is at $171.20.',
    },
  ],
  [
    'server',
    {
      type: 'response.output_audio.done',
      event_id: 'e17',
      response_id: 'resp_2',
      item_id: 'item_a1',
      output_index: 0,
      content_index: 0,
    },
  ],
  [
    'server',
    { type: 'response.output_item.done', event_id: 'e18', response_id: 'resp_2', output_index: 0, item: ANSWER },
  ],
  [
    'server',
    {
      type: 'response.done',
      event_id: 'e19',
      response: {
        id: 'resp_2',
        object: 'realtime.response',
        status: 'completed',
        output: [ANSWER],
        usage: { total_tokens: 90, input_tokens: 60, output_tokens: 30 },
      },
    },
  ],
  [
    'server',
    {
      type: 'error',
      event_id: 'e20',
      error: {
        type: 'invalid_request_error',
        code: 'item_truncate_invalid_item_id',
        message: 'Item not found',
        param: null,
        event_id: null,
      },
    },
  ],
]

export const SESSION: readonly SessionEvent[] = STEPS.map(([direction, event], index) => ({
  direction,
  event,
  at: START + index * 250,
}))

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const utf16 = (text: string, bigEndian: boolean): Uint8Array => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le')
  return new Uint8Array(bigEndian ? bytes.swap16() : bytes)
}
const iso = (at: number): string => new Date(at).toISOString()
const clock = (at: number): string => iso(at).slice(11, 23)
const arrow = (one: SessionEvent): string => (one.direction === 'client' ? '>' : '<')
const lines = (write: (one: SessionEvent, index: number) => string): string => `${SESSION.map(write).join('\n')}\n`
const compact = (one: SessionEvent): string => JSON.stringify(one.event)
const pretty = (value: unknown): string => JSON.stringify(value, null, 2)

/** The plain text of the web app's log panel: arrow, name, time, pretty JSON. */
export const TEXT: string = lines((one) => {
  const twelve = new Date(one.at).toLocaleTimeString('en-US', { timeZone: 'UTC' }).replace(/\u202F/g, ' ')
  return `${one.direction === 'client' ? '▲' : '▼'}\n${one.event.type}\n${twelve}\n${pretty(one.event)}`
})

const page = {
  startedDateTime: iso(START - 900),
  request: { method: 'GET', url: 'https://app.example.com/', headers: [], httpVersion: 'h2' },
  response: {
    status: 200,
    statusText: '',
    headers: [],
    content: { size: 9, mimeType: 'text/html', text: '<p>"hi"</p>' },
  },
  time: 12.5,
}
const socket = (url: string, messages: readonly unknown[]): unknown => ({
  _resourceType: 'websocket',
  _webSocketMessages: messages,
  startedDateTime: iso(START - 500),
  request: { method: 'GET', url, headers: [{ name: 'Upgrade', value: 'websocket' }], httpVersion: 'http/1.1' },
  response: { status: 101, statusText: 'Switching Protocols', headers: [], content: {} },
  time: 9000,
})
const frame = (one: SessionEvent): unknown => ({
  type: one.direction === 'client' ? 'send' : 'receive',
  time: one.at / 1000,
  opcode: 1,
  data: compact(one),
})
const har = (entries: readonly unknown[]): unknown => ({
  log: { version: '1.2', creator: { name: 'WebInspector', version: '537.36' }, pages: [], entries },
})
const REALTIME = 'wss://api.openai.com/v1/realtime?model=gpt-realtime-2.1'
const chat = socket('wss://chat.example.com/socket', [
  { type: 'send', time: START / 1000, opcode: 1, data: '{"type":"ping"}' },
  { type: 'receive', time: START / 1000, opcode: 1, data: 'pong' },
  { type: 'receive', time: START / 1000, opcode: 2, data: 'AAECAw==' },
])
const csvCell = (text: string): string => `"${text.replaceAll('"', '""')}"`

const log = (name: string, file: string, content: string | Uint8Array): SessionLogCase => ({
  name,
  file,
  bytes: typeof content === 'string' ? utf8(content) : content,
})

export const LOGS: readonly SessionLogCase[] = [
  log(
    'Chrome HAR beside a page and another socket',
    'chrome.har',
    pretty(har([page, chat, socket(REALTIME, SESSION.map(frame))])),
  ),
  log(
    'mitmproxy HAR, binary frames in base64',
    'mitm.har',
    JSON.stringify(
      har([
        socket(
          REALTIME,
          SESSION.map((one) => ({
            type: one.direction === 'client' ? 'send' : 'receive',
            time: one.at / 1000,
            opcode: 2,
            data: Buffer.from(compact(one)).toString('base64'),
          })),
        ),
      ]),
    ),
  ),
  log(
    'HAR of a session that was opened twice',
    'twice.har',
    JSON.stringify(
      har([socket(REALTIME, SESSION.slice(0, 8).map(frame)), page, socket(REALTIME, SESSION.slice(8).map(frame))]),
    ),
  ),
  log(
    'HAR with a BOM and CRLF',
    'saved.har',
    `\uFEFF${pretty(har([socket(REALTIME, SESSION.map(frame))])).replaceAll('\n', '\r\n')}`,
  ),
  log(
    'LoggedEvent copy',
    'logged-events.json',
    pretty(
      SESSION.map((one, id) => ({
        id: id + 1,
        direction: one.direction,
        expanded: false,
        timestamp: clock(one.at),
        eventName: one.event.type,
        eventData: one.event,
      })),
    ),
  ),
  log(
    'LoggedEvent copy as a JSON string',
    'clipboard.json',
    JSON.stringify(
      JSON.stringify(
        SESSION.map((one, id) => ({
          id,
          direction: one.direction,
          timestamp: clock(one.at),
          eventName: one.event.type,
          eventData: one.event,
        })),
      ),
    ),
  ),
  log(
    'livekit, Python logging',
    'livekit.log',
    lines(
      (one) =>
        `${iso(one.at).slice(0, 19).replace('T', ' ')},${iso(one.at).slice(20, 23)} - DEBUG livekit.plugins.openai - ${arrow(one).repeat(3)} ${compact(one)}`,
    ),
  ),
  log(
    'pipecat, loguru',
    'pipecat.log',
    lines(
      (one) =>
        `${iso(one.at).slice(0, 23).replace('T', ' ')} | DEBUG    | pipecat.services.openai.realtime:_receive:412 - ${one.direction === 'client' ? 'Sending' : 'Received'}: ${compact(one)}`,
    ),
  ),
  log(
    'journald, short',
    'journal.txt',
    lines((one) => `Nov 30 ${clock(one.at).slice(0, 8)} desk dexter[4711]: ${arrow(one)} ${compact(one)}`),
  ),
  log(
    'journald, json',
    'journal.json',
    lines((one) =>
      JSON.stringify({
        __REALTIME_TIMESTAMP: String(one.at * 1000),
        PRIORITY: '6',
        SYSLOG_IDENTIFIER: 'dexter',
        _PID: '4711',
        MESSAGE: `${arrow(one)} ${compact(one)}`,
      }),
    ),
  ),
  log(
    'Docker json-file',
    'container-json.log',
    lines((one) => JSON.stringify({ log: `${compact(one)}\n`, stream: 'stdout', time: iso(one.at) })),
  ),
  log(
    'docker compose',
    'compose.log',
    lines((one) => `voice-1  | ${compact(one)}`),
  ),
  log(
    'Kubernetes (CRI)',
    'pod.log',
    lines((one) => `${iso(one.at).slice(0, 23)}678901Z stdout F ${compact(one)}`),
  ),
  log(
    'Python JSON logging, event inside',
    'python.jsonl',
    lines((one) =>
      JSON.stringify({
        time: iso(one.at),
        level: 'DEBUG',
        logger: 'realtime',
        message: one.direction === 'client' ? 'sent' : 'received',
        event: one.event,
      }),
    ),
  ),
  log(
    'pino, payload inside',
    'pino.ndjson',
    lines((one) =>
      JSON.stringify({
        level: 20,
        time: one.at,
        pid: 31,
        hostname: 'desk',
        direction: one.direction === 'client' ? 'out' : 'in',
        payload: one.event,
        msg: 'realtime event',
      }),
    ),
  ),
  log(
    'wrapper with the frame as a string',
    'frames.ndjson',
    lines((one) => JSON.stringify({ ts: one.at / 1000, from: one.direction, raw: compact(one) })),
  ),
  log(
    'wrapper called data, as a string',
    'messages.ndjson',
    lines((one) =>
      JSON.stringify({ kind: 'ws', dir: one.direction === 'client' ? 'send' : 'recv', data: compact(one) }),
    ),
  ),
  log(
    'one object with a list',
    'export.json',
    pretty({
      exportedAt: iso(START + 9000),
      version: 3,
      events: SESSION.map((one) => ({ source: one.direction, timestamp: iso(one.at), event: one.event })),
    }),
  ),
  log(
    'a list inside two objects',
    'nested.json',
    JSON.stringify({
      session: { id: 'sess_1', messages: SESSION.map((one) => ({ sender: one.direction, body: compact(one) })) },
    }),
  ),
  log('jq, one after another', 'jq.txt', SESSION.map((one) => pretty(one.event)).join('\n')),
  log(
    'jq, CRLF and a BOM',
    'jq-windows.txt',
    `\uFEFF${SESSION.map((one) => pretty(one.event))
      .join('\n')
      .replaceAll('\n', '\r\n')}`,
  ),
  log('bare events, a line each', 'events.jsonl', lines(compact)),
  log('a list of bare events', 'events.json', JSON.stringify(SESSION.map((one) => one.event))),
  log('the text in UTF-16', 'text-utf16.txt', utf16(TEXT.replaceAll('\n', '\r\n'), false)),
  log('lines in UTF-16, big endian', 'lines-utf16be.txt', utf16(lines(compact), true)),
  log(
    'browser console',
    'console.log',
    lines((one) => `${clock(one.at)} realtime.ts:88 ${one.direction === 'client' ? '→' : '←'} ${compact(one)}`),
  ),
  log(
    'browser console, name before the object',
    'localhost-1764496862.log',
    lines((one) => `useRealtime.ts:141 [${one.direction}] ${one.event.type} ${compact(one)}`),
  ),
  log(
    'wscat',
    'wscat.txt',
    `Connected (press CTRL+C to quit)\n${lines((one) => `${arrow(one)} ${compact(one)}`)}Disconnected (code: 1000, reason: "")\n`,
  ),
  log(
    'server-sent events',
    'stream.txt',
    SESSION.map((one) => `event: ${one.event.type}\ndata: ${compact(one)}\n`).join('\n'),
  ),
  log(
    'CloudWatch, tab separated',
    'cloudwatch.txt',
    lines((one) => `${iso(one.at)}\t5f1c1f6e-7c1d-4c0a-9d0e-1f2e3d4c5b6a\tINFO\t${compact(one)}`),
  ),
  log(
    'CloudWatch Insights',
    'insights.json',
    pretty(
      SESSION.map((one) => ({ '@timestamp': iso(one.at).replace('T', ' ').slice(0, 23), '@message': compact(one) })),
    ),
  ),
  log(
    'a table as CSV',
    'export.csv',
    `time,direction,message\n${lines((one) => `${iso(one.at)},${one.direction},${csvCell(compact(one))}`)}`,
  ),
  log(
    'a paste in Markdown',
    'issue.md',
    `# Voice hangs\n\nIt hangs after the call, see the log:\n\n\`\`\`json\n${lines(compact)}\`\`\`\n\nAny idea?\n`,
  ),
]

const notes = 'Monday: asked about the price of Solana.\nIt answered. Nothing more to say {really}.\n'

/** Files that hold no session: exit 2 and one sentence. */
export const NO_SESSIONS: readonly SessionLogCase[] = [
  log('empty', 'empty.txt', ''),
  log('white space', 'blank.txt', ' \n\r\n\t\n'),
  log('a note', 'notes.txt', notes),
  log('a note in UTF-16', 'notes-utf16.txt', utf16(notes, false)),
  log('HAR without a socket', 'page.har', JSON.stringify(har([page, page]))),
  log('HAR with somebody else’s socket', 'chat.har', JSON.stringify(har([page, chat]))),
  log(
    'a picture',
    'shot.png',
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 1, 0]),
  ),
  log('an archive', 'logs.zip', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, 1, 2, 3, 4, 5, 6, 0xff, 0xfe, 0])),
  log(
    'a package file',
    'package.json',
    pretty({ name: 'voice', version: '1.0.0', type: 'module', scripts: { test: 'vitest' } }),
  ),
  log('numbers', 'prices.json', '[171.2,171.3,170.9]'),
  log(
    'web server log',
    'access.log',
    '10.0.0.1 - - [30/Nov/2026:10:01:02 +0000] "GET /v1/realtime HTTP/1.1" 101 0 "-" "curl/8.5"\n'.repeat(4),
  ),
  log(
    'JSON lines of another program',
    'app.ndjson',
    lines((_, id) => JSON.stringify({ level: 30, time: START + id, type: 'request', msg: 'GET /health', status: 200 })),
  ),
  log(
    'a chat completion',
    'completion.json',
    pretty({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      choices: [{ index: 0, message: { role: 'assistant', content: 'SOL is at $171.20.' } }],
    }),
  ),
  log(
    'another vendor’s stream',
    'claude.sse',
    'event: message_start\ndata: {"type":"message_start","message":{"id":"msg_1","role":"assistant"}}\n\nevent: message_stop\ndata: {"type":"message_stop"}\n',
  ),
  log('JSON that was cut off', 'cut.json', '{"log":{"version":"1.2","entries":[{"request":{"url":"wss'),
  log(
    'a table of prices',
    'prices.csv',
    'time,symbol,price\n2026-11-30T10:01:02Z,SOL,171.2\n2026-11-30T10:01:03Z,SOL,171.3\n',
  ),
]
