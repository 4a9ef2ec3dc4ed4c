import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CHECKS } from '../../tools/smoke/checks'

const read = (name: string) => readFileSync(join(import.meta.dirname, '../..', name), 'utf8')
const rows = read('SUPPORTED.md')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| Feature'))
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  )

test('each feature has a word for each system, and macOS and Windows are never said to be run here', () => {
  expect(rows.length).toBeGreaterThan(20)
  for (const [feature, linux, mac, windows] of rows) {
    expect([feature, ['here', 'workflow', 'reading', '–']]).toEqual([feature, expect.arrayContaining([linux])])
    for (const word of [mac, windows])
      expect([feature, ['workflow', 'reading', '–']]).toEqual([feature, expect.arrayContaining([word])])
  }
})

test('each check of the packaged app is there, and what a check is named for is run by the workflow', () => {
  expect(rows.flatMap(([, , , , check]) => (check ? [check] : [])).sort()).toEqual(Object.keys(CHECKS).sort())
  for (const [feature, , mac, windows, check] of rows)
    if (check) expect([feature, mac, windows]).toEqual([feature, 'workflow', 'workflow'])
  const workflow = read('.github/workflows/release.yml')
  for (const command of ['npm run smoke --', 'npm run verify', 'npm run package --'])
    expect(workflow).toContain(command)
  for (const name of ['macos-15', 'windows-2025']) expect(workflow).toContain(name)
})
