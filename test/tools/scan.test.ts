import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { answered, findingsOf } from '../../tools/scan/findings.mjs'

const finding = (uri: string, startLine: number) => ({
  ruleId: 'SANDBOX_JS_CHECK',
  locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine } } }],
})

test('reads the line that a finding speaks of', () => {
  const dir = mkdtempSync(join(tmpdir(), 'dexter-scan-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  const file = join(dir, 'main.js')
  writeFileSync(file, 'const one = 1\n  sandbox: false,\n')
  expect(findingsOf({ runs: [{ results: [finding(file, 2), finding('file:///', 1)] }] })).toEqual([
    { check: 'SANDBOX_JS_CHECK', code: 'sandbox: false,' },
    { check: 'SANDBOX_JS_CHECK', code: '' },
  ])
})

const ANSWER = { check: 'SANDBOX_JS_CHECK', code: 'sandbox: false', answer: 'It is a test.' }

test('passes when each finding has its answer', () => {
  const { lines, failed } = answered([{ check: 'SANDBOX_JS_CHECK', code: 'sandbox: false,' }], [ANSWER])
  expect(failed).toBe(false)
  expect(lines).toEqual([
    'SANDBOX_JS_CHECK  sandbox: false,\n    It is a test.',
    'scan: 1 findings, 0 not answered, 0 answered and not found',
  ])
})

test.each([
  ['another rule', { check: 'OTHER_CHECK', code: 'sandbox: false,' }],
  ['another line', { check: 'SANDBOX_JS_CHECK', code: 'sandbox: maybe,' }],
])('an answer to %s is none, and stands for nothing', (_what, found) => {
  const { lines, failed } = answered([found], [ANSWER])
  expect(failed).toBe(true)
  expect(lines.at(-1)).toBe('scan: 1 findings, 1 not answered, 1 answered and not found')
})

test('an answer is to one finding alone', () => {
  const found = { check: 'SANDBOX_JS_CHECK', code: 'sandbox: false,' }
  expect(answered([found, found], [ANSWER]).lines.at(-1)).toBe(
    'scan: 2 findings, 1 not answered, 0 answered and not found',
  )
})
