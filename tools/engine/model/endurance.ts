import { createEngine } from '../../../renderer/engine/engine'
import type { SocketHandlers } from '../../../renderer/engine/wire/sockets'
import type { GrantReply } from '../../../shared/grant'
import type { LogEvent } from '../../../shared/log'
import { GRANT, SETTINGS } from '../rig'
import { createModelClock } from './clock'
import { createModelMicrophone, createModelSpeaker } from './devices'
import { garbage, noise } from './noise'
import { createRandom } from './random'

const SHARE_GARBAGE = 0.01
/** Events between two turns, and between two drops, on average. */
const EVENTS_PER_TURN = 60
const EVENTS_PER_DROP = 4_000
/** Time that passes with each event. */
const EVENT_MS = 20
/** The ids that are in use at one time; the window of them moves on, as a server's ids do. */
const IDS = 40

interface EnduranceDeps {
  seed: number
  /** Rows of the session log, as the window hands them to main. */
  log(rows: LogEvent[]): void
}

/**
 * An engine among events that never end: all kinds, about anything, in any order, with turns and lost connections
 * between. Nothing of what passed may stay.
 */
export function createEndurance({ seed, log }: EnduranceDeps) {
  const random = createRandom(seed)
  const time = createModelClock()
  /** The present one, and one that is being prepared to take its place. */
  let sockets: SocketHandlers[] = []
  let clientEvents: string[] = ['none']
  let talks = 0
  let count = 0
  const crashes: string[] = []
  /** Responses that were cancelled: each is told to be done, or nothing would be asked for ever after. */
  const ended: string[] = []
  /** Speech that was not sent is kept for the trader, by design; this one discards it. */
  let unsent: string[] = []

  const speaker = createModelSpeaker((report) => engine.played(report))
  let microphone = createModelMicrophone((report) => engine.captured(report))
  const engine = createEngine(
    {
      clock: time.clock,
      random: random.next,
      requestGrant: () => Promise.resolve<GrantReply>(GRANT),
      openSocket(_url, _protocols, handlers) {
        sockets.push(handlers)
        return {
          send(text) {
            const cancelled = /"response_id":"([^"]+)"/.exec(text)?.[1]
            if (cancelled) ended.push(cancelled)
            const id = /"event_id":"([^"]+)"/.exec(text)?.[1]
            if (id && !text.startsWith('{"type":"input_audio_buffer.append"'))
              clientEvents = [...clientEvents.slice(-9), id]
          },
          close() {
            sockets = sockets.filter((other) => other !== handlers)
          },
        }
      },
      capture: (command) => microphone.take(command),
      playback: (command) => speaker.take(command),
      devices: () => {},
      publish(update) {
        for (const { id, outcome } of update.turns) if (outcome === 'unsent' || outcome === 'failed') unsent.push(id)
      },
      log,
      level: () => {},
      money: (_fact, recorded) => recorded?.(true),
      alertFunction: () => {},
      speech: () => {},
    },
    { ...SETTINGS, tailMs: 0 },
  )

  const told = (event: Record<string, unknown>) => sockets[0]?.message(JSON.stringify(event))

  const accept = () => {
    const session = { type: 'realtime', id: `sess_${count}`, audio: {}, tools: [] }
    for (const handlers of [...sockets]) {
      handlers.message(JSON.stringify({ type: 'session.created', session }))
      handlers.message(JSON.stringify({ type: 'session.updated', session }))
    }
  }

  const turn = () => {
    const talkId = `talk-${++talks}`
    microphone = createModelMicrophone((report) => engine.captured(report))
    engine.talk({ type: 'press', talkId, at: time.clock.now(), canApprove: random.chance(0.8) })
    for (let frame = 0; frame < 10; frame++) {
      microphone.frame(0.5)
      time.advance(EVENT_MS)
    }
    engine.talk({ type: 'release', talkId, at: time.clock.now(), heldMs: 200 })
    microphone.fence(talkId, 0)
    const itemId = `user_${talks}`
    if (random.chance(0.8)) told({ type: 'input_audio_buffer.committed', item_id: itemId })
    // Else most turns would wait for what never began.
    if (random.chance(0.7)) answer(`answer_${talks}`)
  }

  const answer = (responseId: string) => {
    const of = { response_id: responseId, item_id: `said_${responseId}` }
    const item = { id: of.item_id, type: 'message', role: 'assistant' }
    const delta = Buffer.alloc(2_400, 1).toString('base64')
    told({ type: 'response.created', response: { id: responseId } })
    told({ type: 'response.output_item.added', response_id: responseId, item })
    told({ type: 'response.output_audio.delta', ...of, delta })
    told({ type: 'response.output_audio_transcript.done', ...of, transcript: 'An answer it is.' })
    told({ type: 'response.done', response: { id: responseId, status: 'completed', output: [item] } })
  }

  const ids = () => {
    const newest = Math.floor(count / 50)
    const of = (kind: string) => Array.from({ length: IDS }, (_, back) => `${kind}_${newest - back}`)
    return { responses: of('resp').slice(0, 6), items: of('item'), clientEvents }
  }

  const one = (among: ReturnType<typeof ids>) => {
    count++
    for (const id of ended.splice(0)) told({ type: 'response.done', response: { id, status: 'cancelled' } })
    if (random.chance(1 / EVENTS_PER_TURN)) turn()
    if (random.chance(1 / EVENTS_PER_DROP)) sockets.shift()?.close(1006, '')
    if (random.chance(SHARE_GARBAGE)) sockets[0]?.message(garbage(random))
    else told({ event_id: `event_${count}`, ...noise(random, among) })
    time.advance(EVENT_MS)
    speaker.answer()
    speaker.play(EVENT_MS)
  }

  return {
    crashes,
    /** Lets so many events pass. Settles when they have. */
    async run(events: number) {
      for (let left = events; left > 0; left -= 50) {
        const among = ids()
        for (let step = 0; step < Math.min(50, left); step++) {
          try {
            one(among)
          } catch (problem) {
            crashes.push(problem instanceof Error ? (problem.stack ?? problem.message) : String(problem))
          }
        }
        for (const turnId of unsent) engine.command({ type: 'discard', turnId })
        unsent = []
        engine.connect()
        for (let round = 0; round < 6; round++) await Promise.resolve()
        accept()
      }
    },
    /** What waits to happen in the engine. */
    get timers() {
      return time.timers
    },
    get events() {
      return count
    },
    close: () => engine.close(),
  }
}
