import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSessionJournal } from '../../main/journal/session-journal'
import { createEndurance } from '../../test/engine/model/endurance'
import { heldMb } from './heap'

/** Rows that the journal keeps in memory: growth is counted from when it is full. */
const RING_EVENTS = 100_000
const SEED = 20_261_125
/** Between two looks at the disk, so that its buffers are not taken for growth. */
const PART = 10_000

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
      await new Promise((resolve) => setTimeout(resolve, 20))
      if (full === null && rows >= 2 * RING_EVENTS) full = heldMb()
    }
    const end = heldMb()
    world.close()
    await journal.close()
    return { events: world.events, crashes: [...problems, ...world.crashes], growthMb: full === null ? 0 : end - full }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
