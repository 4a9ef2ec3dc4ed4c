import WebSocket from 'ws'
import type { OpenSocket } from '../../renderer/engine/wire/sockets'
import type { Line } from './account'

const SECRET = /^openai-insecure-api-key\./

/** Real WebSockets for the engine, with a copy of what passes. */
export function createWire(onChange: () => void) {
  const lines: Line[] = []
  /** Of each connection in turn. */
  const secrets: string[] = []
  let current: WebSocket | null = null
  let deadAfter: ((event: Record<string, unknown>) => boolean) | null = null

  const open: OpenSocket = (url, protocols, handlers) => {
    const ws = new WebSocket(url, protocols)
    current = ws
    const line: Line = []
    const seen = new Set<unknown>()
    let dead = false
    lines.push(line)
    secrets.push(protocols.find((name) => SECRET.test(name))?.replace(SECRET, '') ?? '')
    ws.on('open', () => handlers.open())
    ws.on('error', () => undefined)
    ws.on('message', (data, isBinary) => {
      if (dead) return
      const text = data.toString()
      const event = parsed(text)
      // Told twice it is one.
      if (typeof event?.event_id === 'string' && !seen.has(event.event_id)) line.push({ direction: 'in', event })
      seen.add(event?.event_id)
      handlers.message(isBinary ? data : text)
      onChange()
    })
    ws.on('close', (code, reason) => {
      if (!dead) handlers.close(code, reason.toString())
      onChange()
    })
    return {
      send(text) {
        if (dead) return
        const event: Record<string, unknown> = JSON.parse(text)
        line.push({ direction: 'out', event })
        ws.send(text)
        if (deadAfter?.(event) !== true) return
        deadAfter = null
        dead = true
        // What was sent arrives; nothing comes back.
        setImmediate(() => {
          handlers.close(1006, '')
          ws.close()
          onChange()
        })
      },
      close: () => ws.close(),
    }
  }

  return {
    open,
    lines,
    secrets,
    /** The line breaks while nothing is said. */
    cut: () => current?.terminate(),
    /** Whether an event came over the newest line. */
    came: (type: string) =>
      lines.at(-1)?.some(({ direction, event }) => direction === 'in' && event.type === type) === true,
    /** The line goes dead for the client right after this event has left. */
    dieAfter(fits: (event: Record<string, unknown>) => boolean) {
      deadAfter = fits
    },
  }
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
