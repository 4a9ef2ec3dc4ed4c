import { app } from 'electron'

/**
 * Before `app` is ready: ends what Chromium and Electron would ask of the net by themselves, in every session (the updater
 * has one of its own). What leaves this computer is in the README, and nothing else does.
 */
export function endUnaskedRequests(): void {
  // Electron is built without most of what this ends; it must stay so in a newer one.
  app.commandLine.appendSwitch('disable-background-networking')
  app.commandLine.appendSwitch('disable-component-update')
  app.commandLine.appendSwitch('disable-domain-reliability')
  app.on('session-created', (session) => {
    // Without a language there is no dictionary to fetch from Google: that is done for a session, not for the windows that
    // check spelling (electron/electron#22995).
    session.setSpellCheckerLanguages([])
    session.setSpellCheckerEnabled(false)
  })
  // Where the system's DNS server is one of the big ones, Chromium would try, by a name of Google's, whether it can be asked
  // over HTTPS as well.
  void app.whenReady().then(() => app.configureHostResolver({ secureDnsMode: 'off' }))
}
