import { setTimeout as delay } from 'node:timers/promises'
import type { ElectronApplication, Page } from 'playwright-core'

/** A slow machine opens a window within a second or two. */
const MISSED_MS = 5_000

/**
 * The page of one of the app's windows, by the name of its file. Settles when its address is there, which is some time after
 * Playwright has told of the window; rejects when it does not come, and says which windows the app has.
 *
 * Playwright listens for a window's navigations only once the renderer has answered its first question. A window that
 * changes its renderer in between has navigated unheard, and is then never told of: it is loaded again.
 */
export async function pageOf(app: ElectronApplication, name: string, timeoutMs: number): Promise<Page> {
  const pathname = `/${name}.html`
  const deadline = Date.now() + timeoutMs
  const arrival = arrivalOf(app, pathname)
  try {
    for (;;) {
      const left = deadline - Date.now()
      const page = await Promise.race([arrival.page, delay(Math.min(MISSED_MS, left), null)])
      if (page) return page
      if (Date.now() >= deadline) throw new Error(`there is no ${name} window, only: ${await addressesOf(app)}`)
      await loadAgain(app, pathname)
    }
  } finally {
    arrival.end()
  }
}

/** The first page that has, or gets, this path. */
function arrivalOf(app: ElectronApplication, pathname: string): { page: Promise<Page>; end(): void } {
  let look = () => {}
  const page = new Promise<Page>((resolve) => {
    look = () => {
      const found = app.windows().find((it) => URL.canParse(it.url()) && new URL(it.url()).pathname === pathname)
      if (found) resolve(found)
    }
  })
  const context = app.context()
  app.on('window', look)
  context.on('framenavigated', look)
  look()
  return {
    page,
    end() {
      app.off('window', look)
      context.off('framenavigated', look)
    },
  }
}

const loadAgain = (app: ElectronApplication, pathname: string): Promise<void> =>
  app.evaluate(({ BrowserWindow }, wanted) => {
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      const address = webContents.getURL()
      if (URL.canParse(address) && new URL(address).pathname === wanted) webContents.reload()
    }
  }, pathname)

const addressesOf = (app: ElectronApplication): Promise<string> =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .map(({ webContents }) => webContents.getURL())
      .join(', '),
  )
