import { inspect } from 'node:util'
import { epochOf, type RecordedRow } from './recorded'

/** A session as other people's tools would have written it down. */
export interface OtherLog {
  tool: string
  bytes: Uint8Array
  /** Every row of the session is in it; else only the events of the protocol are. */
  whole: boolean
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const iso = (row: RecordedRow) => new Date(epochOf(row)).toISOString()
const arrow = ({ direction }: RecordedRow, out: string, inward: string) => (direction === 'out' ? out : inward)

function utf16(text: string, { big = false, mark = true } = {}): Uint8Array {
  const buffer = Buffer.from(mark ? `\uFEFF${text}` : text, 'utf16le')
  return big ? buffer.swap16() : buffer
}

/** As Chrome's DevTools export it ("Save all as HAR with content"), with the request that minted the session. */
export function asHar(
  rows: RecordedRow[],
  { binary = false, page = 'page_1', others = [] as object[] } = {},
): { log: { version: string; pages: object[]; entries: object[] } } {
  const [minted] = rows.filter(({ direction, data }) => direction === 'in' && data.type === undefined)
  const http = (url: string, text: string, at: string) => ({
    pageref: page,
    startedDateTime: at,
    request: { method: 'POST', url, headers: [{ name: 'type', value: 'session.created' }] },
    response: { status: 200, content: { size: text.length, mimeType: 'application/json', text } },
  })
  const messages = rows
    .filter(({ data }) => typeof data.type === 'string')
    .map((row) => {
      const data = JSON.stringify(row.data)
      return {
        type: arrow(row, 'send', 'receive'),
        time: epochOf(row) / 1000,
        opcode: binary ? 2 : 1,
        data: binary ? Buffer.from(data).toString('base64') : data,
      }
    })
  const first = rows[0] ? iso(rows[0]) : ''
  const entries = [
    ...(minted ? [http('https://api.dexter.example/session', JSON.stringify(minted.data), first)] : []),
    http('https://api.dexter.example/telemetry', '{"type":"session.created","session":{}}', first),
    {
      pageref: page,
      _resourceType: 'websocket',
      startedDateTime: first,
      request: { method: 'GET', url: 'wss://api.openai.com/v1/realtime?model=gpt-realtime', headers: [] },
      response: { status: 101 },
      _webSocketMessages: messages,
    },
    ...others,
  ]
  return { log: { version: '1.2', pages: [{ id: page }], entries } }
}

/** A socket of something else, such as a development server's or a price feed's. */
export const foreignSocket = (messages: unknown[]): object => ({
  pageref: 'page_1',
  request: { method: 'GET', url: 'wss://feed.example/ticks' },
  _webSocketMessages: messages.map((message, index) => ({
    type: index % 2 ? 'send' : 'receive',
    time: 1_759_278_420 + index,
    opcode: 1,
    data: typeof message === 'string' ? message : JSON.stringify(message),
  })),
})

/** As Python prints it. */
export function pythonRepr(value: unknown): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') {
    const quote = value.includes("'") && !value.includes('"') ? '"' : "'"
    const body = value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll(quote, `\\${quote}`)
    return `${quote}${body.replaceAll('\u2028', '\\u2028')}${quote}`
  }
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`
  return `{${Object.entries(Object(value))
    .map(([key, inner]) => `${pythonRepr(key)}: ${pythonRepr(inner)}`)
    .join(', ')}}`
}

const lines = (rows: RecordedRow[], line: (row: RecordedRow) => string) => `${rows.map(line).join('\n')}\n`

/** As LiveKit's plugin for OpenAI logs it. */
const livekit = (row: RecordedRow, data: string) =>
  `${iso(row).replace('T', ' ').replace('.', ',').replace('Z', '')} DEBUG livekit.plugins.openai ${arrow(row, '>>>', '<<<')} ${data}`

/** Log lines with every row of the session, in wrappers that tell its name. */
export const asLogLines = (rows: RecordedRow[]): string =>
  lines(rows, ({ at, ...row }) => livekit({ at, ...row }, JSON.stringify(row)))

/** The session in every format that is not one of ours. */
export function otherLogs(rows: RecordedRow[]): OtherLog[] {
  const events = rows.filter(({ data }) => typeof data.type === 'string')
  const json = ({ data }: RecordedRow) => JSON.stringify(data)
  const logged = rows.map((row, index) => ({
    id: index + 1,
    direction: arrow(row, 'client', 'server'),
    expanded: false,
    timestamp: iso(row).slice(11, 23),
    eventName: row.direction === 'out' && row.data.type ? `${row.name} after_guardrail` : row.name,
    eventData: row.data,
  }))
  const noisy = (text: string) =>
    `Starting up {pid: 4711}\n2025-10-01 00:26:54,001 INFO  root: connecting {attempt}\n${text}2025-10-01 00:28:00,000 INFO bye\n`
  const whole = true
  return [
    { tool: 'HAR of Chrome', bytes: utf8(JSON.stringify(asHar(rows), null, 2)), whole: false },
    { tool: 'HAR, on one line', bytes: utf8(JSON.stringify(asHar(rows))), whole: false },
    { tool: 'HAR, binary messages', bytes: utf8(JSON.stringify(asHar(rows, { binary: true }))), whole: false },
    { tool: 'LoggedEvent list', bytes: utf8(JSON.stringify(logged)), whole },
    { tool: 'LoggedEvent list in an object', bytes: utf8(JSON.stringify({ version: 3, loggedEvents: logged })), whole },
    { tool: 'log lines of LiveKit', bytes: utf8(noisy(lines(rows, (row) => livekit(row, json(row))))), whole },
    {
      tool: 'log lines of LiveKit, as Python prints them',
      bytes: utf8(noisy(lines(rows, (row) => livekit(row, pythonRepr(row.data))))),
      whole,
    },
    {
      tool: 'log lines in brackets',
      bytes: utf8(
        lines(rows, (row) => `[${iso(row)}] [ws:debug] ${arrow(row, 'sent', 'received')}: ${json(row)} (+3ms)`),
      ),
      whole,
    },
    { tool: 'wscat', bytes: utf8(lines(events, (row) => `${arrow(row, '>', '<')} ${json(row)}`)), whole: false },
    {
      tool: 'arrows of DevTools',
      bytes: utf8(lines(events, (row) => `${arrow(row, '↑', '↓')} ${json(row)}\t${iso(row).slice(11, 23)}`)),
      whole: false,
    },
    {
      tool: 'console.log of Node',
      bytes: utf8(
        lines(
          events,
          (row) =>
            `${arrow(row, '->', '<-')} ${inspect(row.data, { depth: 99, maxStringLength: null, maxArrayLength: null })}`,
        ),
      ),
      whole: false,
    },
    { tool: 'jq', bytes: utf8(lines(events, ({ data }) => JSON.stringify(data, null, 2))), whole: false },
    { tool: 'jq of wrapped events', bytes: utf8(lines(rows, (row) => JSON.stringify(row, null, 2))), whole },
    { tool: 'objects without a line between', bytes: utf8(events.map(json).join('')), whole: false },
    {
      tool: 'Docker',
      bytes: utf8(
        lines(events, (row) =>
          JSON.stringify({ log: `${livekit(row, json(row))}\n`, stream: 'stderr', time: iso(row) }),
        ),
      ),
      whole: false,
    },
    {
      tool: 'pino',
      bytes: utf8(
        lines(events, (row) =>
          JSON.stringify({ level: 20, time: epochOf(row), pid: 1, msg: `${arrow(row, '→', '←')} ${json(row)}` }),
        ),
      ),
      whole: false,
    },
    {
      tool: 'logfmt of Go',
      bytes: utf8(
        lines(
          events,
          (row) =>
            `time="${iso(row)}" level=debug msg=${JSON.stringify(`${arrow(row, '>>>', '<<<')} ${json(row)}`)} id=7`,
        ),
      ),
      whole: false,
    },
    {
      tool: 'colours of a terminal',
      bytes: utf8(
        lines(
          rows,
          (row) => `\u001b[2m${iso(row)}\u001b[0m \u001b[32m${arrow(row, '>>>', '<<<')}\u001b[0m ${json(row)}`,
        ),
      ),
      whole,
    },
    { tool: 'server-sent events', bytes: utf8(events.map((row) => `data: ${json(row)}\n\n`).join('')), whole: false },
    { tool: 'LoggedEvent, one on each line', bytes: utf8(logged.map((row) => JSON.stringify(row)).join('\n')), whole },
    { tool: 'lines that end in CR alone', bytes: utf8(events.map(json).join('\r')), whole: false },
    {
      tool: 'rows with the message in msg',
      bytes: utf8(
        lines(events, (row) => JSON.stringify({ ts: epochOf(row), dir: arrow(row, 'tx', 'rx'), msg: row.data })),
      ),
      whole: false,
    },
    ...(
      [
        ['UTF-16 LE', { big: false, mark: true }],
        ['UTF-16 BE', { big: true, mark: true }],
        ['UTF-16 LE without a mark', { big: false, mark: false }],
        ['UTF-16 BE without a mark', { big: true, mark: false }],
      ] as const
    ).map(([tool, how]) => ({
      tool: `${tool}, lines with CRLF`,
      bytes: utf16(lines(rows, (row) => livekit(row, json(row))).replaceAll('\n', '\r\n'), how),
      whole,
    })),
    {
      tool: 'jq, UTF-16 LE of PowerShell',
      bytes: utf16(lines(events, ({ data }) => JSON.stringify(data, null, 2))),
      whole: false,
    },
    { tool: 'HAR, UTF-8 with a mark', bytes: utf8(`\uFEFF${JSON.stringify(asHar(rows))}`), whole: false },
  ]
}
