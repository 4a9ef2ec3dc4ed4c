import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { HookedKey } from '../../main/hotkey/key-hook'
import { HookRefused } from '../../main/hotkey/key-hook'
import { startTap } from '../../main/hotkey/mac/tap'

/*
 * The tap of macOS in its own thread, by real calls into a library of C with Apple's signatures (quartz/quartz.c). It is
 * compiled here: where there is no C compiler these are skipped.
 */
const hasCompiler = process.platform === 'linux' && spawnSync('cc', ['--version']).status === 0

describe.skipIf(!hasCompiler)('the tap of macOS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dexter-quartz-'))
  const library = join(folder, 'quartz.so')
  const pipe = join(folder, 'commands')
  let report = ''
  let commands = -1

  beforeAll(async () => {
    const source = join(import.meta.dirname, 'quartz/quartz.c')
    expect(spawnSync('cc', ['-shared', '-fPIC', '-Wall', '-Werror', '-o', library, source]).stderr.toString()).toBe('')
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0)
    await build({
      logLevel: 'silent',
      configFile: false,
      build: {
        outDir: join(folder, 'out'),
        target: 'node20',
        lib: {
          entry: join(import.meta.dirname, '../../main/hotkey/mac/tap-thread.ts'),
          formats: ['es'],
          fileName: () => 'tap-thread.mjs',
        },
        rollupOptions: { external: ['koffi', /^node:/], output: { paths: { koffi: koffiFile() } } },
      },
    })
    // Kept open: a pipe without a writer is at its end.
    commands = openSync(pipe, 'r+')
    process.env.QUARTZ_COMMANDS = pipe
  })
  afterAll(() => {
    if (commands !== -1) closeSync(commands)
    rmSync(folder, { recursive: true, force: true })
  })
  let tests = 0
  beforeEach(() => {
    report = join(folder, `report-${tests++}`)
    process.env.QUARTZ_REPORT = report
    delete process.env.QUARTZ_REFUSES
  })

  const say = (...lines: string[]) => writeSync(commands, lines.map((line) => `${line}\n`).join(''))

  async function tap() {
    const told: unknown[] = []
    const flagsOf = ({ keycode, ...flags }: HookedKey) =>
      [keycode.toString(16), ...Object.entries(flags).flatMap(([name, on]) => (on ? [name] : []))].join(' ')
    const libraries = { graphics: library, foundation: library, toolbox: library }
    await startTap(
      pathToFileURL(join(folder, 'out/tap-thread.mjs')),
      libraries,
    )({
      key: (event, down, unseen) => told.push(`${down ? 'down' : 'up'} ${flagsOf(event)}${unseen ? ' unseen' : ''}`),
      button: (button, down) => told.push(`button ${button} ${down}`),
      wheel: () => told.push('wheel'),
      touch: () => told.push('touch'),
      hidden: (hides) => told.push(`hidden ${hides}`),
    })
    const until = (count: number) => vi.waitFor(() => expect(told).toHaveLength(count), 10_000)
    return { told, until }
  }

  it('only listens, to keys, buttons and the wheel alone, and tells them while its thread is in the run loop', async () => {
    const ended = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never)
    const { told, until } = await tap()
    // Whatever the process before this one has told.
    expect(told.splice(0)).toEqual(['hidden false'])
    // Right Option down and up, with the bit of that very key; A; the left button; the wheel, and one that runs on by itself.
    say(
      'e 12 61 524352',
      'e 12 61 256',
      'e 10 0 256',
      'e 11 0 256',
      'e 1 0 256',
      'e 2 0 256',
      'e 22 0 256',
      'e 22 2 256',
    )
    await until(7)
    expect(told).toEqual(['down e38 altKey', 'up e38', 'down 1e', 'up 1e', 'button 1 true', 'button 1 false', 'wheel'])
    // The system switched it off: it is switched on again at once.
    say('e 4294967294 0 0', 'e 12 61 524352')
    await until(8)
    // Its up was lost meanwhile: the system's own state tells it, once it has told the key down.
    say('k 61 1', 'e 22 0 256')
    await until(9)
    await vi.waitFor(() => expect(readFileSync(report, 'utf8')).toContain('is down 61'), 10_000)
    say('k 61 0', 'e 22 3 256')
    await until(10)
    expect(told.slice(7)).toEqual(['down e38 altKey', 'wheel', 'up e38 unseen'])
    say('s 1', 'e 22 3 256')
    await until(11)
    expect(told.at(-1)).toBe('hidden true')
    // Told before the modifier that it concerns, however shortly it lasts.
    say('s 0', 'e 12 61 524352')
    await until(13)
    say('s 1', 'e 12 61 256')
    await until(15)
    expect(told.slice(11)).toEqual(['hidden false', 'down e38 altKey', 'hidden true', 'up e38'])
    // Volume and the like, which is no event of a key; a click's shadow (subtype 7) is nobody's; what can't be read may be one.
    say('e 14 8 256', 'e 14 7 256', 'e 14 -1 256')
    await until(17)
    expect(told.slice(15)).toEqual(['touch', 'touch'])
    // Play, by data1: NX_KEYTYPE_PLAY (16), down and up.
    const media = (data: number) => `e 14 ${data * 256 + 8} 256`
    say(media(0x100a00), media(0x100b00))
    await until(19)
    expect(told.slice(17)).toEqual(['down e022', 'up e022'])
    const said = readFileSync(report, 'utf8')
    expect(said.split('\n').filter((line) => line.startsWith('held '))).toEqual(Array(5).fill('held 0'))
    const mask = [1, 2, 3, 4, 10, 11, 12, 14, 22, 25, 26].reduce((bits, bit) => bits | (1 << bit), 0)
    // kCGSessionEventTap, kCGHeadInsertEventTap, kCGEventTapOptionListenOnly.
    expect(said).toContain(`tap 1\nplace 0\noptions 1\nmask ${mask}\n`)
    expect(said).toContain('enabled 1')
    expect(said).not.toContain('answered 0')
    // Without its tap the process ends, and another one is started.
    expect(ended).not.toHaveBeenCalled()
    say('x')
    await vi.waitFor(() => expect(ended).toHaveBeenCalledWith(1))
    say('s 0')
    ended.mockRestore()
  })

  it('that the system does not set says so in one sentence', async () => {
    process.env.QUARTZ_REFUSES = '1'
    await expect(tap()).rejects.toThrow(HookRefused)
  })
})

/** The thread's bundle lies outside of the checkout, and would not find it by name. */
function koffiFile(): string {
  return join(import.meta.dirname, '../../node_modules/koffi/index.js')
}
