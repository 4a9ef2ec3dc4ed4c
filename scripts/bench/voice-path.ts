import { setTimeout as delay } from 'node:timers/promises'
import { hotkeyFor } from '../../shared/hotkeys'
import type { Turn } from '../../shared/snapshot'
import { launchApp } from '../../test/e2e/desktop/app'
import { startDesktop } from '../../test/e2e/desktop/desktop'
import { openPanel } from '../demo/panel'
import type { Row } from './table'

/** One frame must be full before it can leave. */
const FRAME_MS = 10
/** Longer than a tap, short enough for many turns. */
const HOLD_MS = 350
/** Into the answer, so that the next press cuts it. */
const LISTEN_MS = 300

/**
 * Real key presses into the real app: each turn asks (silence, which the practice backend answers), and the next press
 * cuts its answer. Settles with one row for each stage of the way.
 */
export async function measureVoicePath(turns: number): Promise<Row[]> {
  const desktop = await startDesktop()
  try {
    const app = await launchApp(desktop, { args: ['--show-panel'] })
    try {
      const panel = await openPanel(app)
      await panel.until(({ hotkey, status }) => hotkey.source === 'hook' && status.sessionId !== null, 30_000)
      await panel.page.evaluate(() => window.dexter.setSettings({ tailMs: 0, microphoneWarmMs: null, earcons: false }))
      const key = hotkeyFor(null, process.platform).code
      const ids: string[] = []
      // One turn more than asked: the first opens the microphone and is left out.
      for (let count = 0; count <= turns; count++) {
        const known = new Set((await panel.snapshot()).turns.map((turn) => turn.id))
        await desktop.keyboard.down(key)
        if (count === 0) await panel.until(({ status }) => status.microphone.state === 'open', 10_000)
        await delay(HOLD_MS)
        await desktop.keyboard.up(key)
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
      const measured = (await panel.snapshot()).turns.filter((turn) => ids.includes(turn.id))
      const voice = app.windows().find((page) => page.url().includes('voice.html'))
      const floors = await voice?.evaluate(measureFloors)
      const of = (name: keyof Turn['timing']) => measured.flatMap((turn) => turn.timing[name] ?? [])
      const period = { name: 'half a device period', value: (floors?.periodMs ?? 0) / 2 }
      return [
        {
          name: 'key down -> first audio on the wire',
          values: of('keyDownToWireMs'),
          floor: { name: 'one frame', value: FRAME_MS },
          aim: 'p95 <= 25',
        },
        {
          name: 'key up -> commit',
          values: of('keyUpToCommitMs'),
          floor: { name: 'IPC round trip', value: floors?.ipcMs ?? 0 },
          aim: 'p95 <= 10',
        },
        { name: 'audio arrival -> speaker', values: of('audioArrivalToSpeakerMs'), floor: period, aim: 'p50 <= 20' },
        { name: 'interrupting press -> silence', values: of('interruptToSilenceMs'), floor: period, aim: 'all <= 20' },
        { name: 'commit -> first audio (practice backend)', values: of('commitToFirstAudioMs'), floor: null, aim: '' },
      ]
    } finally {
      await app.close()
    }
  } finally {
    await desktop.close()
  }
}

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
