import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A connection to a port of this computer that says what it likes. Its errors are the server's answer, and no one's fault. */
export async function dial(port: number): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port })
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}

/** Says it and hangs up; settles with all that came back once the server has hung up as well. */
export async function say(port: number, bytes: string | Uint8Array): Promise<string> {
  const socket = await dial(port)
  let said = ''
  socket.on('data', (chunk) => (said += chunk))
  const closed = once(socket, 'close')
  socket.end(bytes)
  await closed
  return said
}

/** Connections that begin a request and never end it. */
export async function holdOpen(port: number, count: number): Promise<Socket[]> {
  const sockets = await Promise.all(Array.from({ length: count }, () => dial(port)))
  for (const socket of sockets) socket.write('GET / HTTP/1.1\r\nHost: 127.0')
  return sockets
}
