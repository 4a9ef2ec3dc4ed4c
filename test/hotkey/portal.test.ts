import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { APP_ID } from '../../main/hotkey/portal'

test('a desktop is told the name under which the app is installed', () => {
  const { desktopName } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'))
  expect(desktopName).toBe(`${APP_ID}.desktop`)
  // Names without a dot are no application ids (D-Bus specification, "Valid Names").
  expect(APP_ID).toContain('.')
})
