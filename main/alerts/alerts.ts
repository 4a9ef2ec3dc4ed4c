import { randomUUID } from 'node:crypto'
import {
  type Alert,
  type AlertsState,
  type AlertToken,
  type AlertWish,
  LONGEST_WITHIN_MS,
  MOST_ALERTS,
  MOST_WATCHED,
  NO_ALERTS,
  priceText,
  type Watched,
  type WatchWish,
} from '../../shared/alerts'
import { type Sentence, sentence, t } from '../../shared/i18n'
import type { Done } from '../../shared/ipc'
import { safeLine } from '../../shared/safe-text'
import { knownSymbol, knownToken } from '../../shared/tokens'
import type { Notice } from '../notice'
import { type Book, openBook, type Series } from './book'
import type { Look } from './price-line'
import { createSchedule, type Target } from './schedule'
import { holds, sparkline, withSample } from './series'
import type { PriceServers } from './servers'

/** Why no alert was set, in a word for a model that reads it. */
export type Refusal = 'no_server' | 'bad_token' | 'no_price' | 'too_many' | 'reached_already'
export type SetReply = { ok: true; alert: Alert; price: number } | { ok: false; code: Refusal; message: Sentence }

interface AlertsDeps {
  /** The file of alerts and watchlist. */
  file: string
  servers: PriceServers
  /** Epoch milliseconds. */
  now(): number
  /** Milliseconds of a clock that does not jump. */
  mono(): number
  /** Calls back once; returns its undo. */
  after(ms: number, callback: () => void): () => void
  /** How often each token is looked at. */
  everyMs(): number
  isOnline(): boolean
  notice: Notice
  /** Tells the trader that it has fired. */
  tell(alert: Alert, price: number): void
  onChange(): void
}

/** As an address of Solana is written; everything else is a symbol. */
const MINT = /^[1-9A-HJ-NP-Za-km-z]{32,44}$/

const keyOf = ({ server, token: { mint, symbol } }: Pick<Watched, 'server' | 'token'>) => `${server} ${mint ?? symbol}`

/**
 * Price alerts and the watchlist: looks up prices while there are any, keeps what it saw, and tells once of each alert that has
 * fired. Nobody is asked while nothing is set, while the computer sleeps, or while it is offline.
 */
export function createAlerts(deps: AlertsDeps) {
  const { servers, now, everyMs, tell, onChange } = deps
  const book = openBook(deps.file, deps.notice)
  let { alerts, watched } = book.found
  const series = new Map<string, Series>(Object.entries(book.found.series))
  /** Why there was no price at the last look, by key. */
  const problems = new Map<string, string>()
  let held = false

  const waiting = () => alerts.filter(({ state }) => state.is === 'waiting')
  const wanted = (): (Pick<Watched, 'server' | 'token'> & Target)[] => {
    const all = [...waiting(), ...watched].map(({ server, token }) => ({
      key: keyOf({ server, token }),
      server,
      token,
    }))
    return [...new Map(all.map((one) => [one.key, one])).values()]
  }

  const schedule = createSchedule({
    now: deps.mono,
    after: deps.after,
    everyMs,
    targets: wanted,
    mayLook: (server) => servers.isLocal(server) || deps.isOnline(),
    async look({ key }) {
      const target = wanted().find((one) => one.key === key)
      if (target === undefined) return 'fine'
      const look = await servers.look(target.server, target.token)
      took(target, look)
      return !look.ok && look.fault === 'server' ? 'trouble' : 'fine'
    },
  })

  /** What was set, taken back or seen: it is written down, shown, and the schedule follows. */
  const changed = () => {
    const keys = new Set([...alerts, ...watched].map(keyOf))
    for (const key of series.keys()) if (!keys.has(key)) series.delete(key)
    for (const key of problems.keys()) if (!keys.has(key)) problems.delete(key)
    const now: Book = { alerts, watched, series: Object.fromEntries(series) }
    void book.save(now)
    onChange()
  }

  /** A look has ended. What was taken back meanwhile is no longer wanted. */
  const took = (target: Pick<Watched, 'server' | 'token'>, look: Look) => {
    const key = keyOf(target)
    if (!look.ok) {
      problems.set(key, look.message.shown)
      // It has no tool for prices at all: to ask again would change nothing.
      if (look.fault === 'never') fail(key, look.message.shown)
      return changed()
    }
    problems.delete(key)
    note(key, look)
    for (const alert of waiting().filter((one) => keyOf(one) === key)) {
      const { condition, createdAt } = alert
      if (!holds(condition, createdAt, series.get(key)?.samples ?? [])) continue
      replace({ ...alert, state: { is: 'fired', at: now(), price: look.price.price, told: false } })
    }
    changed()
    speak()
  }

  const note = (key: string, { price }: Extract<Look, { ok: true }>) => {
    const samples = series.get(key)?.samples ?? []
    const sample = { at: now(), price: price.price }
    series.set(key, { samples: withSample(samples, sample, LONGEST_WITHIN_MS), change24h: price.change24h })
  }

  const replace = (alert: Alert) => {
    alerts = alerts.map((one) => (one.id === alert.id ? alert : one))
  }

  const fail = (key: string, reason: string) => {
    for (const alert of waiting().filter((one) => keyOf(one) === key))
      replace({ ...alert, state: { is: 'failed', reason } })
  }

  /** Tells what has fired, once, and never into a question that is being spoken. */
  const speak = () => {
    if (held) return
    const due = alerts.filter(({ state }) => state.is === 'fired' && !state.told)
    if (due.length === 0) return
    for (const alert of due) {
      if (alert.state.is !== 'fired') continue
      replace({ ...alert, state: { ...alert.state, told: true } })
      tell(alert, alert.state.price)
    }
    changed()
  }

  /** The token of a wish as its server knows it, with its price now. */
  const find = async ({ token, server }: WatchWish) => {
    const chosen = server ?? servers.usual()
    if (chosen === null) return refused('no_server', () => t('alerts.problem.noServer'))
    const asked = tokenOf(token)
    const look = await servers.look(chosen, asked)
    if (!look.ok) return { ok: false, code: 'no_price', message: look.message } as const
    const { mint, symbol: theirs } = look.price
    // It is shown, read aloud and told to the model: whatever a server calls it stays one short line.
    const symbol = safeLine(knownToken(asked.mint ?? mint ?? '')?.symbol ?? theirs ?? asked.symbol, LONGEST_SYMBOL)
    if (symbol === null) return refused('bad_token', () => t('alerts.problem.badToken'))
    const found: AlertToken = { mint: asked.mint ?? (mint !== null && MINT.test(mint) ? mint : null), symbol }
    return { ok: true, server: chosen, token: found, look } as const
  }

  const begin = (target: Pick<Watched, 'server' | 'token'>, look: Extract<Look, { ok: true }>) => {
    const key = keyOf(target)
    note(key, look)
    problems.delete(key)
    schedule.looked(key)
    changed()
    schedule.plan()
  }

  return {
    /** Begins to look; tells what had fired when the app ended. */
    start() {
      speak()
      schedule.plan()
    },
    state(): AlertsState {
      const targets = wanted()
      const every = everyMs()
      const asleep = schedule.paused ? 'asleep' : null
      const offline = targets.every(({ server }) => !servers.isLocal(server)) && !deps.isOnline() ? 'offline' : null
      return {
        ...NO_ALERTS,
        alerts: [...alerts].reverse(),
        watched: watched.map((one) => shown(one)),
        servers: servers.list(),
        schedule: {
          state: targets.length === 0 ? 'off' : (asleep ?? offline ?? 'running'),
          everyMs: every,
          requestsPerHour: Math.ceil((targets.length * HOUR_MS) / every),
        },
      }
    },
    /** Looks at the price once, and waits for it. Settles when that is set, or with why not; never rejects. */
    async set(wish: AlertWish): Promise<SetReply> {
      if (waiting().length >= MOST_ALERTS)
        return refused('too_many', () => t('alerts.problem.tooMany', { n: MOST_ALERTS }))
      const found = await find(wish)
      if (!found.ok) return found
      // A model may set several at once, and each of them has waited for its price.
      if (waiting().length >= MOST_ALERTS)
        return refused('too_many', () => t('alerts.problem.tooMany', { n: MOST_ALERTS }))
      const { server, token, look } = found
      const { price } = look.price
      const createdAt = now()
      if (holds(wish.condition, createdAt, [{ at: createdAt, price }]))
        return refused('reached_already', () =>
          t('alerts.problem.already', { token: token.symbol, price: priceText(price) }),
        )
      const { condition, spoken } = wish
      const alert: Alert = { id: randomUUID(), server, token, condition, spoken, createdAt, state: { is: 'waiting' } }
      alerts = [...alerts.filter(keptBeside), alert]
      begin(alert, look)
      return { ok: true, alert, price }
    },
    /** Removes an alert, waiting or not. */
    cancel(id: string): Done {
      if (!alerts.some((alert) => alert.id === id)) return { ok: false, message: t('alerts.problem.gone') }
      alerts = alerts.filter((alert) => alert.id !== id)
      changed()
      schedule.plan()
      return { ok: true }
    },
    async watch(wish: WatchWish): Promise<Done> {
      if (watched.length >= MOST_WATCHED)
        return { ok: false, message: t('alerts.problem.tooManyWatched', { n: MOST_WATCHED }) }
      const found = await find(wish)
      if (!found.ok) return { ok: false, message: found.message.shown }
      if (watched.length >= MOST_WATCHED)
        return { ok: false, message: t('alerts.problem.tooManyWatched', { n: MOST_WATCHED }) }
      const { server, token, look } = found
      if (watched.some((one) => keyOf(one) === keyOf({ server, token })))
        return { ok: false, message: t('alerts.problem.watchedAlready', { token: token.symbol }) }
      watched = [...watched, { id: randomUUID(), server, token }]
      begin({ server, token }, look)
      return { ok: true }
    },
    unwatch(id: string): Done {
      watched = watched.filter((one) => one.id !== id)
      changed()
      schedule.plan()
      return { ok: true }
    },
    /** A key is held, or no longer: what has fired waits until then. */
    held(is: boolean) {
      held = is
      speak()
    },
    suspend() {
      schedule.pause()
      onChange()
    },
    resume() {
      schedule.resume()
      onChange()
    },
    /** Servers, secrets, the pace, the network or the backend are others than before. */
    async follow() {
      await servers.follow()
      if (wanted().length === 0) return onChange()
      for (const target of wanted())
        if (!servers.exists(target.server)) fail(target.key, t('alerts.problem.serverGone'))
      changed()
      schedule.afresh()
    },
    /** Ends the lines to the servers. Settles when all is on disk. */
    async close() {
      schedule.pause()
      await servers.close()
      await book.settled()
    },
  }

  function shown(one: Watched): AlertsState['watched'][number] {
    const kept = series.get(keyOf(one))
    const last = kept?.samples.at(-1)
    return {
      ...one,
      price: last?.price ?? null,
      at: last?.at ?? null,
      change24h: kept?.change24h ?? null,
      samples: sparkline(kept?.samples ?? []),
      problem: problems.get(keyOf(one)) ?? null,
    }
  }
}

export type Alerts = ReturnType<typeof createAlerts>

const refused = (code: Refusal, why: () => string) => ({ ok: false, code, message: sentence(why) }) as const

const HOUR_MS = 3_600_000
const LONGEST_SYMBOL = 20

/** Where there is no room for another one, those that are over give way. */
const keptBeside = (alert: Alert, at: number, all: readonly Alert[]) =>
  alert.state.is === 'waiting' ||
  all.length - at < MOST_ALERTS - all.filter(({ state }) => state.is === 'waiting').length

/** A symbol that the app's own list knows stands for that mint, and for no look-alike. */
function tokenOf(text: string): AlertToken {
  if (MINT.test(text))
    return { mint: text, symbol: knownToken(text)?.symbol ?? `${text.slice(0, 4)}…${text.slice(-4)}` }
  const symbol = text.replace(/^\$/, '').toUpperCase()
  return { mint: knownSymbol(symbol)?.mint ?? null, symbol }
}
