import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { APP_ID, presentApp } from '../../main/app/app-model'

const root = (file: string) => readFileSync(join(import.meta.dirname, '../..', file), 'utf8')

test('desktops and Windows are told the name under which the app is installed', () => {
  expect(JSON.parse(root('package.json')).desktopName).toBe(`${APP_ID}.desktop`)
  // The shortcut that the installer of Windows makes has this one.
  expect(root('electron-builder.yml')).toContain(`\nappId: ${APP_ID}\n`)
  // Names without a dot are no application ids (D-Bus specification, "Valid Names").
  expect(APP_ID).toContain('.')
})

test.each([
  ['win32', true, [`id ${APP_ID}`]],
  ['win32', false, [`id ${APP_ID}`]],
  ['darwin', true, []],
  ['darwin', false, ['policy accessory']],
  ['linux', true, []],
] as const)('on %s (packaged: %s) the app says what it is', (platform, isPackaged, said) => {
  const calls: string[] = []
  presentApp(
    {
      isPackaged,
      setAppUserModelId: (id) => calls.push(`id ${id}`),
      setActivationPolicy: (policy) => calls.push(`policy ${policy}`),
    },
    platform,
  )
  expect(calls).toEqual(said)
})
