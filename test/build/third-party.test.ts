import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allowed } from '../../build/third-party.mjs'

test.each(['MIT', '(MIT OR GPL-3.0-only)', 'Apache-2.0 AND BSD-3-Clause'])('%s may be shipped', (licence) => {
  expect(allowed(licence)).toBe(true)
})

test.each([
  'GPL-3.0-only',
  'LGPL-3.0-or-later',
  'Apache-2.0 AND LGPL-3.0-or-later',
  '(MIT OR GPL-3.0-only) AND LGPL-3.0-only',
  'unknown',
  '',
])('%j must not be shipped', (licence) => {
  expect(allowed(licence)).toBe(false)
})

test('what a binary holds inside is listed too, with its licence', () => {
  const listed = readFileSync(join(import.meta.dirname, '../../out/main/third-party.txt'), 'utf8')
  expect(listed).toMatch(/^uiohook-napi\/libuiohook \d[\d.]+: LGPL-3\.0-or-later$/m)
  expect(listed).toContain('GNU LESSER GENERAL PUBLIC LICENSE')
})
