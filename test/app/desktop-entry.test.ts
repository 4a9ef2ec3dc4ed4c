import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { desktopEntry } from '../../main/app/desktop-entry'
import { written } from '../fixtures/written'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dexter-entry-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const line = (key: string, executable: string, args: string[] = []) =>
  new RegExp(`^${key}=(.*)$`, 'm').exec(desktopEntry({ name: 'x', executable, args }))?.[1]

test.each([
  ['/opt/dexter-voice', '/opt/dexter-voice'],
  ['/opt/Dexter Voice', '"/opt/Dexter Voice"'],
  ['/opt/100%', '/opt/100%%'],
  ['/opt/$HOME', String.raw`"/opt/\\$HOME"`],
  ['/opt/a"b', String.raw`"/opt/a\\"b"`],
  ['/opt/a\\b', String.raw`"/opt/a\\\\b"`],
  ['/opt/`id`', '"/opt/\\\\`id\\\\`"'],
  ['/opt/a;rm', '"/opt/a;rm"'],
  ['/opt/a\nExec=/bin/sh', null],
  ['/opt/a\nb', String.raw`"/opt/a\nb"`],
])('the path %j is written as %s', (path, written) => {
  if (written === null) expect(() => line('Exec', path)).toThrow('"="')
  else expect(line('Exec', path)).toBe(written)
})

test('TryExec is the bare path: it is no command line', () => {
  expect(line('TryExec', '/opt/Dexter $x 100%')).toBe('/opt/Dexter $x 100%')
})

const noGio = existsSync('/usr/bin/gio') ? null : 'gio is not installed'
test.skipIf(noGio !== null)(
  `a real desktop starts what was entered${noGio ? ` (not here: ${noGio})` : ''}`,
  async () => {
    // No percent sign: GLib looks for the program before it has undone the doubling that the specification asks for.
    const place = join(dir, 'a $HOME `id` "quoted" \\ it\'s; & #')
    mkdirSync(place)
    const program = join(place, 'app')
    const told = join(dir, 'told')
    writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$0" "$@" > '${told}.new' && mv '${told}.new' '${told}'\n`, {
      mode: 0o755,
    })
    const file = join(dir, 'x.desktop')
    const args = ['--hidden', 'two words', '50% "of" $x']
    writeFileSync(file, desktopEntry({ name: 'x', executable: program, args }))
    const launched = spawnSync('/usr/bin/gio', ['launch', file], { encoding: 'utf8', timeout: 5_000 })
    expect(launched.stderr).toBe('')
    expect((await written(told)).trim().split('\n')).toEqual([program, ...args])
  },
)
