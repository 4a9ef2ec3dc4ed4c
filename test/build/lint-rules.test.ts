import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** How often the rule that says this objects to each of these files, in a checkout that has no others. */
function objections(said: string, files: Record<string, string>): Record<string, number> {
  const checkout = mkdtempSync(join(tmpdir(), 'dexter-lint-'))
  cpSync(join(root, 'biome.json'), join(checkout, 'biome.json'))
  cpSync(join(root, 'build'), join(checkout, 'build'), { recursive: true })
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(checkout, path)), { recursive: true })
    writeFileSync(join(checkout, path), text)
  }
  const args = ['lint', '--vcs-enabled=false', '--reporter=github', '--max-diagnostics=none', '--colors=off', '.']
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const { stdout } = spawnSync(process.execPath, [biome, ...args], { cwd: checkout, encoding: 'utf8' })
  rmSync(checkout, { recursive: true })
  // A rule that does not work only informs, and `biome check` passes: that must not go unseen.
  expect(stdout).not.toContain('errored')
  const lines = stdout.split('\n').filter((line) => line.includes(said))
  return Object.fromEntries(
    Object.keys(files).map((path) => [path, lines.filter((line) => line.includes(`/${path},`)).length]),
  )
}

/** Each line asks once. */
const ASKS = `import { arch } from 'node:os'
import { homedir, type } from 'os'
import os, { EOL } from 'os'
import * as system from 'node:os'
import nodeProcess from 'node:process'
import * as all from 'process'
export { platform } from 'node:process'
export * from 'node:os'
export const a = process.platform === 'darwin'
export const b = process.arch
export const c = process['platform']
export const { env, platform: d } = process
export const e = globalThis.process.platform
export const f = process?.platform
export const g = globalThis['process']?.arch
export function h(platform = process.platform) {}
export const i = process!.arch
export const j = (process as NodeJS.Process).platform
export const here = process
export const k = ({ platform } = process) => platform
export const l = () => ({ arch } = process)
export const { process: { platform: m } } = globalThis
export const n = require('node:os').platform()
export const o = (await import('node:os')).arch()
export const p = navigator.platform
export const q = window.navigator.userAgent.includes('Mac')`

const LOOKS_ALIKE = `import { tmpdir } from 'node:os'
export const a = process.env.PLATFORM
export const b = (platform: string) => platform === 'darwin'
export const c = build.platform
export const { platform } = options
export const d = [tmpdir(), process.pid]
export const e = (child: { process: { pid: number } }) => child.process.pid
export function f(process: object) {
  started = process
}`

test('which system it runs on is asked in one place', () => {
  const lines = ASKS.split('\n').length
  const asking = {
    'main/app/asks.ts': lines,
    'preload/asks.ts': lines,
    'shared/asks.ts': lines,
    'renderer/views/asks.tsx': lines,
    'main/platform.ts': 0,
    'scripts/asks.ts': 0,
    'tools/desktop/asks.ts': 0,
    'test/app/asks.ts': 0,
  }
  const files = Object.fromEntries(Object.keys(asking).map((path) => [path, ASKS]))
  expect(objections('Only main/platform.ts asks', { ...files, 'main/app/alike.ts': LOOKS_ALIKE })).toEqual({
    ...asking,
    'main/app/alike.ts': 0,
  })
})

/** Each line but the last three reaches for the folder. */
const reach = (folder: string) => `import { a } from '../../${folder}/a'
import type { b } from '../../${folder}/b/c.mjs'
import '../../${folder}/d'
export * from '../../${folder}/e'
export { f } from '../../${folder}/f'
export type G = import('../../${folder}/g').G
export type H = typeof import('../../${folder}/h')
export const i = await import('../../${folder}/i')
export const j = require('../../${folder}/j')
export const k = new URL('../../${folder}/k.mjs', import.meta.url)
export * from 'package/${folder}/l'
export * from '../${folder}-data/m'
export const n = ['${folder}/n', '../../${folder}/o']`
const REACHES = 10

test('nobody imports a command or a test, and the app nothing of what they share', () => {
  const places = ['main', 'preload', 'renderer', 'shared', 'scripts', 'tools', 'test']
  const texts = (folder: string) =>
    Object.fromEntries(places.map((place) => [`${place}/x/${folder}.ts`, reach(folder)]))
  const ends = { ...texts('scripts'), ...texts('test') }
  const everywhere = Object.fromEntries(Object.keys(ends).map((path) => [path, REACHES]))
  expect(objections('Nobody imports scripts/ or test/', ends)).toEqual(everywhere)

  const app = ['main', 'preload', 'renderer', 'shared']
  const inTheApp = places.map((place) => [`${place}/x/tools.ts`, app.includes(place) ? REACHES : 0])
  expect(objections('The app imports nothing of tools/', texts('tools'))).toEqual(Object.fromEntries(inTheApp))
})

test('files that import each other in a circle are refused, even where only types go round', () => {
  const circles = {
    'shared/a.ts': "import { b } from './b'\nexport const a = () => b",
    'shared/b.ts': "import { c } from './c'\nexport const b = () => c",
    'shared/c.ts': "import { a } from './a'\nexport const c = () => a",
    'renderer/d.ts': "import type { E } from './e'\nexport interface D { e: E }",
    'renderer/e.ts': "import type { D } from './d'\nexport interface E { d: D }",
    'tools/f.mjs': "import { g } from '../test/g'\nexport const f = () => g",
    'test/g.ts': "import { f } from '../tools/f.mjs'\nexport const g = () => f",
  }
  const alike = { 'main/h.ts': "import { a } from '../shared/a'\nexport const h = a" }
  const each = Object.fromEntries(Object.keys(circles).map((path) => [path, 1]))
  expect(objections('This import is part of a cycle', { ...circles, ...alike })).toEqual({ ...each, 'main/h.ts': 0 })
})
