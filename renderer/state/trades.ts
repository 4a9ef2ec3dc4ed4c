import { createStore } from 'zustand/vanilla'
import { t } from '../../shared/i18n'
import type { ViewBridge } from '../../shared/ipc'
import type { TradeRow } from '../../shared/past-trades'
import {
  type ChainProof,
  type DayTotals,
  dayOf,
  EVERY_TRADE,
  type ExportFormat,
  type TradeDetail,
  type TradeFilter,
} from '../../shared/trade-list'

/** Asked for at once: more than fit on any screen. */
const PAGE = 100
/** The ledger is written moments after the conversation shows a trade. */
const SETTLE_MS = 400

/** What a list is drawn from: a day, or a trade of it. */
export type TradeItem = { kind: 'day'; totals: DayTotals } | { kind: 'trade'; row: TradeRow }

export interface TradesState {
  filter: TradeFilter
  items: TradeItem[]
  /** How many match; null before the first answer. */
  total: number | null
  more: boolean
  wallets: string[]
  backends: string[]
  /** null while it is being read. */
  proof: ChainProof | null
  /** The trade that is open. */
  detail: TradeDetail | null
  /** One sentence on what can't be read. */
  problem: string | null
  /** What came of an export or of a look. */
  told: { ok: boolean; message: string } | null
  busy: 'export' | 'look' | null
}

type Bridge = Pick<ViewBridge, 'listTrades' | 'getTrade' | 'verifyTrades' | 'exportTrades' | 'lookAtTrade' | 'onUpdate'>

/** The trades tab as it is asked for and answered. An answer to a filter that has changed since is dropped. */
export function createTrades(bridge: Bridge) {
  const store = createStore<TradesState>(() => ({
    filter: EVERY_TRADE,
    items: [],
    total: null,
    more: false,
    wallets: [],
    backends: [],
    proof: null,
    detail: null,
    problem: null,
    told: null,
    busy: null,
  }))
  let rows: TradeRow[] = []
  let days = new Map<string, DayTotals>()
  let asked = 0

  async function list(before: number | null, limit: number) {
    const { filter } = store.getState()
    asked += 1
    const own = asked
    const page = await bridge.listTrades({ filter, before, limit }).catch(() => null)
    if (own !== asked) return
    if (page === null) {
      // What was not read is still there: it is asked for again once the end comes into sight.
      store.setState({ problem: t('app.ledger.unreadable'), ...(before !== null && { more: true }) })
      return
    }
    if (before === null) days = new Map()
    rows = before === null ? page.rows : [...rows, ...page.rows]
    for (const totals of page.days) days.set(totals.day, totals)
    const { total, more, wallets, backends } = page
    store.setState({ items: itemsOf(rows, days), total, more, wallets, backends, problem: null })
  }

  async function verify() {
    store.setState({ proof: await bridge.verifyTrades().catch(unread) })
  }

  async function read(seq: number) {
    const detail = await bridge.getTrade(seq).catch(() => null)
    store.setState(detail === null ? { detail, problem: t('app.ledger.unreadable') } : { detail })
  }

  /** As many as are shown, anew. */
  const refresh = () => list(null, Math.min(Math.max(PAGE, rows.length), MOST))

  return {
    ...store,
    /** The tab is seen: reads what it shows, and again whenever a trade goes on. Answers how to stop. */
    follow(): () => void {
      let timer: ReturnType<typeof setTimeout> | undefined
      void refresh()
      void verify()
      const stop = bridge.onUpdate(({ entries }) => {
        if (!entries.some(({ kind }) => kind === 'approval' || kind === 'tool')) return
        clearTimeout(timer)
        timer = setTimeout(() => {
          const { detail } = store.getState()
          void refresh()
          if (detail !== null) void read(detail.record.seq)
        }, SETTLE_MS)
      })
      return () => {
        clearTimeout(timer)
        stop()
      }
    },
    setFilter(patch: Partial<TradeFilter>) {
      store.setState(({ filter }) => ({ filter: { ...filter, ...patch } }))
      void list(null, PAGE)
    },
    /** The end of the list is in sight. */
    async older() {
      const last = rows.at(-1)
      if (!store.getState().more || last === undefined) return
      // Asked once, however often it is seen.
      store.setState({ more: false })
      await list(last.seq, PAGE)
    },
    async open(seq: number) {
      store.setState({ told: null })
      await read(seq)
    },
    close: () => store.setState({ detail: null, told: null }),
    async export(format: ExportFormat) {
      store.setState({ busy: 'export', told: null })
      const told = await bridge.exportTrades(format).catch(() => ({ ok: false, message: t('app.ledger.unreadable') }))
      store.setState({ busy: null, told })
    },
    async look(seq: number) {
      store.setState({ busy: 'look', told: null })
      const told = await bridge.lookAtTrade({ seq }).catch(() => ({ ok: false, message: t('app.ledger.unreadable') }))
      store.setState({ busy: null, told })
      await read(seq)
    },
  }
}

export type Trades = ReturnType<typeof createTrades>

/** The longest page that main answers. */
const MOST = 500

const unread = (): ChainProof => ({
  entries: 0,
  since: null,
  newestHash: null,
  broken: null,
  problem: t('app.ledger.unreadable'),
})

function itemsOf(rows: readonly TradeRow[], days: ReadonlyMap<string, DayTotals>): TradeItem[] {
  const items: TradeItem[] = []
  let day = ''
  for (const row of rows) {
    const own = dayOf(row.at)
    const totals = days.get(own)
    if (own !== day && totals !== undefined) items.push({ kind: 'day', totals })
    day = own
    items.push({ kind: 'trade', row })
  }
  return items
}
