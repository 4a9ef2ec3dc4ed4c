import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { createConversation } from '../../main/journal/conversation'
import type { Entry, Turn } from '../../shared/snapshot'
import { assistant, tool, turn, user } from '../workbench/fixtures/entries'
import streams from '../workbench/fixtures/streams.json'
import type { Row } from './table'

const ENTRIES_OF_A_TURN = 3
const BATCH = 300
/** As the panel asks. */
const PAGE = 100
const MOST_FOUND = 1_000
const SEARCHES = ['San Chan', 'question 17', 'no such words']

const MINUTE_MS = 60_000
/** As it was built: from the sources, a thread first compiles them. */
const THREAD = pathToFileURL(join(import.meta.dirname, '../../out/main/conversation-thread.js'))

/** The conversation of one run of the app, kept in `folder`. */
const store = (folder: string, startedAt: Date) =>
  createConversation({
    folder,
    startedAt,
    keep: () => 'always',
    onlyReads: () => true,
    now: () => startedAt.getTime(),
    onProblem: console.error,
    thread: THREAD,
  })

/** Keeps so many entries, as an earlier run of the app did; settles with the megabytes that they take on disk. */
export async function keepConversation(folder: string, entries: number): Promise<number> {
  const from = Date.now() - 2 * entries * MINUTE_MS
  const earlier = store(folder, new Date(from))
  const turns = Math.ceil(entries / ENTRIES_OF_A_TURN)
  for (let first = 0; first < turns; first += BATCH) {
    const made = Array.from({ length: Math.min(BATCH, turns - first) }, (_, at) => madeUpTurn(first + at, from))
    earlier.note(
      made.flatMap(({ said }) => said).slice(0, entries - first * ENTRIES_OF_A_TURN),
      made.map((it) => it.turn),
    )
  }
  await earlier.close()
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) / 1e6
}

function madeUpTurn(number: number, from: number): { turn: Turn; said: Entry[] } {
  const at = from + number * MINUTE_MS
  const id = `turn-${number}`
  const base = (part: number) => ({ id: `${id}-${part}`, turnId: id, at: at + part, order: at + part })
  return {
    turn: turn({ id }),
    said: [
      user({ ...base(0), text: `What’s trending right now? This is question ${number}.` }),
      tool({ ...base(1), output: JSON.stringify(streams), endedAt: at + 2 }),
      assistant(base(2)),
    ],
  }
}

/** The store opened again, as the next start of the app does: the first answer waits for its thread and its index. */
export async function measureKept(folder: string): Promise<Row[]> {
  const first: number[] = []
  const next: number[] = []
  const searched: number[] = []
  for (let start = 0; start < 5; start += 1) {
    const now = store(folder, new Date())
    const time = async <T>(into: number[], ask: () => Promise<T>): Promise<T> => {
      const from = performance.now()
      const answer = await ask()
      into.push(performance.now() - from)
      return answer
    }
    const { before } = await time(first, () => now.read({ before: null, limit: PAGE }))
    await time(next, () => now.read({ before, limit: PAGE }))
    for (const text of SEARCHES) await time(searched, () => now.search({ text, before: null, limit: MOST_FOUND }))
    await now.close()
  }
  const row = (name: string, values: number[], aim: string): Row => ({ name, values, floor: null, aim })
  return [
    row('newest page, its thread started and its index made', first, '<= 200'),
    row('the page before', next, ''),
    row('search: a word of every answer, of few, of none', searched, ''),
  ]
}

/** Says when the panel was first drawn, and when the newest entries of before were: to be told to it before it loads. */
export const watchOpening = () => {
  const times: { drawn?: number; entries?: number } = {}
  Object.assign(window, { opening: times })
  new MutationObserver((_, observer) => {
    if (document.querySelector('.composer')) times.drawn ??= performance.now()
    if (!document.querySelector('.entry-row .entry')) return
    observer.disconnect()
    requestAnimationFrame(() => {
      // A message comes after the frame.
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        times.entries = performance.now()
        port1.close()
      }
      port2.postMessage(null)
    })
  }).observe(document, { childList: true, subtree: true })
}

/** Of a panel that was told to watch. */
export async function openingOf(panel: Page): Promise<Row[]> {
  await panel.waitForFunction(() => window.opening?.entries !== undefined)
  const { drawn = 0, entries = 0 } = await panel.evaluate(() => ({ ...window.opening }))
  return [
    {
      name: 'the panel of the app, first drawn to newest entries painted',
      values: [entries - drawn],
      floor: null,
      aim: '<= 200',
    },
    { name: 'the panel of the app, window to newest entries painted', values: [entries], floor: null, aim: '' },
  ]
}

declare global {
  interface Window {
    readonly opening?: { drawn?: number; entries?: number }
  }
}
