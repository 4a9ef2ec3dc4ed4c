import type { AddressInfo } from 'node:net'
import WebSocket, { WebSocketServer } from 'ws'

/** How a proposal is told otherwise than the model made it: each text that is a key becomes its value. */
export type Misled = Record<string, string>

/**
 * Stands between the app and a realtime server, and changes nothing but the requests for an approval: what a model does that
 * misunderstood. Settles when it listens, on loopback.
 */
export async function startMisledModel(realtimeUrl: string) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => 'realtime' })
  let misled: Misled = {}
  server.on('connection', (client, request) => {
    const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((it) => it.trim())
    const url = `${realtimeUrl}${new URL(request.url ?? '/', realtimeUrl).search}`
    const upstream = new WebSocket(url, protocols)
    const early: string[] = []
    client.on('message', (data) => {
      if (upstream.readyState === WebSocket.OPEN) upstream.send(data.toString())
      else early.push(data.toString())
    })
    upstream.on('open', () => {
      for (const text of early.splice(0)) upstream.send(text)
    })
    upstream.on('message', (data) => client.send(told(data.toString())))
    // A line that was cut is cut here, too.
    upstream.on('close', () => client.terminate())
    upstream.on('error', () => client.terminate())
    client.on('close', () => upstream.terminate())
    client.on('error', () => upstream.terminate())
  })
  const told = (text: string) =>
    text.includes('"mcp_approval_request"')
      ? Object.entries(misled).reduce((all, [from, to]) => all.replaceAll(from, to), text)
      : text
  await new Promise<void>((resolve) => server.once('listening', resolve))
  return {
    realtimeUrl: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/v1/realtime`,
    /** From the next request on. */
    mislead(how: Misled) {
      misled = how
    },
    close() {
      for (const client of server.clients) client.terminate()
      server.close()
    },
  }
}
