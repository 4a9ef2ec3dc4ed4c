import { createServer, type IncomingMessage, type Server, STATUS_CODES } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Behaviour, HONEST } from './behaviour'
import { type Clock, systemClock } from './clock'
import { createEvidence, type Evidence } from './evidence'
import { createFaults, type FaultName, type Faults } from './faults'
import { admit } from './http/admission'
import { createCrowd } from './http/crowd'
import { createDexterFace } from './http/dexter-face'
import { BadBody, bearerOf, type Exchange, exchange } from './http/exchange'
import { type Face, mintFault } from './http/mint-faults'
import { createOpenAiFace, openAiError } from './http/openai-face'
import { createUserinfo } from './http/userinfo'
import { createIdentities, type Identities, secret } from './identity'
import { type MoneyProblem, openMoney } from './market/kept-money'
import { createMarket, type Market } from './market/market'
import type { WalletBook } from './market/wallets'
import { createMcpEndpoint } from './mcp/server'
import { createMint } from './mint'
import { rimFor } from './realtime/dialect/rim-for'
import { newId } from './realtime/ids'
import { ProtocolError } from './realtime/protocol-error'
import { createRealtimeSession, type RealtimeSession } from './realtime/session'
import { createWire } from './realtime/wire'
import { createSpeech, type Speech, type SpeechState } from './speech/speech'

export interface PracticeServerOptions {
  /** Where the voice's data files lie (see speech/data.ts). */
  dataDir: string
  /** Two servers with the same seed and time show the same market. */
  seed?: number
  /** Keeps the paper money, and with it the seed, over restarts; left out, it lasts as long as the server. */
  moneyFile?: string
  /** Something about the paper money that the trader must know. */
  onMoneyProblem?: (problem: MoneyProblem) => void
  /** 0 or left out: any free port. */
  port?: number
  clock?: Clock
  /** Whether a guest needs the server's bearer to mint. Default: 'bearer'. */
  guestMint?: 'bearer' | 'open'
  behaviour?: Partial<Behaviour>
  /** Userinfo endpoint of an identity provider whose tokens are known here, too. */
  userinfo?: string
  /** Armed from the start: how many times each; Infinity for always. */
  faults?: Partial<Record<FaultName, number>>
  /** The bundled speech worker; left out when running from the sources. */
  speechWorker?: URL
  /** An engine to share between servers; it is then not closed with the server. */
  speech?: Speech
  onSpeech?: (state: SpeechState) => void
  /** One line for the log; never holds a secret. */
  log?: (line: string) => void
}

export interface PracticeServer {
  /** `http://127.0.0.1:PORT` */
  baseUrl: string
  /** `ws://127.0.0.1:PORT/v1/realtime` */
  realtimeUrl: string
  /** Opens the mints. New at each start. */
  bearer: string
  readonly market: Market
  readonly wallets: WalletBook
  readonly identities: Identities
  readonly speech: Speech
  /** What goes wrong next; can be armed and disarmed while the server runs. */
  readonly faults: Faults
  /** Every utterance that was committed, oldest first (the last thousand). */
  readonly received: Evidence['received']
  /** Every trade that moved paper money, oldest first (the last thousand). */
  readonly executed: Evidence['executed']
  /** Ends sessions and threads; settles when the port is free again. */
  close(): Promise<void>
}

const HOST = '127.0.0.1'
const DEFAULT_SEED = 20_251_001
/** 15 MiB of audio as base64 in JSON, and room for the rest of the event. */
const MAX_MESSAGE_BYTES = 21 * 1024 * 1024
/** On this machine a request is here in a few milliseconds, or it never will be. */
const HEADERS_LIMIT_MS = 5_000
const REQUEST_LIMIT_MS = 15_000
/** Connections that the system holds for us while we are busy: one that finds no room tries again only seconds later. */
const BACKLOG = 4096

/** Starts the practice backend on this machine alone. Rejects with one plain sentence when it can't. */
export async function createPracticeServer(options: PracticeServerOptions): Promise<PracticeServer> {
  const clock = options.clock ?? systemClock
  const behaviour: Behaviour = { ...HONEST, ...options.behaviour }
  const log = options.log ?? (() => undefined)
  const money = openMoney(
    options.moneyFile,
    options.seed ?? DEFAULT_SEED,
    options.onMoneyProblem ?? ((problem) => log(`paper money: ${JSON.stringify(problem)}`)),
  )
  const { seed, wallets } = money
  const bearer = secret('practice_')
  let baseUrl = ''

  const market = createMarket({ seed, clock })
  const identities = createIdentities({ wallets, clock, behaviour })
  const evidence = createEvidence()
  const sessions = new Set<RealtimeSession>()
  const faults = createFaults(options.faults, () => {
    for (const session of sessions) session.expireIfArmed()
  })
  const mint = createMint({ identities, clock, behaviour, mcpUrl: () => `${baseUrl}/mcp` })
  const mcp = createMcpEndpoint(market, {
    traded(trade) {
      // Before the receipt: what was told as done must not be undone by a crash.
      money.keep()
      evidence.traded(trade)
    },
  })
  const userinfo = options.userinfo === undefined ? null : createUserinfo({ url: options.userinfo, clock })
  const guestMint = options.guestMint ?? 'bearer'
  const dexter = createDexterFace({ identities, mint, bearer, guestMint, behaviour, userinfo })
  const openAi = createOpenAiFace({ mint, apiKey: bearer, behaviour })

  const limits = {
    headersTimeout: HEADERS_LIMIT_MS,
    requestTimeout: REQUEST_LIMIT_MS,
    keepAliveTimeout: REQUEST_LIMIT_MS,
    connectionsCheckingInterval: HEADERS_LIMIT_MS,
  }
  const http = createServer(limits, (request, response) => {
    const admission = admit(request, port)
    if ('status' in admission) {
      response.writeHead(admission.status, { 'content-type': 'application/json; charset=utf-8', connection: 'close' })
      return response.end(JSON.stringify({ error: admission.message }))
    }
    const call = exchange(request, response, admission.url)
    if (call.bearer !== null && isKnown(call.bearer)) crowd.trust(request.socket)
    route(call).catch((error: unknown) => {
      if (response.headersSent) return
      if (error instanceof BadBody) return openAiError(call, 400, new ProtocolError('invalid_json', error.message))
      log(`${call.method} ${call.url.pathname} failed: ${error instanceof Error ? error.message : String(error)}`)
      call.json(500, { error: 'Internal error' })
    })
  })
  const crowd = createCrowd(http)

  const isKnown = (token: string) =>
    token === bearer || identities.byAccessToken(token) !== null || identities.byMcpToken(token) !== null

  async function route(call: Exchange): Promise<void> {
    const path = call.url.pathname.replace(/\/+$/, '') || '/'
    if (path === '/mcp') {
      const identity =
        call.bearer === bearer ? identities.trader() : call.bearer ? identities.byMcpToken(call.bearer) : null
      return mcp.handle(call, identity)
    }
    const session = /^\/realtime\/sessions\/([^/]+)$/.exec(path)?.[1]
    const minting = (face: Face, answer: () => Promise<void>) => (mintFault(faults, face, call) ? undefined : answer())
    switch (`${call.method} ${session ? '/realtime/sessions/:id' : path}`) {
      case 'POST /v1/realtime/client_secrets':
        return minting('openai', () => openAi.clientSecrets(call))
      case 'POST /v1/realtime/sessions':
        return minting('openai', () => openAi.sessions(call))
      case 'GET /session':
      case 'POST /realtime/sessions':
        return minting('dexter', () => dexter.mint(call))
      case 'DELETE /realtime/sessions/:id':
        return dexter.end(call, session ?? '')
      case 'GET /api/wallets/resolver':
        return dexter.resolver(call)
      case 'GET /wallets/active':
      case 'GET /api/wallets/active':
        return dexter.activeWallet(call)
      case 'GET /':
        return call.json(200, { name: 'Dexter practice backend', practice: true })
      default:
        return call.json(404, { error: 'Not found' })
    }
  }

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    // The secret rides in a subprotocol; only the harmless one is agreed to.
    handleProtocols: (protocols) => (protocols.has('realtime') ? 'realtime' : false),
  })

  http.on('upgrade', (request, socket, head) => {
    // Node gives the socket away without a listener: a client that breaks off would end this process.
    socket.on('error', (error) => log(`upgrade: ${error.message}`))
    const admission = admit(request, port)
    if ('status' in admission) {
      const code = admission.status === 403 ? 'forbidden' : 'invalid_request'
      return refuseUpgrade(socket, admission.status, new ProtocolError(code, admission.message))
    }
    const { pathname, searchParams } = admission.url
    if (pathname !== '/v1/realtime')
      return refuseUpgrade(socket, 404, new ProtocolError('not_found', `No WebSocket at ${pathname}.`))
    if (faults.take('upgrade-refused'))
      return refuseUpgrade(socket, 503, new ProtocolError('server_unavailable', 'The server is overloaded.'))
    const config = mint.redeem(secretOf(request) ?? '')
    if (!config)
      return refuseUpgrade(
        socket,
        401,
        new ProtocolError('invalid_api_key', 'Incorrect API key provided, or it has expired.'),
      )
    crowd.trust(request.socket)
    const model = searchParams.get('model')
    sockets.handleUpgrade(request, socket, head, (ws) => open(ws, model ? { ...config, model } : config))
  })

  // Only now, when the port is ours: a start that fails must leave no threads behind.
  const port = await listen(http, options.port ?? 0)
  baseUrl = `http://${HOST}:${port}`
  const speech =
    options.speech ??
    createSpeech({ dataDir: options.dataDir, workerUrl: options.speechWorker, onState: options.onSpeech })

  function open(ws: WebSocket, config: Parameters<typeof createRealtimeSession>[0]['config']): void {
    const rim = rimFor(behaviour)
    const wire = createWire({
      rim,
      faults,
      seed,
      send: (text) => ws.readyState === ws.OPEN && ws.send(text, { binary: faults.take('binary-frames') }),
      kill: () => ws.terminate(),
      close: (code, reason) => ws.close(code, reason),
    })
    const session = createRealtimeSession({
      id: newId('sess'),
      config,
      speech,
      clock,
      behaviour,
      faults,
      evidence,
      rim,
      wire,
    })
    sessions.add(session)
    ws.on('message', (data) => {
      // What arrived in the same breath as a cut was lost with the line: the client will send it again.
      if (ws.readyState === ws.OPEN) session.receive(data.toString())
    })
    ws.on('error', (error) => log(`realtime connection: ${error.message}`))
    ws.on('close', () => {
      sessions.delete(session)
      session.close()
    })
  }

  return {
    baseUrl,
    realtimeUrl: `ws://${HOST}:${port}/v1/realtime`,
    bearer,
    market,
    wallets,
    identities,
    speech,
    faults,
    received: evidence.received,
    executed: evidence.executed,
    async close() {
      for (const session of sessions) session.close()
      for (const client of sockets.clients) client.terminate()
      await mcp.close()
      http.closeAllConnections()
      await Promise.all([
        new Promise<void>((resolve) => http.close(() => resolve())),
        options.speech ? undefined : speech.close(),
      ])
    },
  }
}

function listen(http: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new Error(
          error.code === 'EADDRINUSE'
            ? `Port ${port} is already in use on this machine, so the practice backend could not start there.`
            : `The practice backend could not start: ${error.message}.`,
          { cause: error },
        ),
      )
    })
    http.listen({ host: HOST, port, backlog: BACKLOG }, () => resolve((http.address() as AddressInfo).port))
  })
}

function secretOf(request: IncomingMessage): string | null {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
  const prefix = 'openai-insecure-api-key.'
  return offered.find((name) => name.startsWith(prefix))?.slice(prefix.length) ?? bearerOf(request)
}

/** Answers and hangs up: an upgraded socket is under none of the server's time limits any more. */
function refuseUpgrade(socket: Duplex, status: number, error: ProtocolError): void {
  const body = JSON.stringify({
    error: { message: error.message, type: error.type, param: error.param, code: error.code },
  })
  socket.once('finish', () => socket.destroy())
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Error'}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}
