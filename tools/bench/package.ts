import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Desktop, startDesktop } from '../desktop/desktop'
import { devToolsPort, openedCopy, pageAt } from '../desktop/opened-package'
import { packagedApp } from '../desktop/package'
import { watchTrays } from '../desktop/tray-bus'

import { whyNoSandbox } from '../setup/launch.mjs'
import { EMPTY_PAGE, makeEmptyApp } from './empty-app'
import { type Usage, usageOf } from './process-usage'
import { percentile, type Row } from './table'

/**
 * By then all that a start sets off is over: Chromium's caches are written after 30 s, updates are looked for after a
 * minute, the practice voice rests after two, and Chromium (an empty app's too) opens its last store.
 */
const SETTLE_MS = 180_000

/** Started as at log-in. */
const HIDDEN = ['--hidden']
/** No session is held open: there is none to rest in. */
const ON_PRESS = [...HIDDEN, '--connect=press']

interface Program {
  executable: string
  switches: string[]
  page: string
  /** The same program, started so that its pages can be looked for. */
  opened: { executable: string; switches: string[] }
}

/**
 * The packaged app beside an empty one on the same binary: a tray and one hidden window. Starts in turns, then both at rest
 * at once. Linux alone: the figures come from /proc, and the tray's moment from the message bus.
 */
export async function measurePackage(
  starts: number,
  restMs: number,
): Promise<{ start: Row[]; rest: Row[]; restOnPress: Row[] }> {
  const built = await packagedApp()
  const scratch = mkdtempSync(join(tmpdir(), 'dexter-bench-'))
  const desktop = await startDesktop({ audio: false })
  try {
    const app: Program = {
      executable: join(built, 'dexter-voice'),
      switches: HIDDEN,
      page: 'app://dexter/voice.html',
      opened: { executable: await openedCopy(built, join(scratch, 'opened')), switches: HIDDEN },
    }
    const bare = await makeEmptyApp(built, scratch)
    const empty: Program = {
      executable: bare,
      switches: [],
      page: EMPTY_PAGE,
      opened: { executable: bare, switches: ['--remote-debugging-port=0'] },
    }
    // Pages that two of them shared would count for half in each: every one runs a binary of its own.
    const copy = join(scratch, 'copy')
    cpSync(built, copy, { recursive: true, verbatimSymlinks: true })
    const onPress = { ...app, executable: join(copy, 'dexter-voice'), switches: ON_PRESS }
    const start = await measureStarts(desktop, app, empty, starts)
    const [rest = [], restOnPress = []] = await measureRest(desktop, [app, onPress], empty, restMs)
    return { start, rest, restOnPress }
  } finally {
    await desktop.close()
    rmSync(scratch, { recursive: true, force: true })
  }
}

function launch(desktop: Desktop, { executable, switches }: Pick<Program, 'executable' | 'switches'>): ChildProcess {
  const config = mkdtempSync(join(desktop.dir, 'config-'))
  const sandbox = whyNoSandbox() ? ['--no-sandbox'] : []
  return spawn(executable, [...sandbox, ...switches], {
    env: { ...desktop.env, XDG_CONFIG_HOME: config },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

async function measureStarts(desktop: Desktop, app: Program, empty: Program, count: number): Promise<Row[]> {
  const bus = await watchTrays(desktop)
  const timed = {
    tray: { mine: [] as number[], empty: [] as number[] },
    page: { mine: [] as number[], empty: [] as number[] },
  }
  for (let turn = 0; turn <= count; turn++) {
    const starts = {
      tray: { mine: await timeTray(desktop, app, bus.next), empty: await timeTray(desktop, empty, bus.next) },
      page: { mine: await timePage(desktop, app), empty: await timePage(desktop, empty) },
    }
    // The first start of each reads the disk.
    if (turn === 0) continue
    for (const until of ['tray', 'page'] as const)
      for (const whose of ['mine', 'empty'] as const) timed[until][whose].push(starts[until][whose])
  }
  await bus.close()
  const row = (name: string, { mine, empty }: (typeof timed)['tray'], aim: string): Row => ({
    name,
    values: mine,
    floor: { name: 'empty app', value: percentile(empty, 0.5) },
    aim,
  })
  return [row('spawn -> tray', timed.tray, '<= 1.3 x'), row('spawn -> page of the hidden window', timed.page, '')]
}

/** Milliseconds until the program asks for its place in the tray. */
async function timeTray(desktop: Desktop, program: Program, nextTray: () => Promise<void>): Promise<number> {
  const tray = nextTray()
  const from = performance.now()
  const child = launch(desktop, program)
  child.stderr?.resume()
  const ended = once(child, 'exit')
  await tray
  const took = performance.now() - from
  child.kill()
  await ended
  return took
}

/** Milliseconds until the page of the hidden window is there. */
async function timePage(desktop: Desktop, program: Program): Promise<number> {
  const from = performance.now()
  const child = launch(desktop, program.opened)
  const ended = once(child, 'exit')
  const port = await devToolsPort(child)
  await pageAt(child, port, ({ url }) => url === program.page)
  const took = performance.now() - from
  child.kill()
  await ended
  return took
}

/** All of them at rest at once; the rows of each of `apps`. */
async function measureRest(desktop: Desktop, apps: Program[], empty: Program, restMs: number): Promise<Row[][]> {
  const children = [empty, ...apps].map((program) => launch(desktop, program))
  for (const child of children) child.stderr?.resume()
  const ended = Promise.all(children.map((child) => once(child, 'exit')))
  const look = () => children.map(({ pid }) => usageOf(pid ?? -1))
  try {
    await delay(SETTLE_MS)
    const before = look()
    await delay(restMs)
    const [floor, ...rests] = look().map((after, which) => restOf(before[which] ?? after, after, restMs / 1000))
    return rests.map((rest) => {
      const row = (name: string, of: keyof Rest, aim: string, unit: string): Row => ({
        name,
        values: [rest[of]],
        floor: floor ? { name: 'empty app', value: floor[of] } : null,
        aim,
        unit,
      })
      return [
        row('CPU at rest', 'cpuPercent', '<= 0.5', '%'),
        row('proportional memory', 'pssMb', '<= 1.6 x', 'MB'),
        row('written to disk', 'writtenKb', '0', 'KB'),
        // A timer under a second would wake its thread more often than once in each.
        row('wake-ups a second, busiest thread', 'busiest', '<= 1', ''),
        row('wake-ups a second, all threads', 'wakeUps', '', ''),
      ]
    })
  } finally {
    for (const child of children) child.kill()
    await ended
  }
}

type Rest = ReturnType<typeof restOf>

function restOf(before: Usage, after: Usage, seconds: number) {
  const wakeUps = [...after.wakeUps].map(([task, count]) => (count - (before.wakeUps.get(task) ?? 0)) / seconds)
  return {
    cpuPercent: ((after.cpuSeconds - before.cpuSeconds) / seconds) * 100,
    pssMb: after.pssMb,
    writtenKb: (after.writtenBytes - before.writtenBytes) / 1000,
    busiest: Math.max(...wakeUps),
    wakeUps: wakeUps.reduce((sum, each) => sum + each, 0),
  }
}
