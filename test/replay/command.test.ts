import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { RECORDED_KINDS } from './recorded'

const CHECKOUT = join(import.meta.dirname, '../..')

/** Runs the command as npm does: in the top folder, with the folder of the caller in INIT_CWD. */
function run(args: string[], from = CHECKOUT) {
  return spawnSync(process.execPath, ['--import', 'tsx', join(CHECKOUT, 'scripts/replay.ts'), ...args], {
    cwd: CHECKOUT,
    env: { ...process.env, INIT_CWD: from },
    encoding: 'utf8',
  })
}

describe('npm run replay', () => {
  it('prints the report as JSON, of a path as it was typed', () => {
    const { stdout, status } = run(['--json', 'recorded-session.txt'], join(CHECKOUT, 'test/fixtures'))
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
})
