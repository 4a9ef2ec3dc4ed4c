import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPackage } from '@electron/asar'

/** The file protocol is fused off, and no scheme is worth a floor: the page is its own address. */
export const EMPTY_PAGE = 'data:text/html,<title>empty</title>'

const MAIN = `const { app, BrowserWindow, nativeImage, Tray } = require('electron')
const { join } = require('node:path')
app.whenReady().then(() => {
  globalThis.tray = new Tray(nativeImage.createFromPath(join(__dirname, 'icon.png')))
  globalThis.window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, backgroundThrottling: false } })
  window.loadURL('${EMPTY_PAGE}')
})
app.on('window-all-closed', () => {})
`

/**
 * The least that a tray app can be, on the very binary of the packaged app in `built`: a tray and one hidden window.
 * Made below `scratch`; settles with its executable.
 */
export async function makeEmptyApp(built: string, scratch: string): Promise<string> {
  const source = join(scratch, 'source')
  mkdirSync(source)
  writeFileSync(join(source, 'package.json'), '{"name":"empty","version":"1.0.0","main":"main.js"}')
  writeFileSync(join(source, 'main.js'), MAIN)
  cpSync(join(built, '..', '..', 'out', 'icons', 'tray', 'idle-24.png'), join(source, 'icon.png'))
  const copy = join(scratch, 'empty')
  cpSync(built, copy, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.includes('app.asar') })
  await createPackage(source, join(copy, 'resources', 'app.asar'))
  return join(copy, 'dexter-voice')
}
