import { setTimeout as delay } from 'node:timers/promises'
import type { ElectronApplication, Page } from 'playwright-core'
import type { LogEvent } from '../../shared/log'
import type { Snapshot, Turn } from '../../shared/snapshot'
import { Problem } from '../setup/problem.mjs'
import { pageOf } from './page-of'

// A slow machine opens the panel within a few seconds; a broken app never does.
const OPEN_MS = 30_000
// Rare enough to cost nothing, and only used while nobody speaks.
const POLL_MS = 50
const LOG_PAGE = 5_000

/** The panel window of the running app, through the same bridge that its own code uses. */
export interface Panel {
  page: Page
  snapshot(): Promise<Snapshot>
  /** Settles when the condition holds, with the snapshot that met it; null when it did not within the time. */
  until(condition: (snapshot: Snapshot) => boolean, timeoutMs: number): Promise<Snapshot | null>
  /** Settles when the turn has ended, its answer played; null when it did not within the time. Does not poll. */
  turnEnded(turnId: string, timeoutMs: number): Promise<Turn | null>
  /**
   * Settles when the turn has ended, or when a request waits that is none of `known`: "ended" or the request's id. null when
   * neither came within the time. Does not poll.
   */
  turnEndedOrAsked(turnId: string, known: string[], timeoutMs: number): Promise<string | null>
  /** Every row of the session log. */
  log(): Promise<LogEvent[]>
}

/** Settles when the panel shows and its bridge answers. */
export async function openPanel(app: ElectronApplication): Promise<Panel> {
  const page = await pageOf(app, 'panel', OPEN_MS).catch((error: Error) => {
    throw new Problem(`The app started, but its panel did not open: ${error.message}.`)
  })
  await page.waitForLoadState('load')
  return panelOf(page)
}

/** The panel that has loaded in this page. */
export function panelOf(page: Page): Panel {
  const snapshot = () => page.evaluate(() => window.dexter.snapshot())

  return {
    page,
    snapshot,
    async until(condition, timeoutMs) {
      const deadline = Date.now() + timeoutMs
      for (;;) {
        const now = await snapshot()
        if (condition(now)) return now
        if (Date.now() > deadline) return null
        await delay(POLL_MS)
      }
    },
    turnEnded: (turnId, timeoutMs) => page.evaluate(waitForTurn, { turnId, timeoutMs }),
    turnEndedOrAsked: (turnId, known, timeoutMs) => page.evaluate(waitForTurnOrRequest, { turnId, known, timeoutMs }),
    async log() {
      const rows: LogEvent[] = []
      for (;;) {
        const from = rows.length === 0 ? 0 : (rows.at(-1)?.seq ?? 0) + 1
        const more = await page.evaluate(([start, limit]) => window.dexter.readLog(start, limit), [
          from,
          LOG_PAGE,
        ] as const)
        rows.push(...more)
        if (more.length < LOG_PAGE) return rows
      }
    },
  }
}

/**
 * Runs in the panel, where updates arrive anyway: asking from outside would disturb what is being measured.
 * It crosses as source text, so it names no inner function: the compiler's helper for names does not cross with it.
 */
function waitForTurn({ turnId, timeoutMs }: { turnId: string; timeoutMs: number }): Promise<Turn | null> {
  const cleanup: (() => void)[] = []
  const ended = new Promise<Turn | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), timeoutMs)
    const unsubscribe = window.dexter.onUpdate(({ turns }) => {
      const turn = turns.find((it) => it.id === turnId && it.phase === 'ended')
      if (turn) resolve(turn)
    })
    cleanup.push(unsubscribe, () => clearTimeout(timer))
    void window.dexter.snapshot().then(({ turns }) => {
      const turn = turns.find((it) => it.id === turnId && it.phase === 'ended')
      if (turn) resolve(turn)
    })
  })
  return ended.finally(() => {
    for (const undo of cleanup) undo()
  })
}

/** As above. */
function waitForTurnOrRequest(wanted: { turnId: string; known: string[]; timeoutMs: number }): Promise<string | null> {
  const { turnId, known, timeoutMs } = wanted
  const cleanup: (() => void)[] = []
  const settled = new Promise<string | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), timeoutMs)
    // A request first: the turn that it belongs to may end with it.
    cleanup.push(
      window.dexter.onUpdate(({ turns, entries }) => {
        for (const it of entries)
          if (it.kind === 'approval' && it.decision === 'pending' && !known.includes(it.id)) return resolve(it.id)
        if (turns.some((it) => it.id === turnId && it.phase === 'ended')) resolve('ended')
      }),
      () => clearTimeout(timer),
    )
    void window.dexter.snapshot().then(({ turns, entries }) => {
      for (const it of entries)
        if (it.kind === 'approval' && it.decision === 'pending' && !known.includes(it.id)) return resolve(it.id)
      if (turns.some((it) => it.id === turnId && it.phase === 'ended')) resolve('ended')
    })
  })
  return settled.finally(() => {
    for (const undo of cleanup) undo()
  })
}
