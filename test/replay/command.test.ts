import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RECORDED_KINDS } from '../../tools/corpora/session-logs/recorded'

const CHECKOUT = join(import.meta.dirname, '../..')

/** Runs the command as npm does: in the top folder, with the folder of the caller in INIT_CWD. */
function run(args: string[], from = CHECKOUT) {
  return spawnSync(process.execPath, ['--import', 'tsx', join(CHECKOUT, 'scripts/replay.ts'), ...args], {
    cwd: CHECKOUT,
    env: { ...process.env, INIT_CWD: from },
    encoding: 'utf8',
  })
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dexter-replay-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('npm run replay', () => {
  it('prints the report as JSON, of a path as it was typed', () => {
    const { stdout, status } = run(['--json', 'recorded-session.txt'], join(CHECKOUT, 'tools/corpora/session-logs'))
    expect(status).toBe(0)
    const report = JSON.parse(stdout)
    expect(Object.keys(report)).toEqual(
      expect.arrayContaining(['format', 'dialect', 'events', 'session', 'conversation', 'tools', 'errors', 'usage']),
    )
    expect([...new Set(report.findings.map((it: { kind: string }) => it.kind))].sort()).toEqual(RECORDED_KINDS)
  }, 30_000)

  it('says how it is used when no file is given, or none is there', () => {
    const none = run([])
    expect([none.status, none.stderr]).toEqual([1, 'Usage: npm run replay -- FILE [--json]\n'])
    const missing = run(['no-such-file'])
    expect(missing.status).toBe(1)
    expect(missing.stderr).toMatch(/^The log could not be read: .*no-such-file/)
  }, 30_000)

  it('ends with 2 and one sentence when there is no session in a file, and reads UTF-16', () => {
    const write = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content)
    write('diary.txt', 'Dear diary,\ntoday I traded.')
    write('log.gz', gzipSync('{"type":"session.created"}'))
    write(
      'utf16.log',
      Buffer.from('\uFEFF10:00 <<< {"type":"session.created","session":{"id":"sess_1"}}\r\n', 'utf16le'),
    )
    const diary = run(['diary.txt'], folder)
    expect([diary.status, diary.stdout]).toEqual([2, ''])
    expect(diary.stderr).toMatch(/^No session was found in diary\.txt\. It was searched for .*HAR files.*\.\n$/)
    const packed = run(['log.gz', '--json'], folder)
    expect([packed.status, packed.stdout]).toEqual([2, ''])
    expect(packed.stderr).toMatch(/^log\.gz is compressed\. Unpack it, and give the file that is in it\.\n$/)
    const utf16 = run(['utf16.log'], folder)
    expect([utf16.status, utf16.stdout]).toEqual([0, expect.stringContaining('Session sess_1')])
  }, 60_000)
})
