import { app, BrowserWindow, powerMonitor, screen } from 'electron'
import { t } from '../../shared/i18n'
import { AUDIO_SERVICE } from '../app/audio-service'
import { readCommandLine } from '../app/command-line'
import { pruneCrashDumps } from '../app/crash-dumps'
import { followDeepLinks } from '../app/deep-link'
import { sayFarewell } from '../app/farewell'
import { lostPart } from '../app/lost-parts'
import { followSessionEnd } from '../app/session-end'
import type { Begun, Parts } from './parts'

/** The computer sleeps, wakes, shuts down, or has other screens. */
export function followComputer({ windows, wallets, hotkey, quit }: Parts): void {
  // Linux and macOS tell it.
  powerMonitor.on('shutdown', quit.shutDown)
  powerMonitor.on('suspend', () => windows.push('command', { type: 'suspend' }))
  powerMonitor.on('resume', () => {
    windows.push('command', { type: 'resume' })
    void wallets.refresh()
  })
  const displaysChanged = () => {
    hotkey.displaysChanged()
    windows.displaysChanged()
  }
  screen.on('display-added', displaysChanged)
  screen.on('display-removed', displaysChanged)
  screen.on('display-metrics-changed', displaysChanged)
}

/** The app is started again, opened by a link or by its icon, or a window comes to the front. */
export function followOpening({ windows, hotkey, microphoneAccess }: Parts, { onLaterStart }: Begun): void {
  onLaterStart((argv) => {
    const { talk, hidden, quit } = readCommandLine(argv)
    if (quit) app.quit()
    else if (talk) hotkey.talk(talk)
    else if (!hidden) windows.showPanel()
  })
  followDeepLinks(app, windows.showPanel)
  app.on('activate', () => windows.showPanel())
  app.on('browser-window-focus', microphoneAccess.look)
  microphoneAccess.watch({
    every(ms, callback) {
      const timer = setInterval(callback, ms)
      return () => clearInterval(timer)
    },
    inSight: windows.isPanelInSight,
  })
}

/** A process of ours has died. */
export function followLostParts({ audioService, state, quit }: Parts): void {
  app.on('child-process-gone', (_event, gone) => {
    const sentence = gone.serviceName === AUDIO_SERVICE && audioService.ended() ? null : lostPart(gone)
    if (sentence !== null && !quit.leaving) state.notice('warning', 'part_gone', sentence)
    void pruneCrashDumps()
  })
}

/** The app quits, or the system ends it. */
export function followEnd({
  quit,
  windows,
  hotkey,
  journals,
  conversation,
  backends,
  updates,
  tray,
  alerts,
}: Parts): void {
  const { log, ledger, usage } = journals
  // A tray app lives on without a window.
  app.on('window-all-closed', () => {})
  followSessionEnd(app, BrowserWindow.getAllWindows(), {
    asked() {
      hotkey.letGo(t('hotkey.ended.shuttingDown'))
      log.flushNow()
      usage.flushNow()
    },
    ended() {
      hotkey.stop()
      void windows.leave()
      ledger.close()
      log.flushNow()
      usage.flushNow()
    },
  })
  quit.follow({
    begin: hotkey.stop,
    async finish() {
      await sayFarewell({
        leave: windows.leave,
        close() {
          windows.quit()
          ledger.close()
        },
        flush: () => [
          log.close(),
          usage.close(),
          conversation.close(),
          alerts.close(),
          backends.stop(),
          updates.beforeQuit(!quit.shuttingDown),
        ],
      })
      tray.destroy()
    },
    installAndRestart: updates.installAndRestart,
  })
}
