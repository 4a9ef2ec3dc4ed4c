import { describe, expect, test } from 'vitest'
import { type MenuItem, trayModel } from '../../main/tray/menu'
import { createTray } from '../../main/tray/tray'
import { NO_WALLETS } from '../../shared/account'
import { type AppState, NO_SPENDING } from '../../shared/snapshot'

function state(over: Partial<AppState['status']> = {}, hotkey: Partial<AppState['hotkey']> = {}): AppState {
  return {
    status: {
      state: 'idle',
      detail: '',
      backend: 'practice',
      transport: 'websocket',
      dialect: null,
      identity: { kind: 'user', label: 'Trader', wallet: { address: '7Yd2kQyY5oR3mVtqPaper1', label: 'Tom & Co' } },
      picked: null,
      sessionId: null,
      microphone: { state: 'closed', device: null, bytesWhileUp: 0 },
      tools: [],
      unguarded: [],
      spending: NO_SPENDING,
      errors: [],
      ...over,
    },
    hotkey: { source: 'hook', key: 'Right Ctrl', hint: 'Hold Right Ctrl to talk', problem: null, ...hotkey },
    backendNote: null,
    backendLoading: false,
    account: { state: 'none' },
    wallets: NO_WALLETS,
    secrets: {},
  }
}

const labels = (items: MenuItem[]) => items.map((item) => (item.type === 'separator' ? '—' : item.label))

describe('the model', () => {
  test('lists state, hint, wallet, backends and ways in and out', () => {
    const { template } = trayModel(state(), 'linux')
    expect(labels(template)).toEqual([
      'Ready',
      'Hold Right Ctrl to talk',
      '—',
      'Tom && Co',
      'Answered by',
      '—',
      'Show panel',
      'Show activity',
      'Settings',
      '—',
      'Quit',
    ])
    const backends = template.find((item) => item.type === 'submenu')
    expect(backends?.items).toMatchObject([
      { id: 'backend:practice', checked: true },
      { id: 'backend:openai', checked: false },
      { id: 'backend:dexter', checked: false },
    ])
  })

  test('names wallet and practice data in the tooltip, and fits Windows', () => {
    expect(trayModel(state(), 'win32').tooltip).toBe('Dexter Voice · Ready · Tom & Co · practice data')
    const identity = { kind: 'user', label: 'x', wallet: { address: 'a', label: 'long '.repeat(100) } } as const
    expect(trayModel(state({ identity }), 'win32').tooltip).toHaveLength(127)
  })

  test('says that it is offline, in menu, tooltip and icon', () => {
    const { icon, tooltip, template } = trayModel(
      state({ state: 'offline', detail: 'Offline: waiting for the network…' }),
      'linux',
    )
    expect([icon, labels(template)[0]]).toEqual(['offline', 'Offline'])
    expect(tooltip).toContain('Offline')
  })

  test('says what is wrong with the key instead of the hint', () => {
    const { template } = trayModel(state({}, { source: 'none', problem: 'Allow input monitoring.' }), 'darwin')
    expect(labels(template)[1]).toBe('Allow input monitoring.')
  })

  test('says that tools move money without asking, and names what a menu can hold', () => {
    const lines = (unguarded: string[]) => labels(trayModel(state({ unguarded }), 'linux').template)
    expect(lines(['solana_send'])).toContain('Moves money without asking: solana_send')
    expect(lines(['a', 'b & c', 'd', 'e'])).toContain('Moves money without asking: a, b && c and 2 more')
    expect(lines([]).join()).not.toContain('money')
  })

  test.each([
    [null, 'Not connected yet'],
    [{ kind: 'guest', label: 'Demo wallet', wallet: null }, 'Demo · read-only'],
    [{ kind: 'user', label: 'Trader', wallet: null }, 'Trader · no wallet'],
    [{ kind: 'user', label: 'Trader', wallet: { address: '7Yd2kQyY5oR3mVtqPaper1', label: null } }, '7Yd2…per1'],
  ] as const)('identity %o reads "%s"', (identity, line) => {
    expect(labels(trayModel(state({ identity }), 'linux').template)).toContain(line)
  })

  test('is the same value for the same state', () => {
    expect(trayModel(state(), 'linux')).toEqual(trayModel(state({ detail: 'other words', sessionId: 's' }), 'linux'))
  })
})

function fakeElectron(platform: string) {
  const calls: string[] = []
  const menus: Electron.MenuItemConstructorOptions[][] = []
  const image = (path: string) => ({ path, setTemplateImage: () => void calls.push('template') })
  class Tray {
    constructor(icon: { path: string }) {
      calls.push(`tray ${icon.path}`)
    }
    setImage = (icon: { path: string }) => void calls.push(`image ${icon.path}`)
    setToolTip = () => void calls.push('tooltip')
    setContextMenu = () => void calls.push('menu')
    on = (event: string) => void calls.push(`on ${event}`)
    destroy = () => void calls.push('destroy')
  }
  const done: unknown[][] = []
  const tray = createTray({
    Tray,
    Menu: { buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => menus.push(template) },
    nativeImage: { createFromPath: image },
    iconDir: '/icons',
    platform,
    actions: {
      show: (...args: unknown[]) => done.push(['show', ...args]),
      chooseBackend: (id: string) => done.push(['backend', id]),
      quit: () => done.push(['quit']),
    },
    // The real classes need a running Electron; these do what the tray uses of them.
  } as unknown as Parameters<typeof createTray>[0])
  return { tray, calls, menus, done, take: () => calls.splice(0) }
}

describe('the tray', () => {
  test('is created with the first state, and touched only by what changed', () => {
    const { tray, take } = fakeElectron('linux')
    tray.show(state())
    expect(take()).toEqual(['tray /icons/tray/idle-24.png', 'tooltip', 'menu'])
    tray.show(state({ detail: 'nothing that shows' }))
    expect(take()).toEqual([])
    tray.show(state({ state: 'listening' }))
    expect(take()).toEqual(['image /icons/tray/listening-24.png', 'tooltip', 'menu'])
    tray.show(state({ state: 'listening' }, { hint: 'Hold F9 to talk' }))
    expect(take()).toEqual(['menu'])
  })

  test('uses template images on macOS, and a click on Windows', () => {
    const mac = fakeElectron('darwin')
    mac.tray.show(state())
    expect(mac.take()).toEqual(['template', 'tray /icons/tray/idleTemplate.png', 'tooltip', 'menu'])
    const windows = fakeElectron('win32')
    windows.tray.show(state())
    expect(windows.take()).toEqual(['tray /icons/tray/idle-16.png', 'on click', 'tooltip', 'menu'])
  })

  test('does what its items say', () => {
    const { tray, menus, done } = fakeElectron('linux')
    tray.show(state())
    const items = menus[0]!.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? item.submenu : [])])
    // The arguments of a click are Electron's own and unused here.
    const clickOn = (id: string) => (items.find((item) => item.id === id)!.click as () => void)()
    for (const id of ['show', 'activity', 'settings', 'backend:dexter', 'quit']) clickOn(id)
    expect(done).toEqual([['show'], ['show', 'activity'], ['show', 'settings'], ['backend', 'dexter'], ['quit']])
  })

  test('can be destroyed and shown again', () => {
    const { tray, take } = fakeElectron('linux')
    tray.destroy()
    tray.show(state())
    tray.destroy()
    tray.destroy()
    tray.show(state())
    expect(take().filter((call) => /^(tray|destroy)/.test(call))).toEqual([
      'tray /icons/tray/idle-24.png',
      'destroy',
      'tray /icons/tray/idle-24.png',
    ])
  })
})
