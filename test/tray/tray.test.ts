import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import { type TrayState, trayModel } from '../../main/tray/menu'
import type { MenuItem } from '../../main/tray/menu-item'
import { createTray } from '../../main/tray/tray'
import { type AccountState, type ListedWallet, NO_WALLETS, type WalletsState } from '../../shared/account'
import { NO_ALERTS } from '../../shared/alerts'
import { NO_DEVICES } from '../../shared/devices'
import { type AppState, NO_SPENDING } from '../../shared/snapshot'

function state(
  over: Partial<AppState['status']> = {},
  hotkey: Partial<AppState['hotkey']> = {},
  known: Partial<Pick<TrayState, 'account' | 'wallets' | 'approvalWaits'>> = {},
): TrayState {
  return {
    status: {
      state: 'idle',
      detail: '',
      backend: 'practice',
      dialect: null,
      identity: { kind: 'user', label: 'Trader', wallet: { address: '7Yd2kQyY5oR3mVtqPaper1', label: 'Tom & Co' } },
      picked: null,
      sessionId: null,
      microphone: { state: 'closed', device: null, bytesWhileUp: 0 },
      tools: [],
      unguarded: [],
      alarms: [],
      spending: NO_SPENDING,
      errors: [],
      ...over,
    },
    system: 'linux',
    microphoneAccess: 'granted',
    hotkey: { source: 'hook', key: 'Right Ctrl', hint: 'Hold Right Ctrl to talk', problem: null, ...hotkey },
    backendNote: null,
    backendLoading: false,
    account: { state: 'none' },
    wallets: NO_WALLETS,
    secrets: {},
    secretQuestions: [],
    shutdowns: {},
    updateReady: null,
    alerts: NO_ALERTS,
    devices: NO_DEVICES,
    deviceTest: 'off',
    trayMissing: false,
    inSight: null,
    approvalWaits: false,
    ...known,
  }
}

const MAIN = { address: '7Yd2kQyY5oR3mVtqPaper1', label: 'Tom & Co' }
const OTHER = { address: '9hQmXwLr4uT8sVbNc2KdYpE6gJf3aRz1oWiC5tPaper2', label: 'Swing' }

const listed = (over: Partial<ListedWallet> = {}): ListedWallet => ({
  ...OTHER,
  isDefault: false,
  paper: false,
  mayTrade: true,
  ...over,
})

const wallets = (over: Partial<WalletsState> = {}): WalletsState => {
  const list = over.wallets ?? [listed({ ...MAIN, isDefault: true }), listed()]
  return { ...NO_WALLETS, state: 'fresh', wallets: list, total: list.length, ...over }
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
      'Talk, or send what you said',
      'Turn hands-free on',
      'Stop everything',
      '—',
      'Open Dexter Voice',
      'Trades',
      'Activity',
      'Settings',
      'Help',
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

  test('says that a trade waits: whoever hears the tooltip has no window to look at', () => {
    expect(trayModel(state({ state: 'speaking' }, {}, { approvalWaits: true }), 'darwin').tooltip).toMatch(
      /^Dexter Voice · Needs your approval · /,
    )
  })

  test('says that it is offline, in menu, tooltip and icon', () => {
    const { icon, tooltip, template } = trayModel(
      state({ state: 'offline', detail: 'Offline. Waiting for the network…' }),
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
    expect(lines(['solana_send'])).toContain('Can move money without asking: solana_send')
    expect(lines(['a', 'b & c', 'd', 'e'])).toContain('Can move money without asking: a, b && c, and 2 more')
    expect(lines(['send\u202e\u200b\n'])).toContain('Can move money without asking: send')
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

  const account = (account: AccountState) => trayModel(state({}, {}, { account }), 'linux').template

  test('offers to sign in, and says what went wrong with the last try', () => {
    const out = { state: 'signed-out', problem: 'The sign-in took too long & was given up.', untilQuit: false } as const
    expect(account(out)).toContainEqual({ type: 'action', id: 'sign-in', label: 'Sign in…' })
    expect(labels(account(out))).toContain('The sign-in took too long && was given up.')
    expect(account({ ...out, untilQuit: true })).toContainEqual({
      type: 'action',
      id: 'sign-in',
      label: 'Sign in until I quit…',
    })
  })

  test('says that the browser is waited for, and offers to stop that', () => {
    const items = account({ state: 'signing-in' })
    expect(labels(items)).toContain('Finish signing in in your browser…')
    expect(items).toContainEqual({ type: 'action', id: 'cancel-sign-in', label: 'Cancel sign-in' })
  })

  test('names who is signed in, what is wrong with that, and offers to sign out', () => {
    const items = account({
      state: 'signed-in',
      label: 'trader@example.com\n\u202Eexe',
      kept: 'keychain',
      problem: 'The service can’t be reached.',
    })
    expect(labels(items)).toContain('trader@example.com exe')
    expect(labels(items)).toContain('The service can’t be reached.')
    expect(items).toContainEqual({ type: 'action', id: 'sign-out', label: 'Sign out' })
  })

  test('is the same value for the same state', () => {
    expect(trayModel(state(), 'linux')).toEqual(trayModel(state({ detail: 'other words', sessionId: 's' }), 'linux'))
  })
})

describe('the open microphone', () => {
  test('shows in the icon, the tooltip and the menu, which turns it off', () => {
    const model = trayModel(state({ handsFree: true }), 'linux')
    expect(model.icon).toBe('hands-free')
    expect(model.tooltip).toMatch(/^Dexter Voice · Hands-free: the microphone is open · /)
    expect(labels(model.template)).toContain('Hands-free: the microphone is open')
    expect(model.template).toContainEqual({ type: 'action', id: 'hands-free', label: 'Turn hands-free off' })
  })

  test.each(['connecting', 'working', 'speaking', 'offline', 'error'] as const)('shows while the app is %s', (is) => {
    const model = trayModel(state({ handsFree: true, state: is }), 'linux')
    expect(model.icon).toBe('hands-free')
    expect(model.tooltip).toContain('Hands-free: the microphone is open · ')
  })

  test('looks as ever while somebody speaks, and does not hide that a trade waits', () => {
    expect(trayModel(state({ handsFree: true, state: 'listening' }), 'linux').icon).toBe('listening')
    const { tooltip } = trayModel(state({ handsFree: true }, {}, { approvalWaits: true }), 'linux')
    expect(tooltip).toMatch(/^Dexter Voice · Needs your approval · Hands-free: the microphone is open/)
  })
})

describe('the wallets', () => {
  function menu(given: Partial<WalletsState>, over: Partial<AppState['status']> = {}) {
    const { template, tooltip } = trayModel(state(over, {}, { wallets: wallets(given) }), 'linux')
    const submenu = template.find((item) => item.type === 'submenu' && item.label.startsWith('Wallet'))
    if (submenu?.type !== 'submenu') throw new Error('There is no menu of wallets')
    return { title: submenu.label, items: submenu.items, lines: labels(submenu.items), tooltip, all: labels(template) }
  }

  test('are picked from, with what there is to know of each', () => {
    const { title, items } = menu({
      wallets: [
        listed({ ...MAIN, isDefault: true, paper: true }),
        listed({ mayTrade: false }),
        listed({ address: 'short', label: null }),
      ],
    })
    expect(title).toBe('Wallet: Tom && Co')
    expect(items).toEqual([
      { type: 'radio', id: 'wallet:', label: 'Chosen by the service', checked: true },
      { type: 'radio', id: `wallet:${MAIN.address}`, label: 'Tom && Co · 7Yd2…per1 (default) (paper)', checked: false },
      { type: 'radio', id: `wallet:${OTHER.address}`, label: 'Swing · 9hQm…per2 (view only)', checked: false },
      { type: 'radio', id: 'wallet:short', label: 'short', checked: false },
    ])
  })

  test('leave nothing to the service where it has one and nobody picked', () => {
    const one = [listed({ ...MAIN })]
    expect(menu({ wallets: one }).items).toMatchObject([{ id: `wallet:${MAIN.address}`, checked: true }])
    expect(menu({ wallets: one, chosen: MAIN.address }).items).toMatchObject([
      { id: 'wallet:', checked: false },
      { id: `wallet:${MAIN.address}`, checked: true },
    ])
  })

  test('say what is not in force yet, in title and tooltip', () => {
    const pending = menu({ chosen: OTHER.address }, { picked: { wallet: OTHER, state: 'pending' } })
    expect(pending.title).toBe('Wallet: Swing (switching…)')
    expect(pending.tooltip).toContain('Ready · Swing (switching…) ·')
    const refused = menu({ chosen: OTHER.address }, { picked: { wallet: OTHER, state: 'refused' } })
    expect(refused.title).toBe('Wallet: Tom && Co (Swing was not accepted)')
    expect(refused.tooltip).toContain('Tom & Co (Swing was not accepted)')
    const inForce = menu(
      { chosen: OTHER.address },
      { identity: { kind: 'user', label: 'x', wallet: OTHER }, picked: { wallet: OTHER, state: 'in-force' } },
    )
    expect(inForce.title).toBe('Wallet: Swing')
  })

  test('are pending, too, when no session has heard of the pick, and go by the account’s own names', () => {
    expect(menu({ chosen: OTHER.address }, { identity: null }).title).toBe('Wallet: Swing (switching…)')
    const unnamed = { address: OTHER.address, label: null }
    expect(menu({}, { identity: { kind: 'user', label: 'x', wallet: unnamed } }).title).toBe('Wallet: Swing')
  })

  test('say a mark even behind the longest names', () => {
    const picked = { wallet: { address: 'a', label: 'Very long name '.repeat(20) }, state: 'refused' } as const
    const identity = { kind: 'user', label: 'x', wallet: { address: 'b', label: '長い名前'.repeat(40) } } as const
    const { tooltip } = menu({ chosen: 'a' }, { picked, identity })
    expect(tooltip).toMatch(/… was not accepted\)/)
    expect(tooltip.length).toBeLessThanOrEqual(127)
  })

  test('say that they come, that there are none, or how old the list is', () => {
    expect(menu({ state: 'loading', wallets: [] }).lines).toEqual(['Loading wallets…'])
    expect(menu({ state: 'empty', wallets: [] }).lines).toEqual(['No wallets in this account'])
    const asOf = new Date(2026, 0, 15, 12, 30).getTime()
    const offline = menu({ state: 'offline', asOf, problem: 'The service did not answer.' })
    expect(offline.lines.slice(0, 4)).toEqual([
      'Offline · wallets as of 12:30 PM',
      'The service did not answer.',
      '—',
      'Chosen by the service',
    ])
  })

  test('say how many more there are than a menu can hold', () => {
    expect(menu({ total: 73 }).lines.at(-1)).toBe('71 more wallets: pick them in the service')
    expect(menu({}).lines.join()).not.toContain('more')
  })

  test('stay plain text on one line, which can’t turn the address around', () => {
    const { lines } = menu({ wallets: [listed({ label: 'A\n\t<b>B</b> & \u202ecod' }), listed({ label: 'محفظة' })] })
    expect(lines).toContain('A <b>B</b> && cod · 9hQm…per2')
    expect(lines).toContain('\u2068محفظة\u2069 · 9hQm…per2')
  })

  test('never hide that it is only a demo', () => {
    const { all } = menu({}, { identity: { kind: 'guest', label: 'Demo wallet', wallet: null } })
    expect(all).toContain('Demo · read-only')
    expect(all.filter((label) => label.startsWith('Wallet'))).toHaveLength(1)
  })

  test('are not there where the backend knows none', () => {
    expect(labels(trayModel(state(), 'linux').template).join()).not.toContain('Wallet')
  })
})

function fakeElectron(platform: string) {
  const calls: string[] = []
  const menus: Electron.MenuItemConstructorOptions[][] = []
  const built: EventEmitter[] = []
  let later: { ms: number; callback: () => void }[] = []
  const icon = {
    setImage: (image: { path: string }) => void calls.push(`image ${image.path}`),
    setToolTip: () => void calls.push('tooltip'),
    setContextMenu: () => void calls.push('menu'),
    on: (event: string) => void calls.push(`on ${event}`),
    destroy: () => void calls.push('destroy'),
  }
  const done: unknown[][] = []
  const tray = createTray({
    icon,
    Menu: {
      buildFromTemplate(template: Electron.MenuItemConstructorOptions[]) {
        menus.push(template)
        const menu = new EventEmitter()
        built.push(menu)
        return menu
      },
    },
    nativeImage: { createFromPath: (path: string) => ({ path }) },
    iconDir: '/icons',
    platform,
    after: (ms: number, callback: () => void) => later.push({ ms, callback }),
    actions: {
      show: (...args: unknown[]) => done.push(['show', ...args]),
      chooseBackend: (id: string) => done.push(['backend', id]),
      signIn: (untilQuit: boolean) => done.push(['sign in', untilQuit]),
      cancelSignIn: () => done.push(['cancel']),
      signOut: () => done.push(['sign out']),
      pickWallet: (address: string | null) => done.push(['wallet', address]),
      chooseDevice: (kind: string, id: string | null) => done.push([kind, id]),
      update: () => done.push(['update']),
      quit: () => done.push(['quit']),
    },
    // The real classes need a running Electron; these do what the tray uses of them.
  } as unknown as Parameters<typeof createTray>[0])
  const passTime = (by: number) => {
    const due = later.filter(({ ms }) => ms <= by)
    later = later.filter(({ ms }) => ms > by).map(({ ms, callback }) => ({ ms: ms - by, callback }))
    for (const { callback } of due) callback()
  }
  return { tray, calls, menus, built, done, take: () => calls.splice(0), passTime }
}

type ElectronItem = Electron.MenuItemConstructorOptions

const itemsOf = (menu: ElectronItem[]) =>
  menu.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? item.submenu : [])])

function clickIn(menu: ElectronItem[], id: string) {
  // The arguments of a click are Electron's own and unused here.
  const click = itemsOf(menu).find((item) => item.id === id)!.click as () => void
  click()
}

describe('the tray', () => {
  test('is touched only by what changed', () => {
    const { tray, take } = fakeElectron('linux')
    tray.show(state())
    expect(take()).toEqual(['tooltip', 'menu'])
    tray.show(state({ detail: 'nothing that shows' }))
    expect(take()).toEqual([])
    tray.show(state({ state: 'listening' }))
    // While one talks the menu stays: an open one would close.
    expect(take()).toEqual(['image /icons/tray/listening-24.png', 'tooltip'])
    tray.show(state({ state: 'listening' }, { hint: 'Hold F9 to talk' }))
    expect(take()).toEqual(['menu'])
  })

  test('offers microphone and speaker by name; one that is not connected stays chosen', () => {
    const { tray, menus, done } = fakeElectron('linux')
    const devices = [
      { id: 'm', label: 'Built-in' },
      { id: 'y', label: 'Yeti & co' },
    ]
    const microphone = { devices, byDefault: 'Built-in', chosen: 'y', missing: null }
    const speaker = {
      devices: [{ id: 's', label: 'Speakers' }],
      byDefault: null,
      chosen: null,
      missing: { label: 'Jabra' },
    }
    tray.show({ ...state(), devices: { microphone, speaker } })
    const menu = menus.at(-1)!
    const of = (label: string) => menu.find((item) => item.label === label)!.submenu as ElectronItem[]
    expect(of('Microphone').map(({ label, checked }) => [label, checked])).toEqual([
      ['System default (Built-in)', false],
      ['Built-in', false],
      ['Yeti && co', true],
    ])
    expect(of('Speaker').map(({ label, checked }) => [label, checked])).toEqual([
      ['System default', false],
      ['Jabra (not connected)', true],
      ['Speakers', false],
    ])
    for (const id of ['microphone:m', 'microphone:', 'speaker:s', 'speaker:missing']) clickIn(menu, id)
    expect(done).toEqual([
      ['microphone', 'm'],
      ['microphone', null],
      ['speaker', 's'],
    ])
  })

  test('uses template images on macOS, and a click on Windows', () => {
    const mac = fakeElectron('darwin')
    mac.tray.show(state({ state: 'listening' }))
    expect(mac.take()).toEqual(['image /icons/tray/listeningTemplate.png', 'tooltip', 'menu'])
    const windows = fakeElectron('win32')
    windows.tray.show(state({ state: 'listening' }))
    expect(windows.take()).toEqual(['on click', 'image /icons/tray/listening.ico', 'tooltip', 'menu'])
  })

  test.each(['darwin', 'win32'])(
    'on %s an open menu stays, and shows what has changed once it is closed',
    (platform) => {
      const { tray, menus, built, take, passTime } = fakeElectron(platform)
      tray.show(state())
      built[0]!.emit('menu-will-show')
      take()
      tray.show(state({ state: 'listening' }))
      tray.show(state({ state: 'error' }))
      // The icon and its words change, the menu that is open does not.
      expect([take().filter((call) => call === 'menu'), menus.length]).toEqual([[], 1])
      built[0]!.emit('menu-will-close')
      // A click may be on its way.
      tray.show(state({ state: 'offline' }))
      expect(menus).toHaveLength(1)
      passTime(100)
      expect(menus).toHaveLength(2)
      expect(menus[1]?.[0]?.label).toBe('Offline')
      tray.show(state({ state: 'speaking' }))
      expect(menus).toHaveLength(3)
      expect(menus[2]?.[0]?.label).toBe('Ready')
    },
  )

  test('a menu whose submenu was closed stays, since macOS tells that as the end of the menu, and the last of it', () => {
    const { tray, menus, built, passTime } = fakeElectron('darwin')
    tray.show(state())
    for (const event of ['menu-will-show', 'menu-will-show', 'menu-will-close']) built[0]!.emit(event)
    passTime(100)
    tray.show(state({ state: 'error' }))
    expect(menus).toHaveLength(1)
    passTime(10_000)
    expect(menus).toHaveLength(2)
    tray.show(state({ state: 'idle' }))
    expect(menus).toHaveLength(3)
  })

  test('a click in a submenu ends the whole menu: the mark is put right at once', () => {
    const { tray, menus, built } = fakeElectron('darwin')
    tray.show(state({}, {}, { wallets: wallets() }))
    for (const event of ['menu-will-show', 'menu-will-show', 'menu-will-close']) built[0]!.emit(event)
    clickIn(menus[0]!, `wallet:${OTHER.address}`)
    expect(menus).toHaveLength(2)
  })

  test('offers to restart into a version that is ready', () => {
    const { tray, menus, done } = fakeElectron('win32')
    tray.show({ ...state(), updateReady: '2.0.0' })
    expect(itemsOf(menus[0]!).find(({ id }) => id === 'update')?.label).toBe('Restart to install version 2.0.0')
    clickIn(menus[0]!, 'update')
    expect(done).toEqual([['update']])
  })

  test('does what its items say', () => {
    const { tray, menus, done } = fakeElectron('linux')
    tray.show(state())
    const clickOn = (id: string) => clickIn(menus[0]!, id)
    for (const id of ['show', 'trades', 'activity', 'settings', 'backend:dexter', 'quit']) clickOn(id)
    expect(done).toEqual([
      ['show'],
      ['show', 'trades'],
      ['show', 'activity'],
      ['show', 'settings'],
      ['backend', 'dexter'],
      ['quit'],
    ])
  })

  test('signs in and out, and picks wallets', () => {
    const { tray, menus, done } = fakeElectron('linux')
    const given = (account: AccountState) => tray.show(state({}, {}, { account, wallets: wallets() }))
    given({ state: 'signed-out', problem: null, untilQuit: false })
    clickIn(menus.at(-1)!, 'sign-in')
    given({ state: 'signed-out', problem: null, untilQuit: true })
    clickIn(menus.at(-1)!, 'sign-in')
    given({ state: 'signing-in' })
    clickIn(menus.at(-1)!, 'cancel-sign-in')
    given({ state: 'signed-in', label: 'Trader', kept: 'keychain', problem: null })
    for (const id of ['sign-out', `wallet:${OTHER.address}`, 'wallet:']) clickIn(menus.at(-1)!, id)
    expect(done).toEqual([
      ['sign in', false],
      ['sign in', true],
      ['cancel'],
      ['sign out'],
      ['wallet', OTHER.address],
      ['wallet', null],
    ])
  })

  test('marks what is in force after a click, not what was clicked', () => {
    const { tray, take, menus } = fakeElectron('linux')
    tray.show(state({}, {}, { wallets: wallets() }))
    take()
    clickIn(menus[0]!, `wallet:${OTHER.address}`)
    expect(take()).toEqual(['menu'])
    const marked = itemsOf(menus[1]!).filter(({ checked }) => checked)
    expect(marked.map(({ id }) => id)).toEqual(['wallet:', 'backend:practice'])
  })

  test('draws nothing after its end', () => {
    const { tray, take } = fakeElectron('linux')
    tray.show(state())
    take()
    tray.destroy()
    tray.show(state({ state: 'listening' }))
    expect(take()).toEqual(['destroy'])
  })
})
