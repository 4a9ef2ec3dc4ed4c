import type { ElectronApplication } from 'playwright-core'

/**
 * The menu that the tray has: no tray is drawn on a virtual desktop, so the last menu that main built is kept. To be called
 * before the menu changes that is looked for.
 */
export async function watchTray(app: ElectronApplication): Promise<{
  /** Labels of everything in the menu, submenus included, in their order; a chosen radio item begins with "●". */
  labels(): Promise<string[]>
  /** Clicks what has this id, as a finger would. Rejects when it is not there, or can't be clicked. */
  click(id: string): Promise<void>
}> {
  await app.evaluate(({ Menu }) => {
    const store = globalThis as { trayMenu?: Electron.Menu }
    const build = Menu.buildFromTemplate.bind(Menu)
    Menu.buildFromTemplate = (template) => {
      store.trayMenu = build(template)
      return store.trayMenu
    }
  })
  return {
    labels: () =>
      app.evaluate(() => {
        const { trayMenu } = globalThis as { trayMenu?: Electron.Menu }
        const labels: string[] = []
        const open = [...(trayMenu?.items ?? [])]
        for (let item = open.shift(); item; item = open.shift()) {
          labels.push(item.checked ? `● ${item.label}` : item.label)
          open.unshift(...(item.submenu?.items ?? []))
        }
        return labels
      }),
    click: (id) =>
      app.evaluate((_electron, wanted) => {
        const { trayMenu } = globalThis as { trayMenu?: Electron.Menu }
        const item = trayMenu?.getMenuItemById(wanted)
        if (!item?.enabled) throw new Error(`the tray has nothing to click by the id ${wanted}`)
        item.click()
      }, id),
  }
}
