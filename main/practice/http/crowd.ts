import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** A client of ours has a handful of connections; a browser opens six. */
const MOST_STRANGERS = 64

/** Connections of one server that have shown a right, and the strangers beside them. */
export interface Crowd {
  /** The client behind this connection has shown that it may be here: it is never dropped for another. */
  trust(socket: Socket): void
}

/**
 * Keeps a server answerable: of connections that have not shown a right yet, only the newest stay. Whoever comes now is
 * served now, however many hold a connection open and say nothing.
 */
export function createCrowd(server: Server): Crowd {
  // A set keeps the order in which they came.
  const strangers = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    strangers.add(socket)
    socket.once('close', () => strangers.delete(socket))
    for (const oldest of strangers) {
      if (strangers.size <= MOST_STRANGERS) return
      strangers.delete(oldest)
      oldest.destroy()
    }
  })
  return { trust: (socket) => void strangers.delete(socket) }
}
