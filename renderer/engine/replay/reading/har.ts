import { isProtocolName, isRecord, type RecordedEvent, UNREADABLE_CHARS, type Unreadable } from '../recording'
import { readFrame } from './json-row'
import { readMoment } from './time'

/** Where a session's secret is minted: beta and GA at OpenAI, and Dexter's own. */
const MINTS = /\/(?:sessions?|client_secrets)\/?(?:\?|$)/
const TEXT_OPCODES = [1, 2]

interface Read {
  events: RecordedEvent[]
  unreadable: Unreadable[]
}

interface Socket extends Read {
  /** The tab that it was opened in. */
  page: string
}

/** Whether a value is an HTTP archive (HAR 1.2), or one entry of it with the messages of a WebSocket. */
export const isHar = (value: unknown): boolean => isRecord(value) && entriesOf(value) !== null

/**
 * The sessions in an HTTP archive: Chrome and others keep the messages of a WebSocket in `_webSocketMessages`. Of several
 * sockets those count that speak the Realtime protocol, and of several tabs the one that says most; the others are told in
 * `gaps`. Never throws.
 */
export function readHar(value: unknown): Read & { gaps: string[] } {
  const entries = (isRecord(value) ? entriesOf(value) : null) ?? []
  const sockets = entries.flatMap((entry): Socket[] => (isRecord(entry) ? readSocket(entry) : []))
  const spoken = sockets.filter(({ events }) => events.some(({ name }) => isProtocolName(name)))
  const pages = new Map<string, Socket[]>()
  for (const socket of spoken) pages.set(socket.page, [...(pages.get(socket.page) ?? []), socket])
  const countOf = (some: Socket[]) => some.reduce((sum, { events }) => sum + events.length, 0)
  const [chosen, ...others] = [...pages.values()].sort((a, b) => countOf(b) - countOf(a))
  if (chosen === undefined) {
    const told = sockets.length === 1 ? 'one WebSocket is' : `${sockets.length} WebSockets are`
    const reason = `${told} in this HTTP archive, and none of them speaks the Realtime protocol`
    return { events: [], unreadable: [{ where: 'the file', reason, text: '' }], gaps: [] }
  }
  const page = chosen[0]?.page ?? ''
  const minted = entries.flatMap((entry): RecordedEvent[] => (isRecord(entry) ? readMint(entry, page) : []))
  const events = [...minted, ...chosen.flatMap((socket) => socket.events)]
  // A socket was opened before another one spoke its last: their messages are told in their time.
  const inTime = events.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0))
  return {
    events: inTime.map((event, index) => ({ ...event, entry: index + 1 })),
    unreadable: chosen.flatMap((socket) => socket.unreadable),
    gaps: others.map(
      (some) => `The archive holds the session of another tab too (${countOf(some)} events), which was not read.`,
    ),
  }
}

function entriesOf(value: Record<string, unknown>): unknown[] | null {
  if (isRecord(value.log) && Array.isArray(value.log.entries)) return value.log.entries
  if (Array.isArray(value._webSocketMessages)) return [value]
  const { entries } = value
  return Array.isArray(entries) && entries.some((it) => isRecord(it) && it._webSocketMessages !== undefined)
    ? entries
    : null
}

function readSocket(entry: Record<string, unknown>): Socket[] {
  const { _webSocketMessages: messages, pageref } = entry
  if (!Array.isArray(messages)) return []
  const events: RecordedEvent[] = []
  const unreadable: Unreadable[] = []
  for (const [index, message] of messages.entries()) {
    const event = readFrame(message, events.length + 1)
    if (event) events.push(event)
    else if (isRecord(message) && (message.opcode === undefined || TEXT_OPCODES.includes(Number(message.opcode)))) {
      const text = typeof message.data === 'string' ? message.data.slice(0, UNREADABLE_CHARS) : ''
      unreadable.push({ where: `message ${index + 1}`, reason: 'a message that is not an event as JSON', text })
    }
  }
  const page = typeof pageref === 'string' ? pageref : ''
  return [{ page, events, unreadable }]
}

/** What a backend answered when a session was asked for: it tells who the session is for. */
function readMint(entry: Record<string, unknown>, page: string): RecordedEvent[] {
  const { response, pageref, startedDateTime, _webSocketMessages } = entry
  if (_webSocketMessages !== undefined || !MINTS.test(urlOf(entry))) return []
  if (typeof pageref === 'string' && pageref !== page) return []
  const content = isRecord(response) ? response.content : null
  const event = isRecord(content) ? readFrame({ type: 'receive', data: content.text }, 1) : null
  if (event === null || !('client_secret' in event.data || 'value' in event.data)) return []
  return [{ ...event, ...readMoment(startedDateTime), name: 'session.minted' }]
}

const urlOf = ({ request }: Record<string, unknown>): string =>
  isRecord(request) && typeof request.url === 'string' ? request.url : ''
