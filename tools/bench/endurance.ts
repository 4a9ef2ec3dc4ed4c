import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSessionJournal } from '../../main/journal/session-journal'
import { createEndurance } from '../engine/model/endurance'
import { heldMb } from './heap'

/** Rows that the journal keeps in memory: growth is counted from when it is full. */
const RING_EVENTS = 100_000
const SEED = 20_261_125
/** Events between two chances for the disk to take what waits for it; in the app it has one after each message. */
const PART = 1_000
/** What still waits for the disk is no growth: of so many looks the least counts. */
const LOOKS = 5
const LOOK_EVERY_MS = 300

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function settledMb(): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let look = 0; look < LOOKS; look++) {
    await pause(LOOK_EVERY_MS)
    least = Math.min(least, heldMb())
  }
  return least
}

interface Endurance {
  events: number
  crashes: string[]
  growthMb: number
}

/** Runs the engine and main's session journal on random events, and measures what they hold once the journal is full. */
export async function measureEndurance(events: number): Promise<Endurance> {
  const folder = mkdtempSync(join(tmpdir(), 'dexter-endurance-'))
  try {
    let rows = 0
    const problems: string[] = []
    const journal = createSessionJournal(folder, new Date(), (sentence) => problems.push(sentence))
    const world = createEndurance({
      seed: SEED,
      log(batch) {
        rows += batch.length
        journal.append(batch)
      },
    })
    let full: number | null = null
    while (world.events < events) {
      await world.run(Math.min(PART, events - world.events))
      await pause(1)
      if (full === null && rows >= 2 * RING_EVENTS) full = await settledMb()
    }
    const end = await settledMb()
    world.close()
    await journal.close()
    return { events: world.events, crashes: [...problems, ...world.crashes], growthMb: full === null ? 0 : end - full }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
