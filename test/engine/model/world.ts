import { createEngine, type EngineSettings } from '../../../renderer/engine/engine'
import type { SocketHandlers } from '../../../renderer/engine/line/connection'
import type { GrantReply, Identity } from '../../../shared/grant'
import type { LogEvent } from '../../../shared/log'
import type { EngineUpdate, Entry, Turn } from '../../../shared/snapshot'
import { SETTINGS } from '../rig'
import { createModelClock } from './clock'
import { createModelMicrophone, createModelSpeaker, FRAME_MS } from './devices'
import { createLaws, type Hold, type Line } from './laws'
import { garbage, noise } from './noise'
import { createRandom } from './random'
import { type ClientEvent, createModelServer, type Plan, type ServerMessage } from './server'
import type { IDENTITIES, MINTS, Step } from './steps'

const LOUD = 0.5
const SILENT = 0.002
const LONGEST_TAIL_MS = 200
/** The engine tells what changed within this. */
const PUBLISHED_MS = 40
/** The engine does not hear what the speaker leaves in the room just after a press. */
const DEAF_MS = 150

const BETA: Record<string, string> = {
  'conversation.item.added': 'conversation.item.created',
  'response.output_audio.delta': 'response.audio.delta',
  'response.output_audio.done': 'response.audio.done',
  'response.output_audio_transcript.delta': 'response.audio_transcript.delta',
  'response.output_audio_transcript.done': 'response.audio_transcript.done',
}

const WHO: Record<(typeof IDENTITIES)[number], Identity> = {
  'user': { kind: 'user', label: 'User', wallet: { address: 'Wallet1', label: null } },
  'other wallet': { kind: 'user', label: 'User', wallet: { address: 'Wallet2', label: null } },
  'no wallet': { kind: 'user', label: 'User', wallet: null },
  'guest': { kind: 'guest', label: 'Guest', wallet: null },
}

export interface Scenario {
  dialect: 'ga' | 'beta'
  /** The server shows the other dialect than the one that it takes. */
  disguised: boolean
}

interface Connection extends Line {
  handlers: SocketHandlers
  history: ServerMessage[]
}

/** The engine in a world of models: server, devices, main and trader, with the laws watching. */
export function createWorld({ dialect, disguised }: Scenario) {
  const time = createModelClock()
  const { clock } = time
  const lines: Connection[] = []
  const entries = new Map<string, Entry>()
  const turns = new Map<string, Turn>()
  const log: LogEvent[] = []
  const cards = new Map<string, { mono: number; now: number; line: number }>()
  const holds = new Map<string, Hold>()
  /** Wallet that was on screen when a turn began; undefined while none was. */
  const latched = new Map<string, string | null | undefined>()
  const texts = new Map<string, string | null | undefined>()
  const discarded = new Set<string>()
  const plans: Plan[] = []
  /** Mints that are slow. */
  const mints: (() => void)[] = []
  /** The identity that each secret was minted for. */
  const minted = new Map<string, Identity>()
  let settings: EngineSettings = { ...SETTINGS, microphoneWarmMs: 5_000, paidModel: 'gpt-realtime-2.1' }
  let mintsAre: (typeof MINTS)[number] = 'ok'
  let who: (typeof IDENTITIES)[number] = 'user'
  let failing = false
  let ids = 0
  let serverEvents = 0
  let talks = 0
  let pressed: string | null = null
  let microphone: 'open' | 'closed' = 'closed'
  let decided: string | null = null
  let ending: Hold | null = null
  let telling: { line: Connection; event: ServerMessage } | null = null
  let lastTold = 0
  let noisy = false
  let rejected = false
  let status: EngineUpdate['status'] | null = null

  const card = (id: string) => {
    const entry = entries.get(id)
    return entry?.kind === 'approval' ? entry : undefined
  }
  const laws = createLaws({
    mono: clock.mono,
    now: clock.now,
    keyHeld: () => pressed !== null,
    cards,
    card,
    decided: () => decided,
    ending: () => ending,
    latched: (turnId) => latched.get(turnId),
    lastTold: () => lastTold,
  })

  const grant = (backend: EngineSettings['backend']): GrantReply => {
    const is = mintsAre
    mintsAre = 'ok'
    const later = { code: 'http_500', message: 'It has a problem.', retry: 'later' } as const
    if (is === 'never') {
      return { ok: false, problem: { code: 'unauthorized', message: 'No.', retry: 'never', retryAfterMs: null } }
    }
    if (is === 'later') return { ok: false, problem: { ...later, retryAfterMs: null } }
    if (is === 'wait') return { ok: false, problem: { ...later, retryAfterMs: 60_000 } }
    const expiresAt = is === 'expiring' ? clock.now() + 120_000 : null
    const url = `wss://${backend}.example/v1/realtime?model=m`
    const secret = `ek_model_${++ids}_0123456789`
    minted.set(secret, WHO[who])
    return { ok: true, grant: { backend, url, secret, expiresAt, identity: WHO[who] } }
  }

  const speaker = createModelSpeaker((report) => engine.played(report))
  const capture = createModelMicrophone((report) => engine.captured(report))

  const engine = createEngine(
    {
      clock,
      random: () => 0.5,
      requestGrant() {
        const { backend } = settings
        return new Promise((resolve) => {
          const answer = () => resolve(grant(backend))
          if (mintsAre !== 'slow') return answer()
          mintsAre = 'ok'
          mints.push(answer)
        })
      },
      openSocket(url, protocols, handlers) {
        const backend = new URL(url).host.split('.')[0] as EngineSettings['backend']
        const secret = (protocols[1] ?? '').replace('openai-insecure-api-key.', '')
        if (backend !== settings.backend) laws.breach(`${settings.backend} is chosen, ${backend} was called`)
        const identity = minted.get(secret) ?? WHO.guest
        const line: Connection = {
          index: lines.length,
          grant: { backend, url, secret, expiresAt: null, identity },
          server: createModelServer({
            dialect,
            disguised,
            nextId: () => ++ids,
            plan: () => plans.shift() ?? 'speech',
            failing: () => failing,
          }),
          events: [],
          open: true,
          active: null,
          cut: new Set(),
          over: new Set(),
          handlers,
          history: [],
        }
        lines.push(line)
        line.server.open()
        return {
          send(text) {
            const event: ClientEvent = JSON.parse(text)
            laws.sent(line, event)
            if (line.open) line.server.receive(event)
          },
          close() {
            line.open = false
          },
        }
      },
      capture: (command) => capture.take(command),
      playback(command) {
        if (command.type === 'audio') laws.heard(telling?.line ?? null, telling?.event ?? null)
        speaker.take(command)
      },
      devices(request) {
        if (request.type === 'microphone') microphone = request.want
      },
      publish(update) {
        status = update.status
        // A turn that began before anybody was known latches the first wallet that is.
        const { identity } = status
        for (const [id, wallet] of latched) {
          if (wallet === undefined && identity) latched.set(id, identity.wallet?.address ?? null)
        }
        for (const entry of update.entries) {
          entries.set(entry.id, entry)
          if (entry.kind === 'user' && entry.source === 'text' && entry.text !== null && texts.has(entry.text)) {
            latched.set(entry.turnId ?? '', texts.get(entry.text))
            texts.delete(entry.text)
          }
        }
        for (const turn of update.turns) turns.set(turn.id, turn)
      },
      log(rows) {
        log.push(...rows)
        laws.logged(rows)
      },
      level: () => {},
      money: (fact) => laws.money(fact),
      speech: () => {},
    },
    settings,
  )

  const settle = async () => {
    for (let round = 0; round < 6; round++) await Promise.resolve()
  }

  const live = () => lines.findLast((line) => line.open)

  const hand = (line: Connection, message: ServerMessage) => {
    const type = dialect === 'beta' ? (BETA[message.type] ?? message.type) : message.type
    const event = { event_id: `server_${++serverEvents}`, ...message, type }
    line.history.push(event)
    lastTold = clock.mono()
    const item = message.item as { id?: unknown; type?: unknown } | undefined
    if (item?.type === 'mcp_approval_request' && typeof item.id === 'string' && !cards.has(item.id) && line.open) {
      cards.set(item.id, { mono: clock.mono(), now: clock.now(), line: line.index })
    }
    // What comes before the session is configured counts for nothing.
    if (line.events.length > 0) laws.told(line, message)
    telling = { line, event: message }
    line.handlers.message(JSON.stringify(event))
    telling = null
  }

  const tell = (which: number, count: number) => {
    for (let told = 0; told < count; told++) {
      const line = live()
      const event = line?.server.next(which)
      if (!line || !event) return
      hand(line, event)
    }
  }

  const serve = () => {
    for (let round = 0; round < 4; round++) for (let lane = 0; lane < 4; lane++) tell(lane, 30)
  }

  /** The wallet that the trader sees; undefined while none is known. */
  const shownWallet = () => {
    pass(PUBLISHED_MS)
    return status?.identity ? (status.identity.wallet?.address ?? null) : undefined
  }

  const press = (finger: boolean) => {
    if (pressed !== null) return
    const wallet = shownWallet()
    const talkId = `talk-${++talks}`
    pressed = talkId
    latched.set(talkId, wallet)
    holds.set(talkId, { talkId, finger, downAt: clock.mono(), upAt: null, loudMs: 0 })
    engine.talk({ type: 'press', talkId, at: clock.now(), canApprove: finger })
  }

  const speak = (frames: number, loud: boolean) => {
    for (let count = 0; count < frames; count++) {
      const hold = holds.get(pressed ?? '')
      const deaf = hold === undefined || clock.mono() - hold.downAt < DEAF_MS
      if (capture.frame(loud ? LOUD : SILENT) && loud && !deaf) hold.loudMs += FRAME_MS
      pass(FRAME_MS)
    }
  }

  const release = (how: 'release' | 'tap' | 'abort') => {
    const talkId = pressed
    const hold = holds.get(talkId ?? '')
    if (talkId === null || !hold) return
    pressed = null
    const at = clock.now()
    const heldMs = clock.mono() - hold.downAt
    if (how === 'release') hold.upAt = clock.mono()
    if (how === 'abort') engine.talk({ type: 'abort', talkId, at, reason: 'The screen was locked.' })
    else engine.talk({ type: how, talkId, at, heldMs })
  }

  const fence = (loud: boolean) => {
    for (const hold of holds.values()) {
      if (loud && hold.upAt !== null && settings.tailMs > 0) hold.loudMs += FRAME_MS
    }
    // One at a time, so that it is known whose hold ends.
    for (const [talkId, hold] of holds) {
      if (pressed === talkId) continue
      ending = hold
      capture.fence(talkId, loud ? LOUD : SILENT)
      ending = null
    }
  }

  const pass = (ms: number) => {
    // The tail of a gate that was closed is never longer than this.
    const first = Math.min(ms, LONGEST_TAIL_MS)
    time.advance(first)
    if (ms > first) {
      fence(false)
      time.advance(ms - first)
    }
    speaker.answer()
    speaker.play(ms)
  }

  /** Promises settle on the way, as they would. */
  const wait = async (ms: number) => {
    const part = Math.max(500, ms / 200)
    for (let left = ms; left > 0; left -= part) {
      pass(Math.min(left, part))
      await settle()
    }
  }

  /** A mint that is due is answered, a connection that was begun is made ready. */
  const accept = async () => {
    for (const answer of mints.splice(0)) answer()
    await settle()
    const line = live()
    if (!line) return
    for (let told = 0; told < 8 && !line.history.some((it) => it.type === 'session.updated'); told++) tell(0, 1)
  }

  const userEntries = () => [...entries.values()].filter((entry) => entry.kind === 'user')
  const at = <T>(list: readonly T[], which: number): T | undefined => list[which % Math.max(1, list.length)]

  const run = async (step: Step): Promise<void> => {
    if (step.do === 'press') press(step.by === 'finger')
    if (step.do === 'speak') speak(step.frames, step.loud)
    if (step.do === 'release' || step.do === 'tap' || step.do === 'abort') release(step.do)
    if (step.do === 'fence') fence(step.loud)
    if (step.do === 'ask' || step.do === 'hold') {
      if (pressed !== null) return
      press(true)
      if (step.do === 'ask') speak(step.frames, true)
      else {
        speak(Math.min(100, Math.ceil(step.ms / FRAME_MS)), false)
        pass(Math.max(0, step.ms - 100 * FRAME_MS))
      }
      release('release')
      fence(false)
    }
    if (step.do === 'trade') {
      if (pressed !== null) return
      await accept()
      serve()
      plans.unshift('approval')
      press(true)
      speak(10, true)
      release('release')
      fence(false)
      await accept()
      serve()
      pass(700)
    }
    if (step.do === 'say') {
      const text = `words ${++talks}`
      texts.set(text, shownWallet())
      engine.command({ type: 'say', text })
    }
    if (step.do === 'interrupt') engine.command({ type: 'interrupt' })
    if (step.do === 'resend') {
      const entry = at(userEntries(), step.which)
      if (entry) engine.command({ type: 'resend', turnId: entry.id })
    }
    if (step.do === 'discard') {
      const entry = at(userEntries(), step.which)
      if (entry) discarded.add(entry.id)
      if (entry) engine.command({ type: 'discard', turnId: entry.id })
    }
    if (step.do === 'decide') {
      const asked = at(
        [...entries.values()].flatMap((entry) => (entry.kind === 'approval' ? [entry] : [])),
        step.which,
      )
      if (!asked) return
      decided = step.bound && step.approve ? asked.id : null
      const binding = step.bound ? asked.binding : 'another'
      engine.command({ type: 'decide', requestId: asked.id, binding, approve: step.approve })
      decided = null
    }
    if (step.do === 'backend') set({ backend: step.is })
    if (step.do === 'budget') set({ budgetUsdPerDay: step.usd })
    if (step.do === 'tail') set({ tailMs: step.ms })
    if (step.do === 'suspend' || step.do === 'resume') engine.command({ type: step.do })
    if (step.do === 'reset') engine.command({ type: 'reset', reason: 'The trader signed in.' })
    if (step.do === 'online' || step.do === 'offline') engine.command({ type: 'network', online: step.do === 'online' })
    if (step.do === 'microphone') {
      capture.present(step.state === 'open')
      // A device that is gone ends what was let go of.
      ending = [...holds.values()].findLast((hold) => hold.upAt !== null) ?? null
      engine.device({ state: step.state, device: null })
      ending = null
    }
    if (step.do === 'mints') mintsAre = step.are
    if (step.do === 'mint') mints.shift()?.()
    if (step.do === 'identity') who = step.is
    if (step.do === 'plan') {
      plans.push(step.next)
      failing = step.toolFails
    }
    if (step.do === 'accept') await accept()
    if (step.do === 'tell') tell(step.lane, step.events)
    if (step.do === 'serve') serve()
    if (step.do === 'swap') live()?.server.swap(step.lane)
    if (step.do === 'repeat') {
      const line = live()
      const event = line?.history.at(-1 - step.back)
      if (line && event) {
        const again: ServerMessage = step.sameId ? event : { ...event, event_id: `again_${++serverEvents}` }
        telling = { line, event: again }
        line.handlers.message(JSON.stringify(again))
        telling = null
      }
    }
    if (step.do === 'reject') {
      const line = live()
      const event = line?.events.at(-1 - step.back)
      if (line && event && event.type !== 'session.update') {
        const code = event.type === 'response.create' ? step.code : 'invalid_value'
        rejected = line.server.reject(event, code) || rejected
      }
    }
    if (step.do === 'noise') {
      const random = createRandom(step.seed)
      const made = noise(random, NOISE_IDS)
      const line = live()
      noisy = true
      if (line) hand(line, made as ServerMessage)
    }
    if (step.do === 'garbage') live()?.handlers.message(garbage(createRandom(step.seed)))
    if (step.do === 'ghost') {
      const line = lines.findLast((it) => !it.open)
      const event = line?.server.next(0)
      if (line && event) {
        telling = { line, event }
        line.handlers.message(JSON.stringify(event))
        telling = null
      }
    }
    if (step.do === 'drop') drop(step.code)
    if (step.do === 'wait') await wait(step.ms)
    if (step.do === 'jump') time.jump(step.ms)
    await settle()
  }

  const drop = (code: number) => {
    const line = live()
    if (!line) return
    line.open = false
    line.handlers.close(code, '')
    laws.lost()
  }

  const set = (change: Partial<EngineSettings>) => {
    settings = { ...settings, ...change }
    engine.settings(settings)
  }

  /** Everybody becomes honest, and all that is under way comes to its end. */
  const quiet = async () => {
    release('release')
    mintsAre = 'ok'
    plans.length = 0
    failing = false
    set({ budgetUsdPerDay: null })
    engine.command({ type: 'network', online: true })
    engine.command({ type: 'resume' })
    for (let round = 0; round < 1_200; round++) {
      fence(false)
      await accept()
      serve()
      pass(round < 40 ? 50 : 250)
      const open = [...turns.values()].some((turn) => turn.outcome === null)
      if (!open && round > 40 && live()?.server.lanes.every((it) => it.events.length === 0) !== false) break
    }
    pass(6_000)
    engine.close()
    pass(100)
  }

  return {
    run,
    quiet,
    start: () => engine.connect(),
    laws,
    lines,
    log,
    turns,
    entries,
    capture,
    discarded,
    holds,
    get noisy() {
      return noisy
    },
    get rejected() {
      return rejected
    },
    get status() {
      return status
    },
    get microphone() {
      return microphone
    },
  }
}

export type World = ReturnType<typeof createWorld>

const NOISE_IDS = {
  responses: ['noise_r1', 'noise_r2'],
  items: ['noise_i1', 'noise_i2'],
  clientEvents: ['evt_1', 'evt_5', 'noise_e1'],
}
