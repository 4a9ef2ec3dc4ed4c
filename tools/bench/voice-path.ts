import { setTimeout as delay } from 'node:timers/promises'
import { hotkeyFor } from '../../shared/hotkeys'
import type { Turn } from '../../shared/snapshot'
import { launchApp } from '../desktop/app'
import { type Desktop, startDesktop } from '../desktop/desktop'
import type { Pages } from '../desktop/pages'
import { openPanel, type Panel } from '../desktop/panel'
import { noiseFile } from '../desktop/tone'
import { probe } from './platform-apis'
import type { Row } from './table'

/** What the virtual device gives at once: 1,024 samples at 48 kHz. A press falls anywhere in it, and the rest must come first. */
const CHUNK_MS = 1024 / 48
/** The longest that a turn takes on a busy machine. */
const TURN_MS = 4_000
export const WIRE_ROW = 'key down -> first audio on the wire'
export const COMMIT_ROW = 'key up -> commit'
/** Longer than a tap, short enough for many turns. */
const HOLD_MS = 350
/** Into the answer, so that the next press cuts it. */
const LISTEN_MS = 300

/** Who holds the key, and where the turns can be seen. */
interface Driver {
  panel: Panel
  down(): Promise<void> | void
  up(): Promise<void> | void
}

/**
 * Real key presses into the real app: each turn asks (the noise of a room, which the practice backend answers), and the next press
 * cuts its answer. Settles with one row for each stage of the way.
 */
export async function measureVoicePath(turns: number): Promise<{ version: string; apis: string[]; rows: Row[] }> {
  const desktop = await startDesktop()
  try {
    const app = await launchApp(desktop, { args: ['--show-panel'] })
    try {
      const panel = await openPanel(app)
      await panel.until(({ hotkey }) => hotkey.source === 'hook', 30_000)
      const key = hotkeyFor(null, process.platform).code
      const driver = { panel, down: () => desktop.keyboard.down(key), up: () => desktop.keyboard.up(key) }
      playRoom(desktop, turns)
      const measured = await measureTurns(driver, turns)
      const voice = app.windows().find((page) => page.url().includes('voice.html'))
      if (!voice) throw new Error('there is no voice window')
      const version = await app.evaluate(() => `${process.versions.electron} (Chromium ${process.versions.chrome})`)
      return { version, apis: await probe(voice), rows: rowsOf(measured, await voice.evaluate(measureFloors)) }
    } finally {
      await app.close()
    }
  } finally {
    await desktop.close()
  }
}

/** The same turns with the built pages in a browser of this system, its key pressed by this process. */
export async function measurePages(pages: Pages, turns: number): Promise<Row[]> {
  return rowsOf(await measureTurns({ panel: pages.panel, ...pages.key }, turns), null)
}

/** The noise of a quiet room, for as long as so many turns take: a microphone that gives zeros asks nothing. */
export function playRoom(desktop: Desktop, turns: number): void {
  // Ended with the desktop.
  desktop.microphone.play(noiseFile(desktop, (turns + 5) * TURN_MS)).catch(() => {})
}

async function measureTurns({ panel, down, up }: Driver, turns: number): Promise<Turn[]> {
  await panel.until(({ status }) => status.sessionId !== null, 30_000)
  await panel.page.evaluate(() => window.dexter.setSettings({ tailMs: 0, microphoneWarmMs: null, earcons: false }))
  const ids: string[] = []
  // One turn more than asked: the first opens the microphone and is left out.
  for (let count = 0; count <= turns; count++) {
    const known = new Set((await panel.snapshot()).turns.map((turn) => turn.id))
    await down()
    if (count === 0) await panel.until(({ status }) => status.microphone.state === 'open', 10_000)
    await delay(HOLD_MS)
    await up()
    const spoken = await panel.until(
      (snapshot) => snapshot.status.state === 'speaking' && snapshot.turns.some((turn) => !known.has(turn.id)),
      20_000,
    )
    const turn = spoken?.turns.findLast((it) => !known.has(it.id))
    if (!turn) throw new Error('the app gave no spoken answer')
    if (count > 0) ids.push(turn.id)
    await delay(LISTEN_MS)
  }
  await panel.page.evaluate(() => window.dexter.interrupt())
  return (await panel.snapshot()).turns.filter((turn) => ids.includes(turn.id))
}

function rowsOf(measured: Turn[], floors: { ipcMs: number; periodMs: number } | null): Row[] {
  const of = (name: keyof Turn['timing']) => measured.flatMap((turn) => turn.timing[name] ?? [])
  const period = floors && { name: 'half a device period', value: floors.periodMs / 2 }
  return [
    {
      name: WIRE_ROW,
      values: of('keyDownToWireMs'),
      floor: { name: 'half a chunk of the device', value: CHUNK_MS / 2 },
      aim: 'p50 <= 15, p95 <= 25',
    },
    {
      name: COMMIT_ROW,
      values: of('keyUpToCommitMs'),
      floor: floors && { name: 'IPC round trip', value: floors.ipcMs },
      aim: 'p50 <= 5, p95 <= 10',
    },
    { name: 'audio arrival -> speaker', values: of('audioArrivalToSpeakerMs'), floor: period, aim: 'p50 <= 20' },
    { name: 'interrupting press -> silence', values: of('interruptToSilenceMs'), floor: period, aim: 'all <= 20' },
    { name: 'commit -> first audio (practice backend)', values: of('commitToFirstAudioMs'), floor: null, aim: '' },
    { name: 'samples captured and not committed', values: measured.map(notCommitted), floor: null, aim: '0', unit: '' },
  ]
}

const notCommitted = ({ samples }: Turn) => samples.captured - samples.committed + (samples.captured - samples.sent)

/** Runs in the voice window: what a bare message between processes costs here, and how often the device asks for audio. */
async function measureFloors(): Promise<{ ipcMs: number; periodMs: number }> {
  const rounds: number[] = []
  for (let count = 0; count < 200; count++) {
    const from = performance.now()
    await window.dexterVoice.settings()
    rounds.push(performance.now() - from)
  }
  const context = new AudioContext({ sampleRate: 48_000, latencyHint: 'interactive' })
  const periodMs = context.baseLatency * 1000
  await context.close()
  return { ipcMs: rounds.sort((a, b) => a - b)[100] ?? 0, periodMs }
}
