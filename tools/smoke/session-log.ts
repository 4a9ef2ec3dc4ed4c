import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'

const RowSchema = z.object({ name: z.string(), at: z.number(), data: z.unknown() })
export type Row = z.infer<typeof RowSchema>

const LOOK_MS = 50

/** What the packaged app writes of its sessions: the only thing that it tells from outside. */
export function openSessionLog(profile: string, since: number) {
  const folder = join(profile, 'sessions')

  const rows = (): Row[] =>
    (existsSync(folder) ? readdirSync(folder).sort() : []).flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .split('\n')
        // The last line may not be whole yet.
        .slice(0, -1)
        .map((line) => RowSchema.parse(JSON.parse(line)))
        .filter(({ at }) => at >= since),
    )

  return {
    rows,
    /** Settles with the first row that fits and came later than `after` (epoch milliseconds); null after `ms` without one. */
    async until(fits: (row: Row) => boolean, ms: number, after = since): Promise<Row | null> {
      for (const end = Date.now() + ms; ; await delay(LOOK_MS)) {
        const found = rows().find((row) => row.at >= after && fits(row))
        if (found || Date.now() > end) return found ?? null
      }
    },
  }
}
