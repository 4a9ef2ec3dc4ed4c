import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** A size in pixels stays what it is while the text around it grows. */
const IN_PIXELS = /^\s*font(?:-size)?:[^;]*\d(?:\.\d+)?px/m

const sheets = [
  '.',
  'activity',
  'alerts',
  'cards',
  'components',
  'conversation',
  'flags',
  'hud',
  'panel',
  'settings',
  'trades',
  'wallet',
].flatMap((folder) =>
  readdirSync(`renderer/views/${folder}`)
    .filter((name) => name.endsWith('.css'))
    .map((name) => `renderer/views/${folder}/${name}`),
)

test.each(sheets)('%s: type is measured by the text size of the settings', (sheet) => {
  expect(IN_PIXELS.exec(readFileSync(sheet, 'utf8'))?.[0]).toBeUndefined()
})
