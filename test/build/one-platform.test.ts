import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

test('which system it runs on is read in one place: everywhere else that is an error', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dexter-lint-'))
  try {
    const { overrides } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'))
    const [rule] = overrides.filter((override: object) => 'plugins' in override)
    writeFileSync(join(folder, 'biome.json'), JSON.stringify({ overrides: [rule] }))
    for (const plugin of rule.plugins) cpSync(join(root, plugin), join(folder, plugin))
    const reads = 'export const a = process.platform\nexport const b = navigator.userAgent\n'
    const forbidden = ['main/tray/x.ts', 'renderer/views/x.tsx', 'shared/x.ts', 'preload/x.ts']
    for (const file of [...forbidden, 'main/platform.ts', 'scripts/x.ts', 'test/x.ts']) {
      mkdirSync(join(folder, dirname(file)), { recursive: true })
      writeFileSync(join(folder, file), reads)
    }
    const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
    const { stdout, stderr } = spawnSync(process.execPath, [biome, 'lint', '--reporter=github', '.'], {
      cwd: folder,
      encoding: 'utf8',
    })
    const complained = [...`${stdout}${stderr}`.matchAll(/file=([^,]+),.*read in main\/platform\.ts alone/g)]
    const files = complained.map(([, file = '']) => file.replaceAll('\\', '/').replace(/^\.\//, ''))
    expect(files.sort()).toEqual([...forbidden, ...forbidden].sort())
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
