import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Snapshot } from '../../shared/snapshot'
import { launchApp } from '../../tools/desktop/app'
import { type Desktop, startDesktop } from '../../tools/desktop/desktop'
import { openPanel, type Panel } from '../../tools/desktop/panel'

let desktop: Desktop

beforeAll(async () => {
  desktop = await startDesktop({ audio: false, keyring: false })
})
afterAll(() => desktop?.close())

test('two profiles at once run independently', async () => {
  const profiles = ['one', 'two'].map((name) => join(desktop.dir, name))
  const args = ['--show-panel', '--connect=press']
  const apps = await Promise.all(profiles.map((profile) => launchApp(desktop, { args, profile })))
  try {
    const [one, two] = (await Promise.all(apps.map(openPanel))) as [Panel, Panel]
    await one.page.evaluate(() => window.dexter.setSettings({ tailMs: 77 }))
    expect(await two.page.evaluate(() => window.dexter.settings())).toMatchObject({ tailMs: 150 })
    const answers = await Promise.all([one, two].map(answered))
    expect(answers).toEqual([true, true])
    const [mine, other] = await Promise.all([one.snapshot(), two.snapshot()])
    expect(mine.status.sessionId).not.toBe(other.status.sessionId)
    const kept = profiles.map((profile) => JSON.parse(readFileSync(join(profile, 'settings.json'), 'utf8')))
    expect(kept.map(({ tailMs }) => tailMs)).toEqual([77, undefined])
  } finally {
    await Promise.all(apps.map((app) => app.close()))
  }
})

const noMount = mountProblem()
const note = noMount === null ? '' : ` (not here: ${noMount})`

test.skipIf(noMount !== null)(
  `a profile that is read-only: the app opens, says so, and loses nothing in memory${note}`,
  async () => {
    await onDisk('read-only', 'ro', async (panel) => {
      const opened = notices(await panel.snapshot())
      expect(opened).toEqual({
        profile_unwritable:
          'Your settings, conversations and logs can’t be saved, so changes last until you quit. Allow Dexter Voice to write to its profile folder. (EROFS)',
        ledger: 'The trade ledger can’t be saved, so nothing can be approved. Your disk is read-only.',
      })
      await worksInMemory(panel, 'EROFS')
    })
  },
)

test.skipIf(noMount !== null)(
  `a profile on a full disk: the app opens, says so, and loses nothing in memory${note}`,
  async () => {
    await onDisk('full', 'full', async (panel) => {
      await worksInMemory(panel, 'ENOSPC')
      expect(notices(await panel.snapshot())).toMatchObject({
        journal: 'The session log can’t be saved, so it lasts until you quit. Check your disk.',
      })
      await approvesNothing(panel)
    })
  },
)

/** Asks in writing; settles when the answer is there, whether all of it was spoken or not. */
async function answered(panel: Panel): Promise<boolean> {
  const known = (await panel.snapshot()).turns.length
  await panel.page.evaluate(() => window.dexter.say('What can you do?'))
  const said = await panel.until(({ turns }) => turns.length > known && turns.at(-1)?.said !== '', 30_000)
  return said !== null
}

/** A yes that can't be put on record is none. */
async function approvesNothing(panel: Panel): Promise<void> {
  await panel.page.evaluate(() => window.dexter.say('Buy half a sol of bonk'))
  const card = ({ entries }: Snapshot) => entries.find((it) => it.kind === 'approval')
  const asked = await panel.until((now) => card(now)?.kind === 'approval', 20_000)
  const entry = asked && card(asked)
  if (entry?.kind !== 'approval') throw new Error('no trade was proposed')
  await panel.page.evaluate(({ id, binding }) => window.dexter.decide({ requestId: id, binding, approve: true }), {
    id: entry.id,
    binding: entry.binding,
  })
  const decided = await panel.until((now) => {
    const it = card(now)
    return it?.kind === 'approval' && it.decision !== 'pending'
  }, 5_000)
  expect(decided && card(decided)).toMatchObject({
    decision: 'denied',
    reason: expect.stringContaining('The trade ledger can’t be saved'),
  })
}

/** What was said, by its code; a code that comes twice is an error. */
function notices({ entries }: Snapshot): Record<string, string> {
  const found: Record<string, string> = {}
  for (const entry of entries) {
    if (entry.kind !== 'notice') continue
    expect(found, 'said twice').not.toHaveProperty(entry.code)
    found[entry.code] = entry.text
  }
  return found
}

/** Settings, questions and the session log, all without a disk. */
async function worksInMemory(panel: Panel, code: string): Promise<void> {
  const reply = await panel.page.evaluate(() => window.dexter.setSettings({ tailMs: 99 }))
  expect(reply).toEqual({
    ok: false,
    message: `The change applies until you quit, but it couldn’t be saved. Check your disk. (${code})`,
  })
  expect(await panel.page.evaluate(() => window.dexter.settings())).toMatchObject({ tailMs: 99 })
  expect(await answered(panel)).toBe(true)
  const rows = await panel.log()
  expect(rows.map((row) => row.seq)).toEqual(rows.map((_, index) => index + 1))
  const told = await panel.until(
    ({ entries }) => entries.some((it) => it.kind === 'notice' && it.code === 'usage'),
    20_000,
  )
  expect(told && notices(told).usage).toBe(
    'Today’s usage can’t be saved, so your budget starts over when you restart. Check your disk.',
  )
}

/** Runs the app with its profile on a small disk of its own, read-only or full. */
async function onDisk(name: string, kind: 'ro' | 'full', look: (panel: Panel) => Promise<void>): Promise<void> {
  const profile = join(desktop.dir, name)
  mkdirSync(profile)
  must('mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', profile)
  try {
    if (kind === 'ro') must('mount', '-o', 'remount,ro', profile)
    else expect(() => writeFileSync(join(profile, 'everything-else'), Buffer.alloc(2_000_000))).toThrow('ENOSPC')
    // Nothing can be written there beforehand.
    const app = await launchApp(desktop, { args: ['--show-panel', '--connect=press'], profile, newcomer: true })
    try {
      await look(await openPanel(app))
    } finally {
      await app.close()
    }
    if (kind === 'ro') expect(readdirSync(profile)).toEqual([])
  } finally {
    // Helpers of Chromium may hold it for a moment after the app has ended.
    must('umount', '--lazy', profile)
  }
}

function must(command: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command}: ${stderr}`)
}

function mountProblem(): string | null {
  if (process.platform !== 'linux') return 'only Linux mounts a small disk for a test'
  if (process.getuid?.() !== 0) return 'mounting needs root'
  const dir = mkdtempSync(join(tmpdir(), 'dexter-mount-'))
  const tried = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', dir])
  if (tried.status === 0) spawnSync('umount', [dir])
  rmSync(dir, { recursive: true, force: true })
  return tried.status === 0 ? null : 'this system mounts nothing'
}
