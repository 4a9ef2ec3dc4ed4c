import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'

/** A secret that a server of the test repeats in its errors: it must appear nowhere. */
export const LEAKED_KEY = ['sk', 'test', 'leak0123456789abcdef'].join('-')

type Mint = (response: ServerResponse) => void
const answer =
  (status: number, body: string, headers: Record<string, string> = {}): Mint =>
  (response) => {
    response.writeHead(status, headers)
    response.end(body)
  }
const granted = answer(200, JSON.stringify({ value: 'ek_failing0123456789', expires_at: 0, session: {} }))

/** What a trader may meet, and the sentence that is expected. `realtime` is how the WebSocket behaves once minted. */
export const FAILURES: { name: string; mint: Mint; realtime?: 'refuse' | 'close'; sentence: RegExp }[] = [
  { name: 'a web page', mint: answer(200, '<!doctype html><title>Hi'), sentence: /web page instead of data/ },
  {
    name: '401',
    mint: answer(401, JSON.stringify({ error: { message: `Incorrect API key provided: ${LEAKED_KEY}` } })),
    sentence: /doesn’t accept your key/,
  },
  { name: '429', mint: answer(429, '', { 'retry-after': '1' }), sentence: /Try again in 1 second/ },
  { name: '500', mint: answer(500, 'oops'), sentence: /having problems \(error 500\)/ },
  { name: 'nothing', mint: () => {}, sentence: /didn’t respond within 10 seconds/ },
  { name: 'a closed connection', mint: (response) => response.destroy(), sentence: /can’t be reached/ },
  { name: 'a refused WebSocket', mint: granted, realtime: 'refuse', sentence: /refused the realtime connection/ },
  {
    name: 'a WebSocket that closes',
    mint: granted,
    realtime: 'close',
    sentence: /refused the realtime connection: Going away/,
  },
]

/** Serves one failure on loopback. Settles when it listens. */
export async function startFailingBackend({ mint, realtime = 'refuse' }: (typeof FAILURES)[number]) {
  const sockets = new WebSocketServer({ noServer: true })
  const server = createServer((_request, response) => mint(response))
  server.on('upgrade', (request, socket, head) => {
    if (realtime === 'refuse') return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, (open) => open.close(1001, 'Going away'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      sockets.close()
      server.closeAllConnections()
      server.close()
    },
  }
}
