import { Menu, nativeImage, Tray } from 'electron'
import type { BackendId } from '../../shared/grant'
import { createTray, type TrayIcon } from './tray'

interface ShowTrayDeps {
  iconDir: string
  /** Opens the panel, on one of its tabs where given. */
  showPanel(tab?: 'activity' | 'settings'): void
  chooseBackend(backend: BackendId): void
  quit(): void
}

/** The tray of this app, with the real Electron. */
export function showTray({ iconDir, showPanel, chooseBackend, quit }: ShowTrayDeps): TrayIcon {
  const actions = { show: showPanel, chooseBackend, quit }
  return createTray({ Tray, Menu, nativeImage, iconDir, platform: process.platform, actions })
}
