import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

vi.mock('electron', () => ({ app: {}, crashReporter: {} }))
const { pruneDumps } = await import('../../main/app/crash-dumps')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dexter-dumps-'))
  for (const name of ['completed', 'pending', 'new']) mkdirSync(join(folder, name))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function dump(place: string, name: string, at: number) {
  for (const file of [`${name}.dmp`, `${name}.meta`]) writeFileSync(join(folder, place, file), 'x')
  utimesSync(join(folder, place, `${name}.dmp`), at, at)
}
const left = () =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((it) => it.includes('.'))
    .sort()

test('the newest ten are kept, wherever Crashpad has put them, each with what belongs to it', async () => {
  for (let age = 0; age < 15; age++) dump(age % 2 ? 'pending' : 'completed', `dump-${age}`, 2_000_000_000 - age)
  writeFileSync(join(folder, 'settings.dat'), 'x')
  await pruneDumps(folder, 10)
  const kept = Array.from({ length: 10 }, (_, age) => `${age % 2 ? 'pending' : 'completed'}/dump-${age}`)
  expect(left()).toEqual(['settings.dat', ...kept.flatMap((it) => [`${it}.dmp`, `${it}.meta`])].sort())
})

test('fewer than that, or no folder at all, is nothing to do', async () => {
  dump('new', 'only', 1)
  await pruneDumps(folder, 10)
  expect(left()).toEqual(['new/only.dmp', 'new/only.meta'])
  await pruneDumps(join(folder, 'missing'), 10)
})
