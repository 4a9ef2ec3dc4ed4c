import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app, dialog, Menu, nativeImage, Tray } from 'electron'
import sentences from '../shared/i18n/en/app'
import { redactText } from '../shared/redact'
import { presentApp } from './app/app-model'
import { keepCrashDumps } from './app/crash-dumps'
import { carriesDeepLink, shortened } from './app/deep-link'
import { closeEnvironment, refusedSwitch, whyRefused } from './app/doors'
import { hearLaterStarts } from './app/later-starts'
import { isLocked, whyUnwritable } from './app/profile'
import { registerAppScheme } from './app/scheme'
import { endUnaskedRequests } from './app/unasked-requests'
import { makeOwnFolder } from './diagnosis/own-folder'
import { PLATFORM } from './platform'
import { trayIconFile } from './tray/icons'

// The first moments: what Electron wants before it is ready, and then the icon. All else is loaded after it, so that it
// is there about as soon as an empty app's would be.

// Out of a package's archive; app.isPackaged goes by the name of the program, which anybody can change. Chromium opens its
// doors (the port for debugging, the log of TLS keys) only after this file has run.
if (app.getAppPath().endsWith('.asar')) {
  const refused = refusedSwitch(process.argv)
  if (refused !== null) {
    // Before the app is ready, Linux prints it.
    dialog.showErrorBox(sentences.start.failed, whyRefused(refused))
    // At once: nothing below is run.
    process.exit(1)
  }
  closeEnvironment(process.env)
}

const profile = app.getPath('userData')
// A link can't ask for it.
const diagnosing = !carriesDeepLink(process.argv) && process.argv.includes('--diagnose')
// It may run beside the app, whose profile is locked, and only reads in it.
if (diagnosing) app.setPath('userData', makeOwnFolder(tmpdir()))
const unwritable = whyUnwritable(profile)
// The reporter keeps its dumps in the profile, and fails loudly without a place for them.
if (unwritable === null) keepCrashDumps()
presentApp(app, PLATFORM)
registerAppScheme()
endUnaskedRequests()
// Electron's own would open the tools of developers; composition/ sets that of macOS.
Menu.setApplicationMenu(null)

// The lock lives in the profile. Where none can be made, Electron answers as if another instance had it.
const lockless = unwritable !== null && !isLocked(profile)
const short = shortened(process.argv)
// A link can't ask for it.
const forgetting = !carriesDeepLink(process.argv) && process.argv.includes('--forget')
const quitting = !carriesDeepLink(process.argv) && process.argv.includes('--quit')
if (short !== null) {
  app.relaunch({ args: short.slice(1) })
  app.exit()
} else if (diagnosing) void app.whenReady().then(diagnose)
else if (app.requestSingleInstanceLock() || lockless) {
  // Nothing runs that could be told to end.
  if (quitting) app.exit()
  else void app.whenReady().then(forgetting ? forgetAll : begin)
} else if (forgetting) {
  console.error('Dexter Voice is running: quit it first.')
  app.exit(1)
} else app.quit()

async function diagnose() {
  let code = 1
  try {
    const { diagnoseCommand } = await import('./diagnosis/command')
    code = await diagnoseCommand(profile, process.argv)
  } catch (error) {
    console.error(redactText(error instanceof Error ? error.message : String(error)))
  }
  rmSync(app.getPath('userData'), { recursive: true, force: true })
  app.exit(code)
}

async function forgetAll() {
  try {
    const { forget } = await import('./app/forget')
    app.exit(await forget(profile))
  } catch (error) {
    console.error(redactText(error instanceof Error ? error.message : String(error)))
    app.exit(1)
  }
}

async function begin() {
  const onLaterStart = hearLaterStarts(app)
  const iconDir = join(import.meta.dirname, '../icons')
  const icon = new Tray(nativeImage.createFromPath(trayIconFile(iconDir, 'idle', PLATFORM)))
  // The system hears of the icon by the event loop: what follows would keep it waiting.
  await new Promise(setImmediate)

  try {
    const { compose } = await import('./composition')
    await compose({
      profile,
      unwritable,
      icon,
      iconDir,
      onLaterStart,
    })
  } catch (error) {
    // An icon that does nothing would be all that is left.
    const why = redactText(error instanceof Error ? error.message : String(error))
    console.error(`${sentences.start.failed}: ${why}`)
    dialog.showErrorBox(sentences.start.failed, why)
    app.exit(1)
  }
}
