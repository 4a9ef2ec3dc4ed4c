import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clearText, safeLine, visible } from '../../shared/safe-text'
import { anyText } from '../fixtures/any-text'

test.each([
  ['Main wallet', 'Main wallet'],
  ['  two\r\n\tlines\u2028here ', 'two lines here'],
  ['\u202Ekcolb\u202C', 'kcolb'],
  ['pay\u200Bpal\uFEFF', 'paypal'],
  ['tag\u{E0041}ged', 'tagged'],
  ['nul\u0000', 'nul'],
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['Zürich 東京 🦞', 'Zürich 東京 🦞'],
  ['e\u0301te\u0301', 'e\u0301te\u0301'],
  [`z${'\u0336'.repeat(50)}algo`, 'z\u0336\u0336\u0336algo'],
  ['\u200B \u2066', null],
  ['', null],
  ['🦞'.repeat(80), `${'🦞'.repeat(59)}…`],
])('%j is shown as %j', (text, shown) => {
  expect(safeLine(text, 60)).toBe(shown)
})

test('whatever comes, what is shown is short and hides nothing', () => {
  fc.assert(
    fc.property(anyText(500), (text) => {
      const shown = safeLine(text, 60) ?? 'nothing'
      expect([...shown].length).toBeLessThanOrEqual(60)
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
    }),
  )
})

test.each([
  ['pay\u200Bpal', 'pay\\u{200b}pal'],
  ['blank\u2800', 'blank\\u{2800}'],
  ['two\nlines', 'two\\u{a}lines'],
  [`z\u0336\u0336\u0336\u0336`, 'z\u0336\u0336\u0336\\u{336}'],
  ['Zürich e\u0301te\u0301', 'Zürich e\u0301te\u0301'],
])('what is approved is shown as it is: %j as %j', (text, shown) => {
  expect(visible(text)).toBe(shown)
})

test.each([
  ['Look out ⚠️: 👨‍👩‍👧 bought 1️⃣ 🏳️‍🌈 👍🏽', null],
  ['a\u200Db', 'a\\u{200d}b'],
  ['SOL\uFE0F', 'SOL\\u{fe0f}'],
  ['🐶\u200D', '🐶\\u{200d}'],
  ['two\nlines\u202E', 'two\nlines\\u{202e}'],
])('what was said keeps its emoji, and hides nothing else: %j', (text, shown) => {
  expect(clearText(text)).toBe(shown ?? text)
})
