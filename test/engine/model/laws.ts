import type { SessionGrant } from '../../../shared/grant'
import type { MoneyFact } from '../../../shared/ledger'
import type { LogEvent } from '../../../shared/log'
import type { EntryOf } from '../../../shared/snapshot'
import { FRAME_SAMPLES } from './devices'
import type { ClientEvent, ModelServer, ServerMessage } from './server'

/** One connection, as both ends see it. */
export interface Line {
  index: number
  grant: SessionGrant
  server: ModelServer
  events: ClientEvent[]
  open: boolean
  /** The response that was last told to have begun and not to have ended. */
  active: string | null
  cut: Set<string>
  /** Responses whose end was told, be it before their beginning. */
  over: Set<string>
}

/** A hold of the talk key as it really was. */
export interface Hold {
  talkId: string
  finger: boolean
  /** Monotonic milliseconds. */
  downAt: number
  upAt: number | null
  loudMs: number
}

const SECRET = /\b(?:ek|sk)_[A-Za-z0-9_-]{8,}/
const MAX_UPDATES = 2

interface Scene {
  mono(): number
  now(): number
  keyHeld(): boolean
  /** When each request for approval was told: monotonic and wall clock, and the connection. */
  cards: Map<string, { mono: number; now: number; line: number }>
  card(requestId: string): EntryOf<'approval'> | undefined
  /** The request that the trader is approving on screen right now. */
  decided(): string | null
  /** The hold whose end the engine is told right now. */
  ending(): Hold | null
  latched(turnId: string): string | null | undefined
  /** Monotonic time of the last event that the server told. */
  lastTold(): number
}

/** What must hold at every moment; each breach is a sentence. */
export function createLaws(scene: Scene) {
  const breaches: string[] = []
  const eventIds = new Set<string>()
  const answered = new Set<string>()
  const facts = new Map<string, MoneyFact['step'][]>()
  const breach = (sentence: string) => breaches.push(sentence)

  const approval = (line: Line, item: Record<string, unknown>) => {
    const id = String(item.approval_request_id)
    const told = scene.cards.get(id)
    if (answered.has(id)) breach(`approval ${id} was answered twice`)
    answered.add(id)
    if (told?.line !== line.index) breach(`approval ${id} was answered on another connection than the one that asked`)
    if (item.approve !== true || !told) return
    if (line.grant.identity.kind !== 'user') breach(`a guest approved ${id}`)
    if (scene.mono() - told.mono >= 30_000 || scene.now() - told.now >= 30_000) breach(`${id} was approved late`)
    const card = scene.card(id)
    const inForce = line.grant.identity.wallet?.address ?? null
    if (card && card.wallet !== inForce) breach(`${id} was approved for ${card.wallet} with ${inForce} in force`)
    const latched = card?.turnId == null ? undefined : scene.latched(card.turnId)
    if (latched !== undefined && latched !== inForce) breach(`${id}: ${latched} was latched, ${inForce} is in force`)
    if (scene.decided() === id) return
    const hold = scene.ending()
    if (!hold || hold.upAt === null) return breach(`${id} was approved by nobody`)
    if (!hold.finger) breach(`${id} was approved by a key that no finger held`)
    if (hold.upAt - hold.downAt < 800) breach(`${id} was approved by a hold of ${hold.upAt - hold.downAt} ms`)
    if (hold.downAt - told.mono < 500)
      breach(`${id} was approved by a hold ${hold.downAt - told.mono} ms after it came`)
    if (hold.loudMs >= 100) breach(`${id} was approved by a hold with ${hold.loudMs} ms of voice in it`)
  }

  return {
    breaches,
    breach,
    sent(line: Line, event: ClientEvent) {
      if (!line.open) return
      if (eventIds.has(event.event_id)) breach(`event_id ${event.event_id} was used twice`)
      eventIds.add(event.event_id)
      if (line.events.length === 0 && event.type !== 'session.update') breach(`${event.type} before session.update`)
      line.events.push(event)
      if (event.type === 'session.update') {
        const updates = line.events.filter((it) => it.type === 'session.update').length
        if (updates > MAX_UPDATES || updates !== line.events.length) breach('session.update in the middle of a session')
      }
      if (event.type === 'response.cancel') line.cut.add(String(event.response_id))
      if (event.type === 'response.create') {
        if (scene.keyHeld()) breach('an answer was asked for while a key was held')
        // After four silent seconds the end of a response may be presumed.
        const presumed = scene.mono() - scene.lastTold() >= 4_000
        if (line.active !== null && !presumed) breach(`response.create while ${line.active} is active`)
      }
      const item = event.item as Record<string, unknown> | undefined
      if (item?.type === 'mcp_approval_response') approval(line, item)
    },
    told(line: Line, event: ServerMessage) {
      const { response } = event
      const id = response !== null && typeof response === 'object' && 'id' in response ? response.id : null
      if (event.type === 'response.done' && typeof id === 'string') line.over.add(id)
      if (event.type === 'response.created' && typeof id === 'string' && !line.over.has(id)) line.active = id
      const error = event.error as { code?: unknown } | null | undefined
      if (event.type === 'error' && error?.code === 'response_cancel_not_active') line.active = null
      if (event.type === 'response.done' && line.active === id) line.active = null
    },
    heard(line: Line | null, event: ServerMessage | null) {
      const id = event?.response_id
      if (line && typeof id === 'string' && line.cut.has(id)) breach(`audio of ${id} was played after it was cut`)
    },
    money(fact: MoneyFact) {
      const steps = facts.get(fact.requestId) ?? []
      steps.push(fact.step)
      facts.set(fact.requestId, steps)
      const story = steps.join(' ')
      const legal =
        /^(?:proposed(?: denied| expired|(?: approved(?: unknown| called(?: succeeded| failed| unknown)?)?)?)?|called(?: succeeded| failed| unknown)?)$/
      if (!legal.test(story)) breach(`money of ${fact.requestId}: ${story}`)
    },
    /** After a connection was lost no call may still be told to run. */
    lost() {
      for (const [id, steps] of facts) {
        if (steps.at(-1) === 'called') breach(`money of ${id}: still running though the connection is gone`)
      }
    },
    logged(rows: LogEvent[]) {
      for (const row of rows) {
        const text = JSON.stringify(row)
        if (SECRET.test(text)) breach(`a secret in the log: ${text.slice(0, 200)}`)
      }
    },
    /** Frames of one commit are of one turn, whole and in order. */
    commits(lines: Line[]): Map<number, number> {
      const whole = new Map<number, number>()
      for (const { server } of lines) {
        for (const { frames } of server.commits) {
          const turn = frames[0]?.turn ?? 0
          if (frames.some((it) => it.turn !== turn)) breach('two turns were committed as one')
          const broken = frames.some((it, at) => it.frame !== at || it.samples !== FRAME_SAMPLES)
          if (broken) continue
          whole.set(turn, Math.max(whole.get(turn) ?? 0, frames.length))
        }
      }
      return whole
    },
  }
}
