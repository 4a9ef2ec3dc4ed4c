import { expect, test } from 'vitest'
import { tally } from '../../tools/tally.mjs'

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
})

test('passed, failed and skipped tests of all files are added up', () => {
  const report = { testResults: [file('passed', 'passed', 'pending'), file('failed', 'failed', 'passed', 'todo')] }
  expect(tally(report)).toEqual({ line: 'tests: 2 passed, 1 failed, 2 skipped', sound: false })
})

test('nothing is said of skipped tests when there are none', () => {
  expect(tally({ testResults: [file('passed', 'passed')] })).toEqual({ line: 'tests: 1 passed, 0 failed', sound: true })
})

test('a file that couldn’t be loaded counts as a failure', () => {
  expect(tally({ testResults: [file('failed')] })).toEqual({ line: 'tests: 0 passed, 1 failed', sound: false })
})

test('a missing report counts as a failure', () => {
  expect(tally(undefined).sound).toBe(false)
})
