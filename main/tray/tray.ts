import type { Menu, MenuItemConstructorOptions, NativeImage, nativeImage, Tray } from 'electron'
import { MISSING } from '../../shared/device-choices'
import { DEVICE_KINDS, type DeviceKind } from '../../shared/devices'
import type { DiagnosisTopic } from '../../shared/diagnosis'
import type { BackendId } from '../../shared/grant'
import { type TrayIconState, trayIconFile } from './icons'
import { type TrayModel, type TrayState, trayModel } from './menu'
import type { MenuId, MenuItem } from './menu-item'

/** A click is told after its menu has closed (macOS): until then a new menu would take the item along that was clicked. */
const CLICK_MS = 100

/**
 * macOS tells the end of a submenu as if it were the menu's, and then nothing at the menu's own end (Electron,
 * electron_menu_controller.mm, menuDidClose): after a submenu the menu counts as open for as long as anybody looks at one.
 */
const SUBMENU_MS = 10_000

const isDevice = (id: MenuId): id is Extract<MenuId, `${DeviceKind}:${string}`> =>
  DEVICE_KINDS.some((kind) => id.startsWith(`${kind}:`))
/** Before a wallet's address in a menu id. */
const WALLET = 'wallet:'
const isWallet = (id: MenuId): id is Extract<MenuId, `wallet:${string}`> => id.startsWith(WALLET)

interface TrayActions {
  /** Opens the panel, on one of its tabs where given. */
  show(tab?: 'trades' | 'activity' | 'settings'): void
  /** Opens the panel with what helps. */
  help(topic: DiagnosisTopic): void
  chooseBackend(id: BackendId): void
  /** `untilQuit`: the trader chose a sign-in that the app forgets when it quits, since there is no keychain. */
  signIn(untilQuit: boolean): void
  cancelSignIn(): void
  signOut(): void
  /** null leaves the choice to the service. */
  pickWallet(address: string | null): void
  /** An id of the list that the state has; null is the system's default. */
  chooseDevice(kind: DeviceKind, id: string | null): void
  /** Begins to talk or sends, switches hands-free, or stops everything. */
  talk(action: 'toggle' | 'hands-free' | 'panic'): void
  /** Quits, installs the update that is ready, and starts again. */
  update(): void
  quit(): void
}

export interface TrayDeps {
  /** The icon of the `idle` state, there since the first moments. */
  icon: Pick<Tray, 'setImage' | 'setToolTip' | 'setContextMenu' | 'on' | 'destroy'>
  Menu: Pick<typeof Menu, 'buildFromTemplate'>
  nativeImage: Pick<typeof nativeImage, 'createFromPath'>
  /** Where build/render-icons.mjs has put its files. */
  iconDir: string
  platform: string
  after(ms: number, callback: () => void): void
  actions: TrayActions
}

export interface TrayIcon {
  /** Draws the state; does nothing when it looks the same as before. */
  show(state: TrayState): void
  /** Removes the icon, for good. */
  destroy(): void
}

/** Keeps the tray icon in step with the app's state. */
export function createTray({ icon, Menu, nativeImage, iconDir, platform, after, actions }: TrayDeps): TrayIcon {
  const images = new Map<TrayIconState, NativeImage>()
  let shown: TrayModel | null = null
  let drawn: TrayIconState = 'idle'
  let untilQuit = false
  let gone = false
  let isOpen = false
  /** What was opened since the menu was closed: more than one is the menu and a submenu, or the menu again. */
  let opened = 0
  /** Came while the menu was open, which a new one would close under the pointer (electron/electron#10951). */
  let waiting: MenuItem[] | null = null

  function image(state: TrayIconState): NativeImage {
    const cached = images.get(state)
    if (cached) return cached
    const loaded = nativeImage.createFromPath(trayIconFile(iconDir, state, platform))
    images.set(state, loaded)
    return loaded
  }

  function setMenu(template: MenuItem[]) {
    if (isOpen) {
      waiting = template
      return
    }
    const menu = Menu.buildFromTemplate(template.map(electronItem))
    // Linux draws the menu elsewhere, and may tell of neither.
    if (platform !== 'linux') {
      menu.on('menu-will-show', () => {
        isOpen = true
        opened += 1
      })
      menu.on('menu-will-close', () => {
        const atClosing = opened
        after(atClosing > 1 ? SUBMENU_MS : CLICK_MS, () => opened === atClosing && closed())
      })
    }
    icon.setContextMenu(menu)
  }

  function closed() {
    isOpen = false
    opened = 0
    const template = waiting
    waiting = null
    if (template !== null && !gone) setMenu(template)
  }

  function act(id: MenuId) {
    if (isWallet(id)) return actions.pickWallet(id.slice(WALLET.length) || null)
    if (isDevice(id)) {
      const kind = id.startsWith('microphone:') ? 'microphone' : 'speaker'
      const device = id.slice(kind.length + 1)
      // What is not there stays chosen.
      return device === MISSING ? undefined : actions.chooseDevice(kind, device || null)
    }
    switch (id) {
      case 'show':
        return actions.show()
      case 'trades':
      case 'activity':
      case 'settings':
        return actions.show(id)
      case 'sign-in':
        return actions.signIn(untilQuit)
      case 'cancel-sign-in':
        return actions.cancelSignIn()
      case 'sign-out':
        return actions.signOut()
      case 'talk':
        return actions.talk('toggle')
      case 'hands-free':
      case 'panic':
        return actions.talk(id)
      case 'help:key':
        return actions.help('key')
      case 'help:hearing':
        return actions.help('hearing')
      case 'update':
        return actions.update()
      case 'quit':
        return actions.quit()
      case 'backend:practice':
        return actions.chooseBackend('practice')
      case 'backend:openai':
        return actions.chooseBackend('openai')
      case 'backend:dexter':
        return actions.chooseBackend('dexter')
      default:
        id satisfies never
    }
  }

  /** Who has clicked an item has no menu open any more. */
  function click(id: MenuId) {
    closed()
    act(id)
  }

  function choose(id: MenuId) {
    click(id)
    // Electron has put the mark on what was clicked, but a choice may be refused: the mark goes where the state is.
    if (shown) setMenu(shown.template)
  }

  function electronItem(item: MenuItem): MenuItemConstructorOptions {
    switch (item.type) {
      case 'separator':
        return { type: 'separator' }
      case 'text':
        return { label: item.label, enabled: false }
      case 'action':
        return { id: item.id, label: item.label, click: () => click(item.id) }
      case 'radio':
        return { id: item.id, label: item.label, type: 'radio', checked: item.checked, click: () => choose(item.id) }
      case 'submenu':
        return { label: item.label, submenu: item.items.map(electronItem) }
    }
  }

  // On macOS and most Linux bars a click opens the menu; on Windows it is expected to open the window.
  if (platform === 'win32') icon.on('click', () => actions.show())

  return {
    show(state) {
      if (gone) return
      const model = trayModel(state, platform)
      untilQuit = state.account.state === 'signed-out' && state.account.untilQuit
      if (drawn !== model.icon) icon.setImage(image(model.icon))
      drawn = model.icon
      if (shown?.tooltip !== model.tooltip) icon.setToolTip(model.tooltip)
      // Linux ignores changes to items of a menu that is set already: a changed menu is always set anew.
      if (JSON.stringify(shown?.template) !== JSON.stringify(model.template)) {
        setMenu(model.template)
      }
      shown = model
    },
    destroy() {
      gone = true
      icon.destroy()
    },
  }
}
