import { expect, test } from 'vitest'
import { allowed } from '../../build/third-party.mjs'

test.each(['MIT', '(MIT OR GPL-3.0-only)', 'Apache-2.0 AND BSD-3-Clause'])('%s may be shipped', (licence) => {
  expect(allowed(licence)).toBe(true)
})

test.each(['GPL-3.0-only', 'LGPL-3.0-or-later', 'Apache-2.0 AND LGPL-3.0-or-later', 'unknown', ''])(
  '%j must not be shipped',
  (licence) => {
    expect(allowed(licence)).toBe(false)
  },
)
