import { createTalkCoordinator } from '../../../main/hotkey/coordinator'
import { createEngine, type EngineSettings } from '../../../renderer/engine/engine'
import { readServerEvent } from '../../../renderer/engine/wire/server-events'
import type { SocketHandlers } from '../../../renderer/engine/wire/sockets'
import type { GrantReply, Identity } from '../../../shared/grant'
import { sentence } from '../../../shared/i18n'
import { nestsTooDeep } from '../../../shared/json-text'
import type { MoneyFact } from '../../../shared/ledger'
import type { LogEvent } from '../../../shared/log'
import { SAMPLES_PER_MS } from '../../../shared/sample-rate'
import type { EngineUpdate, Entry, Turn } from '../../../shared/snapshot'
import { TAP_MS, type TalkEvent, type TalkMode } from '../../../shared/talk'
import { SETTINGS } from '../rig'
import { createModelClock } from './clock'
import { createModelMicrophone, createModelSpeaker, FRAME_MS } from './devices'
import { createLaws, type Hold, type Line } from './laws'
import { garbage, noise } from './noise'
import { createRandom } from './random'
import { type ClientEvent, createModelServer, type Deviation, type Plan, type ServerMessage } from './server'
import type { IDENTITIES, MINTS, Step } from './steps'

const LOUD = 0.5
const SILENT = 0.002
/** What a headset gives that is muted by its own switch, whatever is said. */
const MUTED = 0.0009
/** A request has to be in sight for so long before a hold on it counts. */
const SEEN_MS = 500
/** The coordinator believes an up when no down follows it this soon. */
const DEBOUNCE_MS = 30
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
  /** Holds that may go on with what an earlier one began. */
  const continued = new Map<string, string>()
  const plans: Plan[] = []
  /** Mints that are slow. */
  const mints: (() => void)[] = []
  /** The identity that each secret was minted for. */
  const minted = new Map<string, Identity>()
  let settings: EngineSettings = {
    ...SETTINGS,
    microphoneWarmMs: 5_000,
    paidModel: 'gpt-realtime-2.1',
    // A prefix that ends in the middle of a frame.
    handsFree: {
      ...SETTINGS.handsFree,
      detection: { type: 'server_vad', threshold: 0.9, prefixMs: 250, silenceMs: 300 },
    },
  }
  let mintsAre: (typeof MINTS)[number] = 'ok'
  let who: (typeof IDENTITIES)[number] = 'user'
  let failing = false
  let ids = 0
  let serverEvents = 0
  let talks = 0
  let pressed: string | null = null
  let mode: TalkMode = 'hold'
  /** What is pressed goes on without a finger. */
  let onLatch = false
  /** Recordings that go on with what was being said into the open microphone, by number: its recording. */
  const takenOver = new Map<number, number>()
  /** What the microphone gave, oldest first. */
  const recorded: Recorded[] = []
  /** Where each voice that the server told of began in the recording, and when that was told (monotonic). */
  const toldOpen = new Map<string, { turn: number; frame: number; at: number }>()
  /** Appends that left while the open microphone was closed. */
  const closedAppends = new Set<string>()
  let microphone: 'open' | 'closed' = 'closed'
  /** Requests that the button says yes to, and holds that end, as long as they may still be the cause of what is sent. */
  let buttons: string[] = []
  let ended: Hold[] = []
  let muted = false
  let disk: 'fine' | 'full' | 'slow' = 'fine'
  /** What waits for a slow disk. */
  const writing: (() => void)[] = []
  const ledger: MoneyFact[] = []
  let args = '{"amountSol":1}'
  let deviation: Deviation | null = null
  /** Calls that, taken together, are not what was approved, with those of them that were told. */
  const deviating: { calls: string[]; told: Set<string> }[] = []
  /** Requests of which the trader was told that something else ran. */
  const warned = new Set<string>()
  /** Requests, and calls without one, that the ledger was told to run. */
  const called = new Set<string>()
  let unread = false
  /** Since when which content of a request is wholly in sight. */
  const sights = new Map<string, { content: string; since: number }>()
  let telling: { line: Connection; event: ServerMessage } | null = null
  let lastTold = 0
  let noisy = false
  let rejected = false
  let status: EngineUpdate['status'] | null = null

  const card = (id: string) => {
    const entry = entries.get(id)
    return entry?.kind === 'approval' ? entry : undefined
  }
  const content = (id: string): string | undefined => {
    const request = lines.map(({ server }) => server.request(id)).find((it) => it !== undefined)
    return request && JSON.stringify([request.server_label, request.name, request.arguments])
  }
  const laws = createLaws({
    mono: clock.mono,
    now: clock.now,
    // What goes on without a finger the engine may end: a tap on a card that main had not heard of.
    keyHeld: () => pressed !== null && (!onLatch || capture.isOpen()),
    cards,
    card,
    consents: (id) => [...(buttons.includes(id) ? (['button'] as const) : []), ...ended],
    content,
    recorded: (id) => ledger.some(({ requestId, step }) => requestId === id && step === 'approved'),
    paying: (line) => lines[line.index]?.server.wallet ?? null,
    warned: () => unread,
    latched: (turnId) => latched.get(turnId),
    lastTold: () => lastTold,
    tookOver: (recording, open) => takenOver.get(recording) === open,
    heardMs: (itemId) => speaker.heard(itemId).map((samples) => Math.floor(samples / SAMPLES_PER_MS)),
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
            args: () => args,
            wallet: identity.wallet?.address ?? null,
            deviates(how) {
              const due = deviation === how
              if (due) deviation = null
              return due
            },
            onDeviation: (calls) => deviating.push({ calls, told: new Set() }),
          }),
          events: [],
          open: true,
          active: null,
          choosing: false,
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
            if (event.type === 'input_audio_buffer.append' && !isStream(capture.open)) closedAppends.add(event.event_id)
            laws.sent(line, event)
            if (line.open) line.server.receive(event)
          },
          close() {
            line.open = false
          },
        }
      },
      capture(command) {
        const before = capture.open
        capture.take(command)
        if (command.type !== 'open' || !isStream(before) || isStream(command.turnId)) return
        takenOver.set(capture.numbered(command.turnId) ?? 0, capture.numbered(before ?? '') ?? 0)
      },
      playback(command) {
        if (command.type === 'audio') laws.heard(telling?.line ?? null, telling?.event ?? null)
        speaker.take(command)
      },
      devices(request) {
        if (request.type === 'microphone') microphone = request.want
      },
      publish(update) {
        status = update.status
        if (!status.handsFree && isStream(capture.open)) laws.breach('hands-free is off, and the microphone is open')
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
        // As main does, a moment later: a hold whose question has ended is over.
        const ended = update.turns.filter(({ phase }) => phase === 'ended')
        clock.after(1, () => {
          for (const { id, holdId } of ended) coordinator.over(clock.now(), holdId ?? id)
        })
      },
      log(rows) {
        log.push(...rows)
        laws.logged(rows)
      },
      level: () => {},
      money(fact, recorded) {
        laws.money(fact)
        if (fact.step === 'deviated') {
          warned.add(fact.requestId)
          unread = true
        }
        if (fact.step === 'called') called.add(fact.requestId)
        const write = () => {
          if (disk !== 'full') ledger.push(fact)
          recorded?.(disk !== 'full')
        }
        if (disk === 'slow') writing.push(write)
        else write()
      },
      alertFunction: () => {},
      speech: () => {},
    },
    settings,
  )

  const settle = async () => {
    for (let round = 0; round < 6; round++) await Promise.resolve()
  }

  const live = () => lines.findLast((line) => line.open)

  /** What a server that has lost its mind tells may have been no event at all: told again, it is told then. */
  const isNew = (requestId: string) => !cards.has(requestId) || NOISE_IDS.items.some((id) => requestId.startsWith(id))

  const hand = (line: Connection, message: ServerMessage) => {
    const type = dialect === 'beta' ? (BETA[message.type] ?? message.type) : message.type
    const event = { event_id: `server_${++serverEvents}`, ...message, type }
    line.history.push(event)
    lastTold = clock.mono()
    for (const item of itemsOf(message)) {
      if (item?.type !== 'mcp_approval_request' || typeof item.id !== 'string') continue
      if (isNew(item.id) && line.open) cards.set(item.id, { mono: clock.mono(), now: clock.now(), line: line.index })
    }
    // What comes before the session is configured counts for nothing.
    // And what nobody can read tells nothing.
    const readable = !nestsTooDeep(event) && readServerEvent(event).kind === 'event'
    if (line.events.length > 0 && readable) laws.told(line, message)
    if (message.type === 'input_audio_buffer.speech_started') {
      const first = line.server.onsets.get(String(message.item_id))
      if (first) toldOpen.set(String(message.item_id), { ...first, at: clock.mono() })
    }
    telling = { line, event: message }
    line.handlers.message(JSON.stringify(event))
    telling = null
    if (line.events.length > 1 && line.open) ran(message)
    if (message.type === 'session.updated' && isUnguarded(message) && alone(line) && !noisy) {
      pass(PUBLISHED_MS)
      if (status?.unguarded.length === 0) laws.breach('a session runs what writes unasked, and that is not said')
    }
    const running = message.type === 'response.mcp_call.in_progress' ? String(message.item_id) : null
    // Whatever writes is on record once it is told to run, by whichever request it was allowed.
    if (running !== null && alone(line) && line.server.wrote.has(running) && isShown(running)) {
      const requestId = line.server.requestOf(running) ?? running
      if (!called.has(requestId)) laws.breach(`${running} runs, and the ledger was not told`)
    }
  }

  /** The one that is in use: it has been opened, and none is being made ready beside it. */
  const alone = (line: Connection) =>
    line.history.some(({ type }) => type === 'session.created') && lines.every((it) => it.open === (it === line))

  const isShown = (callId: string) => {
    pass(PUBLISHED_MS)
    return entries.get(callId)?.kind === 'tool'
  }

  /** Once all calls of a deviation are told with what they run, the trader has to have been told. */
  const ran = ({ type, item }: ServerMessage) => {
    const call = item as { id?: string; type?: string; arguments?: string; approval_request_id?: string } | undefined
    if (call?.type !== 'mcp_call' || !call.arguments || !call.approval_request_id) return
    if (type !== 'conversation.item.added') return
    for (const group of deviating.filter(({ calls }) => calls.includes(call.id ?? ''))) {
      group.told.add(call.id ?? '')
      if (group.told.size < group.calls.length) continue
      if (!warned.has(call.approval_request_id))
        laws.breach(`${call.id} ran otherwise than approved, and nobody was told`)
    }
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
    if (status?.picked) return status.picked.wallet.address
    return status?.identity ? (status.identity.wallet?.address ?? null) : undefined
  }

  const heldNow = () => (pressed === null ? undefined : holds.get(pressed))

  const talk = (event: TalkEvent) => {
    const root = continued.get(event.talkId) ?? event.talkId
    if (event.type === 'cancel') discarded.add(root).add(event.talkId)
    if (event.type === 'press') {
      if (event.continues !== undefined) continued.set(event.talkId, continued.get(event.continues) ?? event.continues)
      pressed = event.talkId
      latched.set(event.talkId, walletAtPress)
      const seen = [...sights].filter(([, { since }]) => clock.mono() - since >= SEEN_MS)
      holds.set(event.talkId, {
        talkId: event.talkId,
        finger: event.canApprove,
        touched: false,
        fenced: false,
        slackMs: 0,
        mutedMs: 0,
        seen: new Map(seen.map(([id, it]) => [id, it.content])),
        downAt: clock.mono(),
        upAt: null,
        loudMs: 0,
      })
    } else if (event.type === 'latched') {
      onLatch = true
      // Nobody's finger is on it.
      const hold = holds.get(event.talkId)
      if (hold) hold.touched = true
    } else if (event.type === 'panic' || (event.type !== 'disarm' && pressed === event.talkId)) {
      pressed = null
      onLatch = false
      clock.after(LONGEST_TAIL_MS, () => fence(false))
    }
    engine.talk(event)
  }

  const coordinator = createTalkCoordinator({
    after: clock.after,
    newId: () => `talk-${++talks}`,
    tailMs: () => settings.tailMs,
    mode: () => mode,
    doubleTap: () => true,
    handsFree: () => status?.handsFree === true,
    approvalWaits: () => status !== null && requests().some(({ decision }) => decision === 'pending'),
    emit: talk,
  })
  let walletAtPress: string | null | undefined

  const press = (by: 'finger' | 'blind' | 'toggle') => {
    if (pressed !== null && !onLatch) return
    walletAtPress = shownWallet()
    if (by === 'toggle') coordinator.toggle(clock.now())
    else coordinator.down(clock.now(), 'finger', by === 'finger')
  }

  /** Another program says something of the key: what a finger holds is touched by it. */
  const program = (says: 'down' | 'up' | 'toggle') => {
    const hold = heldNow()
    if (hold) hold.touched = true
    else walletAtPress = shownWallet()
    if (says === 'toggle') coordinator.toggle(clock.now())
    else coordinator[says](clock.now(), 'program')
  }

  const otherKey = () => {
    const hold = heldNow()
    if (hold) hold.touched = true
    coordinator.otherInput(clock.now())
  }

  const requests = () => [...entries.values()].flatMap((entry) => (entry.kind === 'approval' ? [entry] : []))

  /** The small window shows a request as it was published. */
  const look = (id: string, whole: boolean) => {
    pass(PUBLISHED_MS)
    const shown = card(id)
    if (!shown) return
    if (whole) {
      const showing = JSON.stringify([shown.server, shown.name, shown.arguments])
      if (sights.get(id)?.content !== showing) sights.set(id, { content: showing, since: clock.mono() })
    } else forget(id)
    engine.command({ type: 'sight', where: 'hud', requestId: id, binding: shown.binding, whole })
  }

  /** A request is out of sight, or another one now: no hold that goes on is about it. */
  const forget = (id: string) => {
    sights.delete(id)
    for (const hold of holds.values()) if (hold.upAt === null) hold.seen.delete(id)
  }

  const speak = (frames: number, loud: boolean) => {
    for (let count = 0; count < frames; count++) {
      const hold = heldNow()
      const deaf = hold === undefined || clock.mono() - hold.downAt < DEAF_MS
      const { open } = capture
      const frame = open === null ? 0 : capture.captured(open)
      const heard = capture.frame(muted ? MUTED : loud ? LOUD : SILENT)
      if (heard && open !== null)
        recorded.push({ turn: capture.numbered(open) ?? 0, frame, voice: loud && !muted, at: clock.mono() })
      if (heard && muted && hold) hold.mutedMs += FRAME_MS
      if (heard && loud && !muted && !deaf) hold.loudMs += FRAME_MS
      pass(FRAME_MS)
    }
  }

  /** The finger lets go, and the program that began it if none did. */
  const release = () => {
    const hold = heldNow()
    if (!hold) return
    hold.upAt = clock.mono()
    coordinator.up(clock.now())
    pass(DEBOUNCE_MS)
    if (pressed !== null) coordinator.up(clock.now(), 'program')
    pass(DEBOUNCE_MS)
    if (!onLatch) return
    coordinator.down(clock.now())
    pass(TAP_MS)
    coordinator.up(clock.now())
    pass(DEBOUNCE_MS)
  }

  const fence = (loud: boolean) => {
    for (const hold of holds.values()) {
      if (hold.upAt === null || hold.fenced || settings.tailMs === 0) continue
      // After the key is up a word counts all the same, and a muted microphone no longer hides a "no".
      if (loud && !muted) hold.loudMs += FRAME_MS
    }
    // One at a time, so that it is known whose hold ends.
    for (const [talkId, hold] of holds) {
      if (pressed === talkId) continue
      hold.fenced = true
      ends(hold, () => capture.fence(talkId, muted ? MUTED : loud ? LOUD : SILENT))
    }
    // What a hold took over is recorded under the name of what it went on with.
    for (const id of capture.turns()) if (!holds.has(id)) capture.fence(id, SILENT)
  }

  /** What follows may be because this hold has ended; while the disk is slow, until it has caught up. */
  const ends = (hold: Hold | undefined, what: () => void) => {
    if (hold) ended.push(hold)
    what()
    if (writing.length === 0) ended = []
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

  /** The trader has read every warning. */
  const acknowledge = () => {
    pass(PUBLISHED_MS)
    for (const { id } of status?.alarms ?? []) engine.command({ type: 'acknowledge', alarmId: id })
    unread = false
  }

  const userEntries = () => [...entries.values()].filter((entry) => entry.kind === 'user')
  const at = <T>(list: readonly T[], which: number): T | undefined => list[which % Math.max(1, list.length)]

  const run = async (step: Step): Promise<void> => {
    if (step.do === 'press') press(step.by)
    if (step.do === 'speak') speak(step.frames, step.loud)
    if (step.do === 'release') release()
    if (step.do === 'mode') mode = step.is
    if (step.do === 'latch' && pressed === null) {
      press('finger')
      pass(100)
      coordinator.up(clock.now())
      pass(DEBOUNCE_MS)
    }
    if (step.do === 'cancel') coordinator.cancel(clock.now())
    if (step.do === 'panic') coordinator.panic(clock.now())
    if (step.do === 'abort') coordinator.abort(clock.now(), 'The screen was locked.')
    if (step.do === 'tap' && pressed === null) {
      press('finger')
      pass(100)
      release()
    }
    if (step.do === 'other key') otherKey()
    if (step.do === 'program') program(step.says)
    if (step.do === 'shortcut' || step.do === 'touched hold') {
      if (pressed !== null) return
      press('finger')
      speak(5, false)
      if (step.do === 'shortcut') otherKey()
      else for (const says of step.says) program(says)
      speak(Math.ceil(step.ms / FRAME_MS), false)
      release()
      fence(false)
    }
    if (step.do === 'look') {
      const asked = at(requests(), step.which)
      if (asked) look(asked.id, step.whole)
    }
    if (step.do === 'glance') {
      const asked = requests().find(({ decision }) => decision === 'pending')
      if (!asked || pressed !== null) return
      const flicker = () => {
        look(asked.id, false)
        look(asked.id, true)
      }
      flicker()
      pass(step.ms)
      press('finger')
      speak(20, false)
      if (step.flickers) flicker()
      speak(25, false)
      release()
      fence(false)
    }
    if (step.do === 'mute') muted = step.muted
    if (step.do === 'pick') {
      const wallet = step.wallet === null ? null : { address: step.wallet, label: null }
      engine.command({ type: 'wallet', wallet })
    }
    if (step.do === 'acknowledge') acknowledge()
    if (step.do === 'disk') {
      disk = step.is
      if (disk !== 'slow') {
        for (const write of writing.splice(0)) write()
        buttons = []
        ended = []
      }
    }
    if (step.do === 'arguments') args = step.are
    if (step.do === 'deviate') deviation = step.how
    if (step.do === 'unguard') live()?.server.unguard()
    if (step.do === 'rewrite') {
      const line = live()
      const asked = at(requests(), step.which)
      const other = { arguments: '{"amountSol":7}', name: 'execute_sell', server_label: 'twin' }
      const field = step.what === 'server' ? 'server_label' : step.what
      if (asked && line?.server.rewrite(asked.id, { [field]: other[field] })) {
        forget(asked.id)
        serve()
      }
    }
    if (step.do === 'fence') fence(step.loud)
    if (step.do === 'ask' || step.do === 'hold') {
      if (pressed !== null) return
      press('finger')
      if (step.do === 'ask') speak(step.frames, true)
      else {
        speak(Math.min(100, Math.ceil(step.ms / FRAME_MS)), false)
        pass(Math.max(0, step.ms - 100 * FRAME_MS))
      }
      release()
      fence(false)
    }
    if (step.do === 'trade') {
      if (pressed !== null) return
      await accept()
      serve()
      acknowledge()
      plans.unshift('approval')
      press('finger')
      speak(10, true)
      release()
      fence(false)
      await accept()
      serve()
      pass(PUBLISHED_MS)
      for (const { id, decision } of requests()) if (decision === 'pending') look(id, true)
      pass(700)
    }
    if (step.do === 'hands-free')
      engine.talk({ type: 'hands-free', talkId: `switch-${++talks}`, on: step.on, at: clock.now() })
    if (step.do === 'voice') {
      speak(step.pause, false)
      speak(step.frames, true)
      speak(step.pause, false)
    }
    if (step.do === 'talk over') {
      await accept()
      plans.unshift('speech')
      serve()
      speak(step.frames, true)
      serve()
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
      const asked = at(requests(), step.which)
      if (!asked) return
      if (step.bound && step.approve) buttons.push(asked.id)
      const binding = step.bound ? asked.binding : 'another'
      engine.command({ type: 'decide', requestId: asked.id, binding, approve: step.approve })
      if (writing.length === 0) buttons = []
    }
    if (step.do === 'backend') set({ backend: step.is })
    if (step.do === 'budget') set({ budgetUsdPerDay: step.usd })
    if (step.do === 'tail') set({ tailMs: step.ms })
    if (step.do === 'suspend' || step.do === 'resume') engine.command({ type: step.do })
    if (step.do === 'reset') engine.command({ type: 'reset', reason: sentence(() => 'The trader signed in.') })
    if (step.do === 'online' || step.do === 'offline') engine.command({ type: 'network', online: step.do === 'online' })
    if (step.do === 'microphone') {
      capture.present(step.state === 'open')
      // A device that is gone ends what was let go of.
      ends(
        [...holds.values()].findLast((hold) => hold.upAt !== null),
        () => engine.device({ state: step.state, device: null }),
      )
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
    if (step.do === 'jump') {
      time.jump(step.ms)
      // What is left then is the engine's own measure, which has the moment in it that the coordinator waits for a bounce.
      const hold = heldNow()
      if (hold) hold.slackMs = DEBOUNCE_MS
    }
    await settle()
  }

  const drop = (code: number) => {
    const line = live()
    if (!line) return
    line.open = false
    line.handlers.close(code, '')
    // Another may be in use, and this one only made ready beside it.
    if (live() === undefined) laws.lost()
  }

  const set = (change: Partial<EngineSettings>) => {
    settings = { ...settings, ...change }
    engine.settings(settings)
  }

  /** Everybody becomes honest, and all that is under way comes to its end. */
  const quiet = async () => {
    release()
    if (pressed !== null) coordinator.toggle(clock.now())
    engine.talk({ type: 'hands-free', talkId: 'quiet', on: false, at: clock.now() })
    disk = 'fine'
    for (const write of writing.splice(0)) write()
    deviation = null
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
    recorded,
    closedAppends,
    toldOpen,
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

/** Of the open microphone, whose recordings are numbered. */
const isStream = (recording: string | null) => recording !== null && /^open-\d+$/.test(recording)

interface Recorded {
  /** The recording, by number. */
  turn: number
  frame: number
  voice: boolean
  /** Monotonic. */
  at: number
}

const NOISE_IDS = {
  responses: ['noise_r1', 'noise_r2'],
  items: ['noise_i1', 'noise_i2'],
  clientEvents: ['evt_1', 'evt_5', 'noise_e1'],
}

/** A session in which some server runs without asking. */
const isUnguarded = ({ session }: ServerMessage) => {
  const tools = (session as { tools?: unknown } | null | undefined)?.tools
  return Array.isArray(tools) && tools.some((it) => it?.require_approval === 'never')
}

/** The items that an event tells: its own, or those of a response. */
function itemsOf({ item, response }: ServerMessage): ({ id?: unknown; type?: unknown } | null | undefined)[] {
  const output = (response as { output?: unknown } | null | undefined)?.output
  return [item as { id?: unknown }, ...(Array.isArray(output) ? output : [])]
}
