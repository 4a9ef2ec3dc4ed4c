import { execFile } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { ElectronApplication } from 'playwright-core'
import { hotkeyFor } from '../../shared/hotkeys'
import { launchApp } from '../desktop/app'
import { startDesktop } from '../desktop/desktop'
import { openPanel } from '../desktop/panel'
import { noiseFile } from '../desktop/tone'
import type { Row } from './table'

/*
 * What leaves the computer while the key is up, with a live session and sound in the microphone: by the app's own counter, by
 * what the engine sent, and by the bytes that the kernel says were sent.
 */

const KEY = hotkeyFor(null, 'linux').code
const READY_MS = 30_000
const HELD_MS = 1_500
/** Longer than any policy's warm time that is tried beside "never closes". */
const MINUTE_MS = 60_000

/** When the microphone closes after a question: at once, after half a minute, never. */
const POLICIES: readonly { name: string; microphoneWarmMs: number | null }[] = [
  { name: 'closes at once', microphoneWarmMs: 0 },
  { name: 'closes after 30 s', microphoneWarmMs: 30_000 },
  { name: 'never closes', microphoneWarmMs: null },
]

/** Each policy in an app of its own, all at once, over so many minutes. */
export async function measureKeyUp(minutes: number): Promise<Row[]> {
  const told = await Promise.all(POLICIES.map((policy) => watch(policy.microphoneWarmMs, minutes)))
  return told.flatMap((found, index) => {
    const { name } = POLICIES[index] ?? { name: '' }
    const row = (what: string, value: number, aim: string): Row => ({
      name: `microphone ${name} (then ${found.microphone}): ${what}`,
      values: [value],
      floor: null,
      aim,
      unit: '',
    })
    return [
      row('bytes out of the gate', found.counted, '0'),
      row('appends sent', found.appends, '0'),
      row('bytes on the wire, with the upkeep of the connection', found.wire, 'no audio'),
      row(`beside it, bytes on the wire of ${HELD_MS / 1000} s of speech`, found.wireHeld, ''),
    ]
  })
}

async function watch(microphoneWarmMs: number | null, minutes: number) {
  const desktop = await startDesktop()
  const app = await launchApp(desktop, { args: ['--show-panel'] })
  try {
    const panel = await openPanel(app)
    await panel.until(({ hotkey, status }) => hotkey.source === 'hook' && status.sessionId !== null, READY_MS)
    await panel.page.evaluate((ms) => window.dexter.setSettings({ microphoneWarmMs: ms }), microphoneWarmMs)
    desktop.microphone.play(noiseFile(desktop, (minutes + 2) * MINUTE_MS)).catch(() => {})
    const wireAtFirst = await sentBy(app)
    // The microphone is warm, as after any question.
    await desktop.keyboard.down(KEY)
    await delay(HELD_MS)
    await desktop.keyboard.up(KEY)
    await panel.until(({ turns }) => turns.length > 0 && turns.every(({ phase }) => phase === 'ended'), READY_MS)
    const appends = async () => (await panel.log()).filter(({ name }) => name === 'input_audio_buffer.append').length
    const [appendsBefore, wireBefore] = [await appends(), await sentBy(app)]
    await delay(minutes * MINUTE_MS)
    const [appendsAfter, wireAfter] = [await appends(), await sentBy(app)]
    const { microphone } = (await panel.snapshot()).status
    return {
      microphone: microphone.state,
      counted: microphone.bytesWhileUp,
      appends: appendsAfter - appendsBefore,
      wire: growth(wireBefore, wireAfter),
      wireHeld: growth(wireAtFirst, wireBefore),
    }
  } finally {
    await app.close()
    await desktop.close()
  }
}

const growth = (before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>) =>
  [...after].reduce((sum, [port, bytes]) => sum + bytes - (before.get(port) ?? 0), 0)

/** Bytes that each of the app's connections has sent, by its port; those of its own servers left out. */
async function sentBy(app: ElectronApplication): Promise<Map<string, number>> {
  const pids = await app.evaluate(({ app: { getAppMetrics } }) => getAppMetrics().map(({ pid }) => pid))
  const ss = async (args: string[]) => (await promisify(execFile)('ss', args)).stdout
  const listening = new Set([...(await ss(['-tlnH'])).matchAll(/:(\d+)\s/g)].map(([, port]) => port))
  // A connection's figures stand on the line after it.
  const connections = (await ss(['-tinpH', 'state', 'established'])).split(/\n(?=\S)/)
  return new Map(
    connections.flatMap((it): [string, number][] => {
      const port = /:(\d+)\s/.exec(it)?.[1]
      const isOurs = pids.some((pid) => it.includes(`pid=${pid},`))
      if (!isOurs || port === undefined || listening.has(port)) return []
      return [[port, Number(/bytes_sent:(\d+)/.exec(it)?.[1] ?? 0)]]
    }),
  )
}
