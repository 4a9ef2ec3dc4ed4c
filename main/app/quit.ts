import type { App } from 'electron'

/** What a quitting app does before it goes. */
interface Farewell {
  /** At once, and once. */
  begin(): void
  /** Settles when the app may go; never rejects. */
  finish(): Promise<void>
  /** Installs what is ready, and starts it. Settles with false when nothing is installed. */
  installAndRestart(): Promise<boolean>
}

type QuittingApp = Pick<App, 'quit' | 'on' | 'releaseSingleInstanceLock' | 'relaunch'>

/** Why the app quits, and that it quits once: whoever asks again, it goes on as it goes on, which is bounded. */
export function createQuit(app: QuittingApp, appImage = process.env.APPIMAGE) {
  let stage: 'running' | 'leaving' | 'left' = 'running'
  let restarting = false
  let shuttingDown = false

  const leave = async ({ finish, installAndRestart }: Farewell) => {
    await finish()
    stage = 'left'
    // What is started now must not find this one in its place.
    if (restarting) app.releaseSingleInstanceLock()
    if (restarting && (await installAndRestart())) return
    // An AppImage is started by its own file, not by what it unpacked to.
    if (restarting) app.relaunch(appImage ? { execPath: appImage } : {})
    app.quit()
  }

  return {
    get leaving() {
      return stage !== 'running'
    },
    /** The computer shuts down: an installer would be cut off half-way. */
    get shuttingDown() {
      return shuttingDown
    },
    /** Quits, installs the update that is ready, and starts again. */
    restart() {
      restarting = true
      app.quit()
    },
    /** The end takes no longer than the moment that the system grants. */
    shutDown() {
      shuttingDown = true
      app.quit()
    },
    follow(farewell: Farewell) {
      app.on('before-quit', (event) => {
        if (stage === 'left') return
        event.preventDefault()
        if (stage === 'leaving') return
        stage = 'leaving'
        farewell.begin()
        void leave(farewell)
      })
    },
  }
}
