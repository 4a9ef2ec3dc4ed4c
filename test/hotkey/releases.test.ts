import { expect, it } from 'vitest'
import { releases } from '../../tools/hotkey/releases'

// The table of `npm run faults -- releases`.
it('whatever ends it, in every mode and from every source, what is said ends once, as it should, and in time', () => {
  const rows = releases()
  expect(rows.length).toBeGreaterThanOrEqual(10 * 3 * 4)
  expect(rows.filter(({ ok }) => !ok)).toEqual([])
})
