import assert from 'node:assert/strict'
import type { AccountAccess } from '../../main/backends/backend'
import { createDexterBackend } from '../../main/backends/dexter'
import type { Fetch } from '../../main/backends/http-json'
import { createOpenaiBackend } from '../../main/backends/openai'
import { mintPractice } from '../../main/backends/practice-mint'
import type { Behaviour } from '../../main/practice/behaviour'
import type { FaultName } from '../../main/practice/faults'
import { createPracticeServer, type PracticeServer } from '../../main/practice/server'
import { createEngine } from '../../renderer/engine/engine'
import type { BackendId, GrantReply } from '../../shared/grant'
import type { MoneyFact } from '../../shared/ledger'
import type { LogEvent } from '../../shared/log'
import { SettingsSchema } from '../../shared/settings'
import type { EntryOf } from '../../shared/snapshot'
import { SETTINGS } from '../engine/rig'
import { accountFor, type Question } from './account'
import type { Findings, Scenario } from './scenario'
import { createSharedClock } from './shared-clock'
import { createSight } from './sight'
import { createSpeaker } from './speaker'
import { speechByLength } from './speech-by-length'
import { createUtterances } from './utterances'
import { createWire } from './wire'

/** What has not happened by then will not. Longer than any limit of the engine that a scenario waits for. */
const PATIENCE_MS = 20_000

const NOBODY: AccountAccess = {
  accessToken: async () => ({ ok: true, token: null }),
  renew: async () => ({ ok: true, token: null }),
}

export interface StageOptions {
  /** Whose mint is used. Trades need the practice trader; guests of `dexter` read; `openai` only talks. */
  backend?: BackendId
  faults?: Partial<Record<FaultName, number>>
  behaviour?: Partial<Behaviour>
  /** How many times faster than real the engine's time goes. */
  speed?: number
  /** The first question finds no session. */
  cold?: boolean
  /** MCP servers of the trader's own, for `openai`. */
  mcpServers?: { id: string; label: string; url: string; readOnly?: boolean }[]
}

/**
 * The real engine with real HTTP, real WebSockets and the real mint code, against a real practice server on loopback;
 * played are the microphone, the speaker and the trader.
 */
export async function openStage({
  backend = 'practice',
  faults = {},
  behaviour = {},
  speed = 1,
  cold = false,
  mcpServers = [],
}: StageOptions = {}) {
  const clock = createSharedClock(speed)
  const sight = createSight()
  const utter = createUtterances()
  const words = new Map<number, string>()
  const questions: Question[] = []
  const money: MoneyFact[] = []
  const log: LogEvent[] = []
  const servers: PracticeServer[] = []
  const open = new Set<PracticeServer>()
  const secretEnds = new Map<string, number>()
  const waiters = new Set<() => void>()
  let mints = 0
  let expiredConnections = 0

  const changed = () => {
    for (const look of [...waiters]) look()
  }
  const wire = createWire(changed)

  const openServer = async (port = 0, armed: Partial<Record<FaultName, number>> = {}) => {
    const server = await createPracticeServer({
      dataDir: '/nowhere',
      speech: speechByLength(words),
      guestMint: 'open',
      port,
      clock: clock.server,
      faults: armed,
      behaviour: { audioPace: Number.POSITIVE_INFINITY, ...behaviour },
    })
    servers.push(server)
    open.add(server)
    return server
  }
  let server = await openServer(0, faults)

  const counted: Fetch = (url, init) => {
    mints++
    changed()
    return fetch(url, init)
  }
  const settings = () =>
    SettingsSchema.parse({
      openai: { url: server.baseUrl },
      mcpServers,
      dexter: { url: server.baseUrl, realtimeUrl: server.realtimeUrl },
    })
  const minting: Record<BackendId, () => Promise<GrantReply>> = {
    practice: () => mintPractice(counted, server, { recentTrades: true, priceAlerts: false }),
    openai: createOpenaiBackend({
      fetch: counted,
      settings,
      release: async (name) => ({ ok: true, secret: name === 'openai-key' ? server.bearer : null }),
      notice: () => () => undefined,
    }).mint,
    dexter: createDexterBackend({ fetch: counted, settings, account: NOBODY, notice: () => () => undefined }).mint,
  }

  const speaker = createSpeaker((report) => engine.played(report))
  const engine = createEngine(
    {
      clock: clock.engine,
      random: () => 0.5,
      async requestGrant() {
        const reply = await minting[backend]()
        if (reply.ok && reply.grant.expiresAt !== null) secretEnds.set(reply.grant.secret, reply.grant.expiresAt)
        return reply
      },
      openSocket(url, protocols, handlers) {
        const socket = wire.open(url, protocols, handlers)
        const ends = secretEnds.get(wire.secrets.at(-1) ?? '')
        if (ends !== undefined && ends <= clock.server.now()) expiredConnections++
        return socket
      },
      capture: () => undefined,
      playback: speaker,
      devices(request) {
        if (request.type !== 'microphone') return
        const state = request.want === 'open' ? 'open' : 'closed'
        setImmediate(() => engine.device({ state, device: 'played' }))
      },
      publish(update) {
        sight.update(update)
        changed()
      },
      log(events) {
        log.push(...events)
        changed()
      },
      level: () => undefined,
      money(fact, recorded) {
        money.push(fact)
        recorded?.(true)
        changed()
      },
      alertFunction: () => {},
      speech: () => undefined,
    },
    { ...SETTINGS, backend },
  )

  /** Settles when `look` finds something; rejects when it never does. */
  const until = <T>(what: string, look: () => T | null | undefined | false): Promise<T> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiters.delete(check)
        reject(new Error(`It never came to this: ${what}. ${story()}`))
      }, PATIENCE_MS)
      const check = () => {
        const found = look()
        if (found === null || found === undefined || found === false) return
        waiters.delete(check)
        clearTimeout(timer)
        resolve(found)
      }
      waiters.add(check)
      check()
    })

  const story = () => {
    const events = (wire.lines.at(-1) ?? []).map(
      ({ direction, event }) => `${direction === 'in' ? '▼' : '▲'}${String(event.type)}`,
    )
    return `Seen: ${sight.saw.join(' | ')}. Last events: ${events
      .filter((name) => !/delta|append/.test(name))
      .slice(-12)
      .join(' ')}`
  }

  const ready = () => until('a session is ready', () => sight.status?.state === 'idle' && sight.status.sessionId)

  const press = (words_: string) => {
    const { frames, ...question } = utter(words_)
    words.set(question.samples, words_)
    questions.push(question)
    const { turnId } = question
    const at = clock.engine.now()
    let spoken = 0
    engine.talk({ type: 'press', talkId: turnId, at, canApprove: true })
    const speak = (count: number) => {
      for (const samples of frames.slice(spoken, spoken + count))
        engine.captured({ type: 'frame', turnId, samples, peak: 0.5 })
      spoken = Math.min(frames.length, spoken + count)
    }
    return {
      question,
      speak,
      release() {
        speak(frames.length)
        engine.talk({ type: 'release', talkId: turnId, at: clock.engine.now(), heldMs: clock.engine.now() - at })
        engine.captured({ type: 'fence', turnId, captured: question.samples })
        return question
      },
    }
  }

  const ended = (question: Question) =>
    until(`"${question.words}" ends`, () => sight.turn(question.turnId)?.outcome ?? null)

  const resend = (question: Question) => {
    const entry = sight.entry(question.turnId, 'user')
    assert.equal(entry?.resendable, true, `"${question.words}" should be offered for Resend. ${story()}`)
    question.resends++
    sight.act('Resend')
    engine.command({ type: 'resend', turnId: question.turnId })
  }

  const stage = {
    engine,
    clock,
    sight,
    wire,
    money,
    log,
    until,
    ended,
    resend,
    ready,
    press,
    /** A whole utterance, at once. */
    ask: (text: string) => press(text).release(),
    /** The question is answered, by itself. */
    async answered(question: Question) {
      const outcome = await ended(question)
      assert.equal(outcome, 'answered', `"${question.words}" should have been answered by itself. ${story()}`)
      return sight.turn(question.turnId)?.said ?? ''
    },
    /** The question stands with a reason and Resend; Resend is answered. */
    async standsThenResent(question: Question, reason: RegExp, before: () => unknown = () => undefined) {
      await stands(question, reason)
      await before()
      const stood = sight.turn(question.turnId)
      resend(question)
      await until('the resent question is on its way', () => sight.turn(question.turnId) !== stood)
      return stage.answered(question)
    },
    /** The card of a trade, once it waits for a word. */
    card: (): Promise<EntryOf<'approval'>> =>
      until('a trade waits for a word', () => sight.ofKind('approval').find(({ decision }) => decision === 'pending')),
    /** Says yes to a card as it is shown. */
    approve({ id, binding }: EntryOf<'approval'>) {
      sight.act('approved')
      engine.command({ type: 'decide', requestId: id, binding, approve: true })
    },
    stands,
    steps: () => money.map(({ step }) => step),
    /** The server goes away; its port stays known. */
    async stopServer() {
      open.delete(server)
      await server.close()
    },
    /** It is back at the same address, and remembers nothing. */
    async restartServer() {
      server = await openServer(Number(new URL(server.baseUrl).port))
    },
    get server() {
      return server
    },
    get mints() {
      return mints
    },
    findings(): Findings {
      assert.equal(expiredConnections, 0, 'A connection was tried with an expired secret.')
      return accountFor({
        questions,
        sight,
        lines: wire.lines,
        received: servers.flatMap(({ received }) => received),
        executed: servers.flatMap(({ executed }) => executed),
        money,
      })
    },
    async close() {
      engine.close()
      await Promise.all([...open].map((it) => it.close()))
    },
  }

  async function stands(question: Question, reason: RegExp) {
    await ended(question)
    const entry = sight.entry(question.turnId, 'user')
    assert.match(`${entry?.delivery}: ${entry?.problem}`, reason, story())
    assert.match(entry?.delivery ?? '', /^(unsent|unanswered)$/, story())
  }

  if (!cold) {
    engine.connect()
    await ready()
    sight.begin()
  }
  return stage
}

export type Stage = Awaited<ReturnType<typeof openStage>>

/** A row with the real engine and the real server: what happens is played, then the books are balanced. */
export function staged(fault: string, options: StageOptions, play: (stage: Stage) => Promise<unknown>): Scenario {
  return {
    fault,
    where: 'engine',
    async run() {
      const stage = await openStage(options)
      try {
        await play(stage)
        return stage.findings()
      } finally {
        await stage.close()
      }
    },
  }
}
