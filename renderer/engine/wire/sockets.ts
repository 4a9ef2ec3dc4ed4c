import type { Fact } from '../facts'
import { MAX_ID_CHARS } from './bounds'
import { createCauses } from './causes'
import { type ClientEvent, itemOf } from './client-events'
import { noObject, readFrame } from './message'
import { hasUnreadableCall, isCall, readServerEvent } from './server-events'
import type { SessionLog } from './session-log'

/** A WebSocket, as the engine sees it. The worker's rim gives a real one, tests give the `ws` package's. */
export interface Socket {
  send(text: string): void
  close(): void
}
export interface SocketHandlers {
  open(): void
  /** A frame in the order in which it came: text as a string, binary as an `ArrayBuffer` or a view of one. */
  message(data: unknown): void
  close(code: number, reason: string): void
}
export type OpenSocket = (url: string, protocols: string[], handlers: SocketHandlers) => Socket

/** An event is told again soon or never. */
const RECENT_EVENTS = 256

interface Connected {
  socket: Socket | null
  causes: ReturnType<typeof createCauses>
  /** Ids of the server's newest events. */
  recent: Set<string>
}

interface SocketsDeps {
  log: SessionLog
  open: OpenSocket
  /** What the servers say, one fact after another; nothing of a connection after `close`. */
  heard(fact: Fact): void
}

/** The sockets of all connections: logs what passes over them, and makes facts of what comes. */
export function createSockets({ log, open, heard }: SocketsDeps) {
  const connections = new Map<number, Connected>()

  const receive = (connection: number, { causes, recent }: Connected, data: unknown) => {
    const { message, size } = readFrame(data)
    if (typeof message === 'string') {
      log.app('malformed', { reason: message, size })
      return heard({ is: 'unreadable', connection, what: 'message', reason: message, broken: message === noObject() })
    }
    if (toldBefore(recent, message.event_id)) {
      return log.app('duplicate', { event_id: message.event_id, type: message.type })
    }
    const reading = readServerEvent(message)
    log.event('in', message, { connection, cause: reading.kind === 'event' ? causes.of(reading.event) : null, size })
    const call = { is: 'unreadable', connection, what: 'call', reason: '', broken: false } as const
    if (reading.kind === 'malformed') {
      log.app('malformed', { reason: reading.reason })
      if (isCall(message.item)) heard(call)
    }
    if (reading.kind !== 'event') return
    if (reading.event.type === 'response.done' && hasUnreadableCall(reading.event.response)) heard(call)
    heard({ is: 'server', connection, event: reading.event })
  }

  return {
    /** Opens the socket of a connection; false when its address is none. */
    connect(connection: number, url: string, secret: string): boolean {
      const connected: Connected = { socket: null, causes: createCauses(), recent: new Set() }
      connections.set(connection, connected)
      try {
        connected.socket = open(url, ['realtime', `openai-insecure-api-key.${secret}`], {
          open: () => {},
          message: (data) => {
            if (connections.has(connection)) receive(connection, connected, data)
          },
          close: (code, reason) => {
            if (connections.has(connection)) heard({ is: 'closed', connection, code, reason })
          },
        })
        return true
      } catch {
        return false
      }
    },
    send(connection: number, event: ClientEvent, turnId: string | null) {
      const connected = connections.get(connection)
      log.event('out', event, { connection, turnId })
      connected?.causes.sent(event.type, event.event_id, itemOf(event))
      connected?.socket?.send(JSON.stringify(event))
    },
    /** Nothing more is sent or heard on it. */
    close(connection: number) {
      const connected = connections.get(connection)
      connections.delete(connection)
      connected?.socket?.close()
    },
  }
}

/** A server's event that comes twice has one id. What is added up (words, audio) must not be added twice. */
function toldBefore(recent: Set<string>, id: unknown): boolean {
  if (typeof id !== 'string' || id.length > MAX_ID_CHARS) return false
  if (recent.has(id)) return true
  recent.add(id)
  const oldest = recent.values().next().value
  if (recent.size > RECENT_EVENTS && oldest !== undefined) recent.delete(oldest)
  return false
}

export type Sockets = ReturnType<typeof createSockets>
