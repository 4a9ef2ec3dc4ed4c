import { Menu, nativeImage, Tray } from 'electron'
import type { BackendId } from '../../shared/grant'
import type { AppState } from '../../shared/snapshot'

interface ShowTrayDeps {
  iconDir: string
  showPanel(): void
  chooseBackend(backend: BackendId): void
  quit(): void
}

export function showTray({ showPanel, quit }: ShowTrayDeps) {
  const tray = new Tray(nativeImage.createEmpty())
  tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Show', click: showPanel }, { label: 'Quit', click: quit }]))
  return { show(_state: AppState) {}, destroy: () => tray.destroy() }
}
