import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks per second of /proc: 100 on every Linux that Electron runs on. */
const TICKS = 100

/** What a process and all that it started have used since they began, and hold now. */
export interface Usage {
  cpuSeconds: number
  /** Shared pages are counted in parts, by those who share them. */
  pssMb: number
  writtenBytes: number
  /** Times that each thread was woken, by its id. */
  wakeUps: Map<string, number>
}

/** Reads /proc: Linux alone. */
export function usageOf(root: number): Usage {
  const total: Usage = { cpuSeconds: 0, pssMb: 0, writtenBytes: 0, wakeUps: new Map() }
  for (const pid of family(root)) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      total.cpuSeconds += (Number(stat[11]) + Number(stat[12])) / TICKS
      total.pssMb += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]) / 1000
      total.writtenBytes += Number(/^write_bytes: (\d+)/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1])
      for (const task of readdirSync(`/proc/${pid}/task`)) {
        const status = readFileSync(`/proc/${pid}/task/${task}/status`, 'utf8')
        total.wakeUps.set(task, Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)?.[1]))
      }
    } catch {
      // It ended meanwhile.
    }
  }
  return total
}

function family(root: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        return [[Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])] as const]
      } catch {
        return []
      }
    })
  const found = [root]
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.push(child)
  return found
}
