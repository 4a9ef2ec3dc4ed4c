import type { GrantReply } from '../../shared/grant'
import type { Command, Restored } from '../../shared/ipc'
import type { TalkEvent } from '../../shared/talk'
import { carryOut, type EngineDeps } from './carry-out'
import { createTimer } from './clock'
import { nextDeadline } from './deadlines'
import { decide } from './decide/decide'
import { stream } from './decide/hands-free'
import { deliver } from './decide/questions'
import type { Effect } from './effects'
import { rowOf } from './fact-rows'
import type { Fact } from './facts'
import { badAddress } from './observe/handshake'
import { observe } from './observe/observe'
import { touch } from './observe/tell'
import type { CaptureReport, DeviceReport, PlaybackReport } from './ports'
import type { EngineSettings } from './settings'
import { takeUpdate } from './snapshot'
import { createState } from './state'
import { clientEventOf } from './wire/client-events'
import { createSessionLog } from './wire/session-log'
import { createSockets } from './wire/sockets'

export type { EngineDeps } from './carry-out'
export type { EngineSettings } from './settings'

/** After answers were checked, the next check waits this many times as long as that took. */
const CHECK_REST_SHARE = 4
/** Times that the rules are looked at for one fact. Rules that never rest are a fault: main then starts the window anew. */
const MAX_ROUNDS = 10_000

/**
 * The session engine: everything between the microphone's frames and the speaker's, without a device, a socket or a
 * clock of its own. One object per voice window; its methods are called from one thread and never throw on bad input.
 *
 * It is one loop. A fact comes in and is observed, which changes the state; rules look at the state and say what is to be
 * done; that is carried out, and what was done is a fact again. docs/architecture.md draws it.
 */
export function createEngine(deps: EngineDeps, settings: EngineSettings) {
  const { clock } = deps
  const state = createState(settings, { now: clock.now(), mono: clock.mono() })
  const log = createSessionLog({ now: clock.now, mono: clock.mono, emit: deps.log })
  const timer = createTimer(clock, () => take({ is: 'woke' }))
  const sockets = createSockets({ log, open: deps.openSocket, heard: (fact) => take(fact) })
  /** Facts that came while another one was being worked on. */
  const queue: Fact[] = []
  let busy = false
  let closed = false
  let events = 0

  /** One fact after another, each to its end. */
  function take(fact: Fact): void {
    if (closed) return
    queue.push(fact)
    if (busy) return
    busy = true
    let decided = false
    try {
      do {
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) decided = follow(next) || decided
        if (state.publishesAt !== null && state.publishesAt <= state.time.mono) publish()
        // Whoever reads the update may have said something to it.
      } while (queue.length > 0)
      // Samples alone bring no deadline nearer, but that of the next update.
      if (decided) timer.set(nextDeadline(state))
      else if (state.publishesAt !== null) timer.set(state.publishesAt)
    } finally {
      busy = false
    }
  }

  /** A fact happens, then whatever the rules want of it, until they want nothing; false when they were not looked at. */
  function follow(fact: Fact): boolean {
    happen(fact)
    // The way of the samples is short: a frame can only be sent on, and audio was played when it was observed.
    if (isAudio(fact)) return false
    if (isFrame(fact) && state.holds.byTurn.size === 0) {
      deliver(state).forEach(perform)
      stream(state).forEach(perform)
      return false
    }
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const effects = decide(state)
      if (effects.length === 0) return true
      effects.forEach(perform)
    }
    throw new Error('The rules of the engine did not come to rest.')
  }

  /** A fact is logged and observed, and what follows from it on this computer is done. */
  function happen(fact: Fact): void {
    state.time.now = clock.now()
    state.time.mono = clock.mono()
    state.random = deps.random()
    const row = rowOf(fact, state)
    if (row) log.app(row.name, row.data, row.turnId)
    observe(state, fact)
    if (state.outbox.length === 0) return
    for (const effect of state.outbox.splice(0)) carryOut(deps, log, sockets, effect, take)
  }

  /** Does what a rule wants; that it was done is a fact. */
  function perform(effect: Effect): void {
    switch (effect.do) {
      case 'send': {
        const { connections } = state
        const connection = effect.connection === undefined ? connections.current : connections.of(effect.connection)
        // An effect before it in the same list has ended it; whatever is left is decided anew.
        if (connection === null) return
        const event = clientEventOf(connection.dialect, effect.type, `evt_${++events}`, effect.fields)
        sockets.send(connection.id, event, effect.turnId)
        return happen({ is: 'sent', connection: connection.id, event, turnId: effect.turnId })
      }
      case 'mint':
        return mint(effect)
      case 'open-socket':
        happen({ is: 'opening', connection: effect.connection })
        if (sockets.connect(effect.connection, effect.url, effect.secret)) return
        return happen({ is: 'connection-down', connection: effect.connection, problem: badAddress() })
      case 'decide': {
        const begun = clock.mono()
        happen(effect.decision)
        if (effect.decision.is !== 'checked') return
        state.answers.restUntil = clock.mono() + (clock.mono() - begun) * CHECK_REST_SHARE
        return
      }
      default: {
        const missing: never = effect
        throw new Error(`unhandled ${JSON.stringify(missing)}`)
      }
    }
  }

  function mint({ use, grant }: Extract<Effect, { do: 'mint' }>): void {
    happen({ is: 'minting', use })
    const connection = use === 'reserve' ? null : (state.connections[use]?.id ?? null)
    const { era } = state.connections
    const reply = grant === null ? deps.requestGrant() : Promise.resolve<GrantReply>({ ok: true, grant })
    void reply.then((it) => take({ is: 'granted', connection, era, minted: grant === null, reply: it }))
  }

  function publish(): void {
    state.publishesAt = null
    deps.publish(takeUpdate(state))
    log.flush()
  }

  log.app('started', settings)
  touch(state)
  timer.set(nextDeadline(state))

  return {
    talk: (event: TalkEvent) => take({ is: 'talk', event }),
    command: (command: Command) => take({ is: 'command', command }),
    captured: (report: CaptureReport) => take({ is: 'captured', report }),
    played: (report: PlaybackReport) => take({ is: 'played', report }),
    device: (report: DeviceReport) => take({ is: 'device', report }),
    speakerGone: () => take({ is: 'speaker-gone' }),
    settings: (next: EngineSettings) => take({ is: 'settings', settings: next }),
    /** What an earlier engine of this app left behind. */
    restore: (restored: Restored) => take({ is: 'restored', restored }),
    /** Connects before the first press, so that the first answer is as quick as the second. */
    connect: () => take({ is: 'connect' }),
    close() {
      closed = true
      timer.stop()
      happen({ is: 'close' })
      publish()
    },
  }
}

export type Engine = ReturnType<typeof createEngine>

const isFrame = (fact: Fact): boolean => fact.is === 'captured' && fact.report.type === 'frame'
const isAudio = (fact: Fact): boolean => fact.is === 'server' && fact.event.type === 'response.output_audio.delta'
