import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { createPracticeServer } from '../../main/practice/server'
import { prepareData } from '../../main/practice/speech/data'
import { replay } from '../../renderer/engine/replay/replay'
import type { DemoResult } from '../../tools/demo/result'

const root = join(import.meta.dirname, '../..')

/**
 * The recorded session's server again (answers before the tools have ended, imports the tools twice, tells results
 * late; the newer one also behind a proxy that makes binary frames of its events), and the real app in place of the recorded client: none of that session's faults may be found in the log.
 */
const MODES = {
  // As it was: no key at all, and the server finds the turns by the figures of its own update.
  beta: ['--mode', 'hands-free', '--vad', '0.9/300/500'],
  ga: [],
}

describe.each(['beta', 'ga'] as const)('the recorded server, speaking %s, with the real app', (dialect) => {
  const out = mkdtempSync(join(tmpdir(), 'dexter-recorded-'))
  afterAll(() => rmSync(out, { recursive: true, force: true }))

  test('both questions are answered, and the log holds no fault', async () => {
    const server = await createPracticeServer({
      dataDir: await prepareData(join(root, 'out', 'practice-data')),
      guestMint: 'open',
      behaviour: { dialect, asRecorded: true },
      faults: dialect === 'ga' ? { 'binary-frames': Number.POSITIVE_INFINITY } : {},
    })
    try {
      const addresses = ['--url', server.baseUrl, '--realtime-url', server.realtimeUrl]
      const demo = spawn(
        process.execPath,
        ['--import', 'tsx', 'scripts/demo.ts', '--backend', 'dexter', ...addresses, ...MODES[dialect], '--out', out],
        { cwd: root },
      )
      let printed = ''
      demo.stdout.on('data', (chunk) => (printed += chunk))
      demo.stderr.on('data', (chunk) => (printed += chunk))
      const [code] = await once(demo, 'exit')
      expect(code, printed).toBe(0)
    } finally {
      await server.close()
    }
    const result: DemoResult = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'))
    expect(result.dialect).toBe(dialect)
    expect(result.turns.map(({ heard }) => heard)).toEqual([
      expect.stringMatching(/trending/i),
      expect.stringMatching(/market cap/i),
    ])
    expect(result.turns.map((turn) => turn.outcome)).toEqual(['answered', 'answered'])
    expect(result.flags).toEqual([])
    expect(result.errors).toEqual([])
    const report = replay(readFileSync(join(out, 'log.jsonl'), 'utf8'))
    expect(report.dialect).toBe(dialect)
    expect(report.findings).toEqual([])
    expect(report.conversation.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant'])
    expect(server.received.map(({ samples }) => samples)).toEqual(result.turns.map((turn) => turn.samples.committed))
  }, 200_000)
})
