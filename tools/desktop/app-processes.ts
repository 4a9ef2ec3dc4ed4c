import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { ElectronApplication } from 'playwright-core'

const POLL_MS = 20

/** The number of one of the app's processes; its name is that of the service, or 'GPU'. null when there is none. */
export async function pidOf(app: ElectronApplication, name: string): Promise<number | null> {
  const metrics = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().map(({ pid, type, name: called }) => ({ pid, name: called ?? type })),
  )
  return metrics.find((it) => it.name === name)?.pid ?? null
}

/** A process and everything that it started and that still runs (Linux). */
export function withDescendants(pid: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : null
    if (stat) parents.set(Number(name), stat.parent)
  }
  const family = new Set([pid])
  for (let before = 0; before !== family.size; ) {
    before = family.size
    for (const [child, parent] of parents) if (family.has(parent)) family.add(child)
  }
  return [...family]
}

/** Settles with those that still run after `ms`: none, as soon as all are gone. */
export async function stillRunning(pids: number[], ms: number): Promise<number[]> {
  const deadline = Date.now() + ms
  for (;;) {
    // One that waits to be fetched by its parent runs no more.
    const alive = pids.filter((pid) => !['Z', 'X', undefined].includes(statOf(pid)?.state))
    if (alive.length === 0 || Date.now() > deadline) return alive
    await delay(POLL_MS)
  }
}

/** See proc_pid_stat(5): the name may hold anything, so what follows its last bracket is read. */
function statOf(pid: number): { state: string; parent: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const [state = '', parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state, parent: Number(parent) }
  } catch {
    return null
  }
}
