import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createPackage } from '@electron/asar'
import { type Desktop, startDesktop } from '../../test/e2e/desktop/desktop'
import { packagedApp } from '../../test/e2e/desktop/package'
import { devToolsPort, pageAt } from '../../test/e2e/desktop/packaged'
import { whyNoSandbox } from '../setup/launch.mjs'
import { percentile, type Row } from './table'

/** What starts within the first moments has come to rest by then. */
const SETTLE_MS = 30_000
/** Clock ticks per second of /proc: 100 on every Linux that Electron runs on. */
const TICKS = 100

const EMPTY_MAIN = `const { app, BrowserWindow, nativeImage, Tray } = require('electron')
const { join } = require('node:path')
app.whenReady().then(() => {
  globalThis.tray = new Tray(nativeImage.createFromPath(join(__dirname, 'icon.png')))
  globalThis.window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, backgroundThrottling: false } })
  window.loadFile('index.html')
})
app.on('window-all-closed', () => {})
`

/**
 * The packaged app beside an empty one on the same binary: a tray and one hidden window. Starts in turns, then both at rest
 * at once. Linux alone: the figures come from /proc.
 */
export async function measurePackage(starts: number, idleMs: number): Promise<{ start: Row[]; rest: Row[] }> {
  const built = await packagedApp()
  const scratch = mkdtempSync(join(tmpdir(), 'dexter-bench-'))
  const desktop = await startDesktop({ audio: false })
  try {
    const empty = await emptyApp(built, scratch)
    const times = { app: [] as number[], empty: [] as number[] }
    for (let count = 0; count <= starts; count++) {
      const mine = await timeStart(desktop, join(built, 'dexter-voice'), APP_SWITCHES)
      const theirs = await timeStart(desktop, empty, [])
      // The first start of each reads the disk.
      if (count === 0) continue
      times.app.push(mine)
      times.empty.push(theirs)
    }
    const start = [
      {
        name: 'spawn -> tray and hidden window',
        values: times.app,
        floor: { name: 'empty app', value: percentile(times.empty, 0.5) },
        aim: '<= 1.3 x',
      },
    ]
    return { start, rest: await measureRest(desktop, join(built, 'dexter-voice'), empty, idleMs) }
  } finally {
    await desktop.close()
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** At rest nobody talks to anybody: no session is held open, and no practice voice is loaded. */
const APP_SWITCHES = ['--connect=press', '--hidden']

async function emptyApp(built: string, scratch: string): Promise<string> {
  const source = join(scratch, 'source')
  mkdirSync(source)
  writeFileSync(join(source, 'package.json'), '{"name":"empty","version":"1.0.0","main":"main.js"}')
  writeFileSync(join(source, 'main.js'), EMPTY_MAIN)
  writeFileSync(join(source, 'index.html'), '<!doctype html><title>empty</title>')
  cpSync(join(built, '..', '..', 'out', 'icons', 'tray', 'idle-24.png'), join(source, 'icon.png'))
  const copy = join(scratch, 'empty')
  cpSync(built, copy, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.includes('app.asar') })
  await createPackage(source, join(copy, 'resources', 'app.asar'))
  return join(copy, 'dexter-voice')
}

function launch(desktop: Desktop, executable: string, args: string[]): ChildProcess {
  const profile = mkdtempSync(join(desktop.dir, 'profile-'))
  const sandbox = whyNoSandbox() ? ['--no-sandbox'] : []
  return spawn(executable, [...sandbox, `--user-data-dir=${profile}`, ...args], {
    env: desktop.env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

/** Milliseconds until the first window's page is there: both make it right after their tray. */
async function timeStart(desktop: Desktop, executable: string, args: string[]): Promise<number> {
  const from = performance.now()
  const child = launch(desktop, executable, ['--remote-debugging-port=0', ...args])
  const ended = once(child, 'exit')
  const port = await devToolsPort(child)
  await pageAt(child, port, ({ url }) => url.endsWith('.html'))
  const took = performance.now() - from
  child.kill()
  await ended
  return took
}

async function measureRest(desktop: Desktop, mine: string, theirs: string, idleMs: number): Promise<Row[]> {
  const app = launch(desktop, mine, APP_SWITCHES)
  const empty = launch(desktop, theirs, [])
  for (const child of [app, empty]) child.stderr?.resume()
  const ended = Promise.all([once(app, 'exit'), once(empty, 'exit')])
  try {
    await delay(SETTLE_MS)
    const before = [usage(app.pid), usage(empty.pid)] as const
    await delay(idleMs)
    const after = [usage(app.pid), usage(empty.pid)] as const
    const seconds = idleMs / 1000
    const of = (name: keyof Usage, which: 0 | 1) => after[which][name] - before[which][name]
    const cpu = (which: 0 | 1) => (of('ticks', which) / TICKS / seconds) * 100
    return [
      { name: 'CPU at rest', values: [cpu(0)], floor: { name: 'empty app', value: cpu(1) }, aim: '<= 0.5', unit: '%' },
      {
        name: 'proportional memory',
        values: [after[0].pssMb],
        floor: { name: 'empty app', value: after[1].pssMb },
        aim: '<= 1.6 x',
        unit: 'MB',
      },
      {
        name: 'wake-ups a second',
        values: [of('switches', 0) / seconds],
        floor: { name: 'empty app', value: of('switches', 1) / seconds },
        aim: '',
        unit: '',
      },
      { name: 'written to disk', values: [of('written', 0) / 1000], floor: null, aim: '0', unit: 'KB' },
    ]
  } finally {
    app.kill()
    empty.kill()
    await ended
  }
}

interface Usage {
  ticks: number
  pssMb: number
  switches: number
  written: number
}

/** Of a process and all that it started. */
function usage(root: number | undefined): Usage {
  const total: Usage = { ticks: 0, pssMb: 0, switches: 0, written: 0 }
  for (const pid of family(root ?? -1)) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      total.ticks += Number(stat[11]) + Number(stat[12])
      total.pssMb += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]) / 1000
      total.written += Number(/^write_bytes: (\d+)/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1])
      for (const task of readdirSync(`/proc/${pid}/task`)) {
        const status = readFileSync(`/proc/${pid}/task/${task}/status`, 'utf8')
        total.switches += Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)?.[1])
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
