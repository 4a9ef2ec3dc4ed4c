import type { SessionGrant } from '../../../shared/grant'
import type { MoneyFact } from '../../../shared/ledger'
import type { LogEvent } from '../../../shared/log'
import type { EntryOf } from '../../../shared/snapshot'
import { FRAME_MS } from './devices'
import type { HeardFrame } from './heard'
import { type ClientEvent, isDetection, type ModelServer, type ServerMessage } from './server'

/** One connection, as both ends see it. */
export interface Line {
  index: number
  grant: SessionGrant
  server: ModelServer
  events: ClientEvent[]
  open: boolean
  /** The response that was last told to have begun and not to have ended. */
  active: string | null
  /** The app has asked for a response of its own, about the wallet, and none has begun since. */
  choosing: boolean
  cut: Set<string>
  /** Responses whose end was told, be it before their beginning. */
  over: Set<string>
}

/** A hold of the talk key as it really was. */
export interface Hold {
  talkId: string
  /** A finger is on the key, and its source sees all other keys. */
  finger: boolean
  /** Another key or another program was at it. */
  touched: boolean
  /** Its last frames are here. */
  fenced: boolean
  /** By how much its length is not known: the wall clock was set meanwhile. */
  slackMs: number
  /** Milliseconds for which a muted microphone was listened to. */
  mutedMs: number
  /** What each request asked while all of it was in sight, from half a second before the press on. */
  seen: Map<string, string>
  /** Monotonic milliseconds. */
  downAt: number
  upAt: number | null
  loudMs: number
}

const SECRET = /\b(?:ek|sk)_[A-Za-z0-9_-]{8,}/
const MAX_UPDATES = 2
/** A request waits no longer, whoever speaks or does not look. */
const LONGEST_WAIT_MS = 600_000

interface Scene {
  mono(): number
  now(): number
  keyHeld(): boolean
  /** When each request for approval was told: monotonic and wall clock, and the connection. */
  cards: Map<string, { mono: number; now: number; line: number }>
  card(requestId: string): EntryOf<'approval'> | undefined
  /** What the trader has done that could be a yes to a request: the button, or holds that have ended. */
  consents(requestId: string): ('button' | Hold)[]
  /** What a request asks now, in one text; undefined when there is none. */
  content(requestId: string): string | undefined
  /** Whether the yes to a request is in the ledger. */
  recorded(requestId: string): boolean
  /** The wallet that would pay on this connection. */
  paying(line: Line): string | null
  /** A warning that something else ran than was approved stands, and was not read. */
  warned(): boolean
  latched(turnId: string): string | null | undefined
  /** Monotonic time of the last event that the server told. */
  lastTold(): number
  /** Whether the one recording went on with what was being said into the other, which is of the open microphone. */
  tookOver(recording: number, open: number): boolean
  /** Milliseconds of an item that the speaker has played. */
  heardMs(itemId: string): number[]
}

/** What must hold at every moment; each breach is a sentence. */
export function createLaws(scene: Scene) {
  const breaches: string[] = []
  const eventIds = new Set<string>()
  const answered = new Set<string>()
  /** What the ledger was told of each request, and on which connection it was made. */
  const facts = new Map<string, { line: number; steps: MoneyFact['step'][] }>()
  const breach = (sentence: string) => breaches.push(sentence)

  const approval = (line: Line, item: Record<string, unknown>) => {
    const id = String(item.approval_request_id)
    const told = scene.cards.get(id)
    if (answered.has(id)) breach(`approval ${id} was answered twice`)
    answered.add(id)
    if (told?.line !== line.index) breach(`approval ${id} was answered on another connection than the one that asked`)
    if (item.approve !== true || !told) return
    if (line.grant.identity.kind !== 'user') breach(`a guest approved ${id}`)
    // The app's own choice of the wallet that the trader picked.
    if (line.server.isChoice(id)) return
    if (scene.mono() - told.mono >= LONGEST_WAIT_MS) breach(`${id} was approved late`)
    const ends = scene.card(id)?.expiresAt ?? null
    if (ends !== null && scene.now() >= ends) breach(`${id} was approved after its time`)
    const card = scene.card(id)
    const inForce = scene.paying(line)
    if (!scene.recorded(id)) breach(`${id} was approved and is not in the ledger`)
    if (scene.warned()) breach(`${id} was approved though a warning stands`)
    if (card && unclear(card.arguments)) breach(`${id} was approved with ${card.arguments}`)
    if (card && card.wallet !== inForce) breach(`${id} was approved for ${card.wallet} with ${inForce} in force`)
    const latched = card?.turnId == null ? undefined : scene.latched(card.turnId)
    if (latched !== undefined && latched !== inForce) breach(`${id}: ${latched} was latched, ${inForce} is in force`)
    const consents = scene.consents(id)
    if (consents.includes('button')) return
    const faults = consents.map((hold) => (hold === 'button' ? null : faultOf(hold, id, told.mono)))
    if (faults.includes(null)) return
    breach(`${id} was approved by ${faults.at(-1) ?? 'nobody'}`)
  }

  /** Why a hold is no yes to a request; null when it is one. */
  const faultOf = (hold: Hold, id: string, toldAt: number): string | null => {
    if (hold.upAt === null) return 'a hold that has not ended'
    if (!hold.finger) return 'a key that no finger held, or whose source sees no other keys'
    if (hold.touched) return 'a hold that was a shortcut, or that another program was at'
    if (hold.upAt - hold.downAt < 800 - hold.slackMs) return `a hold of ${hold.upAt - hold.downAt} ms`
    if (hold.downAt - toldAt < 500) return `a hold ${hold.downAt - toldAt} ms after it came`
    if (hold.loudMs >= 100) return `a hold with ${hold.loudMs} ms of voice in it`
    if (hold.mutedMs > 0) return 'a hold into a muted microphone'
    return hold.seen.get(id) === scene.content(id) ? null : 'a hold on a request that was not in sight'
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
      // How turns are found may change at any time: all else of a session is settled before it is used.
      if (event.type === 'session.update' && !isDetection(event)) {
        const updates = line.events.filter((it) => it.type === 'session.update' && !isDetection(it)).length
        // Lists of tools may be there before the settings are accepted, and are looked up at once.
        const asked = line.events.filter((it) => it.type !== 'conversation.item.retrieve').length
        if (updates > MAX_UPDATES || updates !== asked) breach('session.update in the middle of a session')
      }
      if (event.type === 'response.cancel') line.cut.add(String(event.response_id))
      if (event.type === 'response.create') {
        // What a server begins then, without handing anything back, is taken for the choice.
        line.choosing = isOwn(event)
        if (scene.keyHeld() && !isOwn(event)) breach('an answer was asked for while a key was held')
        // After four silent seconds the end of a response may be presumed.
        const presumed = scene.mono() - scene.lastTold() >= 4_000
        if (line.active !== null && !presumed && !isOwn(event)) breach(`response.create while ${line.active} is active`)
      }
      const item = event.item as Record<string, unknown> | undefined
      if (item?.type === 'mcp_approval_response') approval(line, item)
      if (event.type === 'conversation.item.truncate') {
        const heardMs = scene.heardMs(String(event.item_id))
        if (!heardMs.includes(Number(event.audio_end_ms)))
          breach(`${event.item_id} was truncated at ${event.audio_end_ms} ms, and ${heardMs.join(' or ')} were heard`)
      }
    },
    told(line: Line, event: ServerMessage) {
      const { response } = event
      const id = response !== null && typeof response === 'object' && 'id' in response ? response.id : null
      if (event.type === 'response.done' && typeof id === 'string') line.over.add(id)
      // The app's own choice of a wallet is not waited for without end: who asks meanwhile is refused, and asks again.
      const own = (response as { metadata?: unknown } | undefined)?.metadata != null || line.choosing
      if (event.type === 'response.created') line.choosing = false
      if (event.type === 'response.created' && typeof id === 'string' && !line.over.has(id) && !own) line.active = id
      const error = event.error as { code?: unknown } | null | undefined
      if (event.type === 'error' && error?.code === 'response_cancel_not_active') line.active = null
      if (event.type === 'response.done' && line.active === id) line.active = null
    },
    heard(line: Line | null, event: ServerMessage | null) {
      const id = event?.response_id
      if (line && typeof id === 'string' && line.cut.has(id)) breach(`audio of ${id} was played after it was cut`)
    },
    money(fact: MoneyFact) {
      // Another session may count its requests from one again.
      const line = scene.cards.get(fact.requestId)?.line ?? -1
      const known = facts.get(fact.requestId)
      const steps = fact.step === 'proposed' && known && known.line !== line ? [] : (known?.steps ?? [])
      steps.push(fact.step)
      facts.set(fact.requestId, { line, steps })
      const story = steps.join(' ')
      const legal =
        /^(?:proposed(?:(?: approved)? (?:denied|expired)| approved| approved unknown)?(?: called(?: succeeded| failed| unknown)?)*|called(?: succeeded| failed| unknown)?|)$/
      // What runs otherwise than approved may run as often as the server wants.
      const deviant =
        /^(?:proposed(?:(?: approved)? (?:denied|expired)| approved| approved unknown)?)?(?: ?(?:called|succeeded|failed|unknown))*$/
      const told = story.replace(/ ?deviated/g, '').trim()
      if (!(told === story ? legal : deviant).test(told)) breach(`money of ${fact.requestId}: ${story}`)
    },
    /** After a connection was lost no call may still be told to run. */
    lost() {
      for (const [id, { steps }] of facts) {
        if (steps.at(-1) === 'called') breach(`money of ${id}: still running though the connection is gone`)
      }
    },
    logged(rows: LogEvent[]) {
      for (const row of rows) {
        const text = JSON.stringify(row)
        if (SECRET.test(text)) breach(`a secret in the log: ${text.slice(0, 200)}`)
      }
    },
    /**
     * Frames of one commit are of one turn, whole and in order, or of the open microphone, which a key may have taken over.
     * Nothing is in the conversation of one session twice. Returns how many whole frames of each turn were committed.
     */
    commits(lines: Line[]): Map<number, number> {
      const whole = new Map<number, number>()
      for (const { server } of lines) {
        const said = new Set<string>()
        for (const { frames, deleted } of server.commits) {
          const [first, last] = [frames[0]?.turn ?? 0, frames.at(-1)?.turn ?? 0]
          const openly = frames.filter(({ turn }) => turn === first && first !== last)
          const held = frames.slice(openly.length)
          if (held.some(({ turn }) => turn !== last) || (openly.length > 0 && !scene.tookOver(last, first)))
            breach('two turns were committed as one')
          if (!isUnbroken(openly)) breach('what was said into the open microphone was committed with a hole in it')
          for (const { turn, frame, from, voice } of deleted ? [] : frames) {
            const place = `${turn} ${frame} ${from}`
            if (voice && said.has(place)) breach(`frame ${frame} of recording ${turn} is in one session twice`)
            said.add(place)
          }
          if (held[0]?.frame !== 0 || held[0].from !== 0 || !isUnbroken(held)) continue
          whole.set(last, Math.max(whole.get(last) ?? 0, held.length))
        }
      }
      return whole
    },
  }
}

/** Of the app's own responses, which say nothing. */
const isOwn = (event: ClientEvent) => (event.response as { metadata?: unknown } | undefined)?.metadata !== undefined

/** Arguments of which nobody can know what they would do. */
const unclear = (args: string) => /amountSol.*amountSol|-1|1e309|^\[|u200b/.test(args)

/** What was recorded without a break. */
const isUnbroken = (frames: readonly HeardFrame[]): boolean =>
  frames.every(({ frame, from }, at) => {
    const before = frames[at - 1]
    if (before === undefined) return true
    return before.to === FRAME_MS
      ? frame === before.frame + 1 && from === 0
      : frame === before.frame && from === before.to
  })
