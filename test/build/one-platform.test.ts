import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** How often the rule objects to each of these files, in a checkout that has no others. */
function objections(files: Record<string, string>): Record<string, number> {
  const checkout = mkdtempSync(join(tmpdir(), 'dexter-lint-'))
  for (const name of ['biome.json', 'build/one-platform.grit']) cpSync(join(root, name), join(checkout, name))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(checkout, path)), { recursive: true })
    writeFileSync(join(checkout, path), text)
  }
  const args = ['lint', '--vcs-enabled=false', '--reporter=github', '--max-diagnostics=none', '--colors=off', '.']
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const { stdout } = spawnSync(process.execPath, [biome, ...args], { cwd: checkout, encoding: 'utf8' })
  rmSync(checkout, { recursive: true })
  const lines = stdout.split('\n').filter((line) => line.includes('Only main/platform.ts asks'))
  return Object.fromEntries(
    Object.keys(files).map((path) => [path, lines.filter((line) => line.includes(`/${path},`)).length]),
  )
}

/** Each line asks once. */
const ASKS = `import { arch } from 'node:os'
import nodeProcess from 'node:process'
export const a = process.platform === 'darwin'
export const b = process.arch
export const c = process['platform']
export const { env, platform: d } = process
export const e = globalThis.process.platform
export const f = process?.platform
export const g = os.platform()
export function h(platform = process.platform) {}`

const LOOKS_ALIKE = `import { tmpdir } from 'node:os'
export const a = process.env.PLATFORM
export const b = (platform: string) => platform === 'darwin'
export const c = build.platform
export const { platform } = options
export const d = [tmpdir(), process.pid]`

test('which system it runs on is asked in one place', () => {
  const lines = ASKS.split('\n').length
  const asking = {
    'main/app/asks.ts': lines,
    'preload/asks.ts': lines,
    'shared/asks.ts': lines,
    'renderer/views/asks.tsx': lines,
    'main/platform.ts': 0,
    'scripts/asks.ts': 0,
    'test/app/asks.ts': 0,
  }
  const files = Object.fromEntries(Object.keys(asking).map((path) => [path, ASKS]))
  expect(objections({ ...files, 'main/app/alike.ts': LOOKS_ALIKE })).toEqual({ ...asking, 'main/app/alike.ts': 0 })
})
