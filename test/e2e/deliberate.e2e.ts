import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyLedger } from '../../main/journal/ledger-chain'
import { hotkeyFor } from '../../shared/hotkeys'
import type { EntryOf, Snapshot } from '../../shared/snapshot'
import { launchApp } from '../../tools/desktop/app'
import { type Desktop, startDesktop } from '../../tools/desktop/desktop'
import { pageOf } from '../../tools/desktop/page-of'
import { openPanel, type Panel } from '../../tools/desktop/panel'
import { mutedFile, noiseFile } from '../../tools/desktop/tone'
import { findElectron } from '../../tools/setup/electron-runtime.mjs'
import { appArguments } from '../../tools/setup/launch.mjs'

/** `DEXTER_ROUNDS=4` tries each thing twenty times, and plain holds ten times; every day's run tries a quarter. */
const ROUNDS = Number(process.env.DEXTER_ROUNDS ?? 1)
const KEY = hotkeyFor(null, 'linux').code
/** Longer than a hold that approves. */
const HOLD_MS = 1_000

/** X key codes and button numbers of what is used together with the talk key. */
const [C, LEFT_SHIFT, ARROW_RIGHT, LEFT_BUTTON, WHEEL_UP] = ['54', '50', '114', '1', '4']
/** What a trader does with a modifier, as `xdotool` writes it; the talk key is held around it. */
const SHORTCUTS: Record<string, string[]> = {
  'the wheel zooms': ['click', WHEEL_UP],
  'words are skipped': ['key', '--repeat', '3', ARROW_RIGHT],
  'something is copied': ['key', C],
  'rows are clicked': ['click', '--repeat', '2', LEFT_BUTTON],
  'Shift is held with it': ['keydown', LEFT_SHIFT],
}

let desktop: Desktop
let app: ElectronApplication
let panel: Panel
let profile: string

beforeAll(async () => {
  desktop = await startDesktop()
  profile = join(desktop.dir, 'profile')
  app = await launchApp(desktop, { args: ['--show-panel'], profile })
  panel = await openPanel(app)
  await panel.until(({ hotkey, status }) => hotkey.source === 'hook' && status.sessionId !== null, 20_000)
})
afterAll(async () => {
  await app?.close()
  await desktop?.close()
})

const xdotool = async (...args: string[]) => {
  const [code] = await once(spawn('xdotool', args, { env: desktop.env, stdio: 'ignore' }), 'exit')
  expect(code).toBe(0)
}

/** Another program on the same computer. */
const foreign = async (action: string) => {
  const { executable } = await findElectron()
  const args = appArguments([`--user-data-dir=${profile}`, `--talk=${action}`])
  await once(spawn(executable, args, { env: desktop.env, stdio: 'ignore' }), 'exit')
}

const cards = ({ entries }: Snapshot): EntryOf<'approval'>[] =>
  entries.flatMap((it) => (it.kind === 'approval' ? [it] : []))
const questions = ({ entries }: Snapshot) => entries.filter((it) => it.kind === 'user' && it.delivery !== 'void').length

/** A card of which the small window shows everything, for long enough; in a room where the microphone hears its noise. */
async function cardInSight(): Promise<string> {
  const before = cards(await panel.snapshot()).length
  await panel.page.evaluate(() => window.dexter.say('Buy a tenth of a sol of bonk'))
  const asked = await panel.until((now) => cards(now).length > before, 20_000)
  const id = (asked && cards(asked).at(-1)?.id) ?? ''
  const hud = await pageOf(app, 'hud', 10_000)
  await hud.getByText('Hold Right Ctrl in silence').waitFor({ timeout: 5_000 })
  await panel.until((now) => Date.now() - (cards(now).find((it) => it.id === id)?.seenSince ?? Infinity) > 700, 10_000)
  return id
}

const card = async (id: string) => cards(await panel.snapshot()).find((it) => it.id === id)

/** The talk key is held for as long as approves, with something in the middle of it. */
async function holdAround(what: () => Promise<void>) {
  const rows = (await panel.log()).filter((row) => row.name.startsWith('talk.')).length
  const from = performance.now()
  await desktop.keyboard.down(KEY)
  await what()
  await expect.poll(() => performance.now() - from, { timeout: 5_000 }).toBeGreaterThan(HOLD_MS)
  await desktop.keyboard.up(KEY)
  // Whatever it was is over once the engine has written down its end.
  await expect.poll(async () => talkRows(rows).then((names) => names.some((name) => name !== 'talk.press'))).toBe(true)
  return talkRows(rows)
}

const talkRows = async (from: number) =>
  (await panel.log()).flatMap((row) => (row.name.startsWith('talk.') ? [row.name] : [])).slice(from)

async function refuse(id: string) {
  await panel.page.keyboard.press('Escape')
  await panel.until((now) => cards(now).find((it) => it.id === id)?.decision === 'denied', 5_000)
  await panel.until(({ status }) => status.state === 'idle', 60_000)
}

test('the talk key in a shortcut approves nothing and asks nothing, and leaves a trace', async () => {
  const noise = noiseFile(desktop, 60_000)
  for (let round = 0; round < ROUNDS; round++) {
    const id = await cardInSight()
    const over = new AbortController()
    const room = desktop.microphone.play(noise, over.signal)
    const asked = questions(await panel.snapshot())
    for (const [what, keys] of Object.entries(SHORTCUTS)) {
      const rows = await holdAround(() => xdotool(...keys))
      await xdotool('keyup', LEFT_SHIFT)
      expect(rows, what).toEqual(['talk.press', 'talk.void'])
      expect((await card(id))?.decision, what).toBe('pending')
    }
    expect(questions(await panel.snapshot())).toBe(asked)
    await refuse(id)
    over.abort()
    await room
  }
}, 300_000)

test('what another program says while the finger holds the key approves nothing, ends nothing and asks nothing', async () => {
  const said = [['down', 'up'], ['up'], ['toggle', 'toggle'], ['down'], ['up', 'down', 'up']]
  for (let round = 0; round < ROUNDS; round++) {
    const id = await cardInSight()
    const asked = questions(await panel.snapshot())
    for (const words of said) {
      const rows = await holdAround(async () => {
        for (const word of words) await foreign(word)
      })
      expect(rows.slice(0, 2), words.join()).toEqual(['talk.press', 'talk.disarm'])
      await panel.until(({ turns }) => turns.at(-1)?.outcome === 'discarded', 5_000)
      expect((await card(id))?.decision, words.join()).toBe('pending')
    }
    expect(questions(await panel.snapshot())).toBe(asked)
    await refuse(id)
  }
}, 300_000)

test('a plain silent hold approves, once', async () => {
  const noise = noiseFile(desktop, 9_000)
  const holds = Math.ceil(2.5 * ROUNDS)
  const before = approved()
  for (let round = 0; round < holds; round++) {
    const room = desktop.microphone.play(noise)
    const id = await cardInSight()
    expect(await holdAround(async () => {})).toEqual(['talk.press', 'talk.release'])
    await panel.until((now) => cards(now).find((it) => it.id === id)?.decision === 'approved', 5_000)
    await panel.until(({ status }) => status.state === 'idle', 60_000)
    await room
  }
  expect(approved() - before).toBe(holds)
}, 300_000)

test('a hold into a headset that is muted approves nothing, however long its noise goes on', async () => {
  const muted = desktop.microphone.play(mutedFile(desktop, 12_000))
  const id = await cardInSight()
  for (let holds = 0; holds < 3; holds++) {
    expect(await holdAround(async () => {})).toEqual(['talk.press', 'talk.release'])
    await panel.until(({ turns }) => turns.at(-1)?.outcome === 'discarded', 5_000)
    expect((await card(id))?.decision).toBe('pending')
  }
  await refuse(id)
  await muted
}, 60_000)

/** Approvals in the ledger, which has to be whole. */
function approved(): number {
  const verdict = verifyLedger(readFileSync(join(profile, 'ledger.jsonl'), 'utf8'))
  expect(verdict.ok).toBe(true)
  return verdict.lines.filter(({ step }) => step === 'approved').length
}
