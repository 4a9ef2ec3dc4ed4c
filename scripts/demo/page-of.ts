import type { ElectronApplication, Page } from 'playwright-core'

/**
 * The page of one of the app's windows, by the name of its file. Settles when its address is there, which is some time after
 * Playwright has told of the window; rejects when it does not come.
 */
export function pageOf(app: ElectronApplication, name: string, timeoutMs: number): Promise<Page> {
  return new Promise((resolve, reject) => {
    const look = (page: Page) => {
      const arrived = page.waitForURL(({ pathname }) => pathname === `/${name}.html`, {
        waitUntil: 'commit',
        timeout: timeoutMs,
      })
      // Other windows never come there, and one may be closed before.
      arrived.then(
        () => done(() => resolve(page)),
        () => {},
      )
    }
    const timer = setTimeout(() => done(() => reject(new Error(`there is no ${name} window`))), timeoutMs)
    const done = (settle: () => void) => {
      clearTimeout(timer)
      app.off('window', look)
      settle()
    }
    app.on('window', look)
    for (const page of app.windows()) look(page)
  })
}
