import { readFileSync } from 'node:fs'
import { act } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Hud } from '../../renderer/views/hud/hud'
import { Panel } from '../../renderer/views/panel/panel'
import { MAX_WALLETS, WALLET_COLOURS, walletMark } from '../../shared/account'
import type { Snapshot, Status } from '../../shared/snapshot'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { approval, snapshot } from '../../tools/workbench/fixtures/entries'
import { click, mount, press, type, unmountAll } from '../../tools/workbench/fixtures/mount'
import { listed, MAIN, SWING, wallets } from '../../tools/workbench/fixtures/wallets'

afterEach(unmountAll)

interface Given {
  status?: Partial<Status>
  wallets?: Parameters<typeof wallets>[0]
  over?: Partial<Snapshot>
  answers?: NonNullable<Parameters<typeof fakeBridge>[0]>['answers']
}

const state = ({ status, wallets: known, over }: Given): Snapshot => ({
  ...snapshot([], { identity: { kind: 'user', label: 'Trader', wallet: { address: MAIN, label: 'Main' } }, ...status }),
  wallets: wallets(known),
  ...over,
})

async function panel(given: Given = {}) {
  const bridge = fakeBridge({ snapshot: state(given), ...(given.answers && { answers: given.answers }) })
  const view = await mount(<Panel />, bridge)
  return { ...view, bridge, chip: () => view.find('.wallet-chip'), header: () => view.find('.header-chips') }
}

async function picker(given: Given = {}) {
  const view = await panel(given)
  view.chip().focus()
  await click(view.chip())
  const focused = () => document.activeElement as HTMLElement
  return { ...view, focused, options: () => view.all('.option') }
}

const linear = (byte: number) => (byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4)

/** WCAG's contrast of two colours in linear light. */
function contrast(one: number[], other: number[]): number {
  const [light, dark] = [one, other]
    .map(([r = 0, g = 0, b = 0]) => 0.2126 * r + 0.7152 * g + 0.0722 * b)
    .sort((a, b) => b - a)
  return (light! + 0.05) / (dark! + 0.05)
}

/** Distance in Oklab, where 0.02 is just noticed (Ottosson, 2020). */
function difference(one: number[], other: number[]): number {
  const [a, b] = [one, other].map(([r = 0, g = 0, b = 0]) => {
    const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return [
      0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
    ]
  })
  return Math.hypot(...a!.map((value, index) => value - b![index]!))
}

const pending = { wallet: { address: SWING, label: 'Swing trades' }, state: 'pending' } as const

describe('the colours of wallets', () => {
  const wallets = (count: number) => Array.from({ length: count }, (_, index) => ({ address: `${MAIN}${index * 7}` }))
  const marks = (list: { address: string }[]) => list.map(({ address }) => walletMark(address, list))
  const look = ({ colour, shape }: ReturnType<typeof walletMark>) => `${colour} ${shape}`

  test('differ for twelve wallets, whatever the order of the list', () => {
    expect(WALLET_COLOURS).toHaveLength(12)
    for (let count = 1; count <= WALLET_COLOURS.length; count += 1)
      expect(new Set(marks(wallets(count)).map(({ colour }) => colour)).size).toBe(count)
    const list = wallets(12)
    expect(list.map(({ address }) => walletMark(address, list.toReversed()))).toEqual(marks(list))
  })

  test('with a shape where there are more, so that no two of the most look the same', () => {
    expect(new Set(marks(wallets(MAX_WALLETS)).map(look)).size).toBe(MAX_WALLETS)
  })

  test('are seen on every ground, and told from each other, in light and dark (WCAG 2.2, 1.4.11)', () => {
    const theme = readFileSync('renderer/views/theme.css', 'utf8')
    const pair = (name: string) => {
      const [, light, dark] = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(theme) ?? []
      return [light, dark].map((hex) => [1, 3, 5].map((at) => linear(Number.parseInt(hex!.slice(at, at + 2), 16))))
    }
    for (const side of [0, 1]) {
      const of = (name: string) => pair(name)[side]!
      const grounds = ['ground', 'surface', 'sunken'].map(of)
      const colours = WALLET_COLOURS.map((name) => of(`wallet-${name}`))
      expect(Math.min(...colours.flatMap((it) => grounds.map((ground) => contrast(it, ground))))).toBeGreaterThan(3)
      const apart = colours.flatMap((one, index) => colours.slice(index + 1).map((other) => difference(one, other)))
      expect(Math.min(...apart)).toBeGreaterThan(0.08)
    }
  })

  test('tell the two practice wallets apart', async () => {
    const practice = ['F76PXcBrNfgwnLQk3HhhDyvXKraSURS3xpdFjCFXS4mZ', 'MTTki3gYNwQnGLwQxuaYDXV4hjWiXBAcvMUUZ5CxRjNb']
    const { all, chip } = await panel({ wallets: { wallets: practice.map((address) => listed(address)) } })
    await click(chip())
    const dots = all('[role=option] .wallet-dot').flatMap((dot) => dot.getAttribute('style') ?? [])
    expect(new Set(dots).size).toBe(2)
  })
})

describe('the header', () => {
  test('names the wallet in force, in its colour', async () => {
    const { chip, find } = await panel()
    expect(chip().textContent).toBe('Wallet: Main 7Yd2…per1')
    expect(find('.wallet-chip .wallet-dot').getAttribute('style')).toContain(`--wallet-${walletMark(MAIN).colour}`)
  })

  test('marks a pick as pending until it is in force', async () => {
    const { chip, bridge, all, find } = await panel({ status: { picked: pending }, wallets: { chosen: SWING } })
    expect(chip().textContent).toBe('Wallet: Swing tradespending')
    const told = () => find('.header > [role=status].seen-by-readers-only').textContent
    expect(told()).toBe('\u2068Swing trades\u2069 is picked, but not in use yet. \u2068Main\u2069 is still in use.')
    const wallet = pending.wallet
    const confirmed = {
      identity: { kind: 'user', label: 'Trader', wallet },
      picked: { wallet, state: 'in-force' },
    } as const
    await act(async () => bridge.push.update(state({ status: confirmed, wallets: { chosen: SWING } })))
    expect(chip().textContent).toBe('Wallet: Swing trades 9hQm…per2')
    expect(all('.wallet-mark')).toEqual([])
    expect(told()).toBe('')
  })

  test('says that a pick was refused, and which wallet is still in use', async () => {
    const { chip, find } = await panel({
      status: { picked: { ...pending, state: 'refused' } },
      wallets: { chosen: SWING },
    })
    expect(chip().textContent).toBe('Wallet: Mainnot accepted')
    expect(find('.wallet-refused').getAttribute('role')).toBe('alert')
    expect(find('.wallet-refused').textContent).toBe(
      '\u2068Swing trades\u2069 was not accepted. \u2068Main\u2069 is still in use. Pick it again to retry.',
    )
  })

  test('names who is signed in, and says when something is wrong with that', async () => {
    const account = { state: 'signed-in', label: 'trader@example.com', kept: 'keychain', problem: null } as const
    const { header, find, bridge } = await panel({ over: { account } })
    expect(header().textContent).toContain('trader@example.com')
    await act(async () => bridge.push.update(state({ over: { account: { ...account, problem: 'No answer.' } } })))
    expect(find('.who-account').textContent).toContain('check sign-in')
    await click(find('.who-account'))
    expect(location.hash).toBe('#settings/account')
  })

  test('says permanently that a guest only sees a demo, whoever is signed in', async () => {
    const identity = { kind: 'guest', label: 'Demo wallet', wallet: null } as const
    const account = { state: 'signed-out', problem: null, untilQuit: false } as const
    const none = { state: 'none', wallets: [] } as const
    const { header, bridge } = await panel({
      status: { identity },
      wallets: { ...none, wallets: [] },
      over: { account },
    })
    expect(header().textContent).toContain('Demo · read-only')
    const signedIn = { state: 'signed-in', label: 'x', kept: 'keychain', problem: null } as const
    await act(async () => bridge.push.update(state({ status: { identity }, over: { account: signedIn } })))
    expect(header().textContent).toContain('Demo · read-only')
  })

  test('shows a name as the text that it is', async () => {
    const label = '<img src=x onerror=alert(1)> محفظة'
    const { chip, place } = await panel({
      status: { identity: { kind: 'user', label: 'x', wallet: { address: MAIN, label } } },
    })
    expect(chip().querySelector('bdi')?.textContent).toBe(label)
    expect(place.querySelector('.header img')).toBeNull()
  })

  test('has nothing to open where the backend knows no wallets', async () => {
    const { all, text } = await panel({ wallets: { state: 'none', wallets: [] } })
    expect(all('.wallet-chip')).toEqual([])
    expect(text()).toContain('Main')
  })
})

describe('the list of wallets', () => {
  test('tells what there is to know of each, and which is in use', async () => {
    const { options } = await picker()
    expect(options().map((option) => option.textContent)).toEqual([
      'Let the service choose',
      'Maindefault · 7Yd2…per1in use',
      'Swing tradesview only · 9hQm…per2',
    ])
    expect(options().map((option) => option.getAttribute('aria-selected'))).toEqual(['true', 'false', 'false'])
  })

  test('picks what is clicked, then closes and gives the focus back', async () => {
    const { bridge, options, all, chip } = await picker()
    await click(options()[2]!)
    expect(bridge.calls).toEqual([['pickWallet', SWING]])
    expect(all('.wallet-picker')).toEqual([])
    await vi.waitFor(() => expect(document.activeElement).toBe(chip()))
  })

  test('is worked by keys alone', async () => {
    const { bridge, focused, find } = await picker({ wallets: { chosen: MAIN } })
    // A browser puts the focus there by itself, once the list is laid out.
    await act(async () => find('.option[aria-selected=true]').focus())
    expect(focused().textContent).toContain('Main')
    await press(focused(), 'ArrowDown')
    await press(focused(), 'ArrowDown')
    expect(focused().textContent).toContain('Swing trades')
    await press(focused(), 'Home')
    expect(focused().textContent).toContain('Let the service choose')
    for (const kind of ['keydown', 'keyup']) await press(focused(), 'Enter', {}, kind)
    expect(bridge.calls).toEqual([['pickWallet', null]])
  })

  test('closes on Escape, which then denies nothing', async () => {
    const given = { ...state({}), entries: [approval()] }
    const bridge = fakeBridge({ snapshot: given })
    const { find, all } = await mount(<Panel />, bridge)
    await click(find('.wallet-chip'))
    await press(document.activeElement!, 'Escape')
    expect(all('.wallet-picker')).toEqual([])
    expect(bridge.calls.filter(([name]) => name === 'decide')).toEqual([])
  })

  test('closes when a press goes elsewhere', async () => {
    const { all, find } = await picker()
    const press = (kind: string) => new PointerEvent(kind, { bubbles: true, button: 0 })
    await act(async () => void find('.panel-bar').dispatchEvent(press('pointerdown')))
    await act(async () => void find('.panel-bar').dispatchEvent(press('pointerup')))
    await act(async () => void find('.panel-bar').dispatchEvent(press('click')))
    expect(all('.wallet-picker')).toEqual([])
  })

  test('stays open when main refuses, and says why', async () => {
    const message = 'This wallet is gone.'
    const { options, find } = await picker({ answers: { pickWallet: { ok: false, message } } })
    await click(options()[2]!)
    expect(find('.wallet-picker-problem').textContent).toBe(message)
  })

  test('can be searched by name and address once it is long', async () => {
    const many = Array.from({ length: MAX_WALLETS }, (_, index) =>
      listed(`Wallet${index}Address`, { label: `Strategy ${index}` }),
    )
    const { bridge, focused, options, find } = await picker({ wallets: { wallets: many, total: 73 } })
    expect(options()).toHaveLength(MAX_WALLETS + 1)
    expect(find('.wallet-picker-more').textContent).toBe('23 more wallets: choose one in the service')
    expect(focused().getAttribute('role')).toBe('combobox')
    await type(focused(), 'wallet49a')
    expect(options().map((option) => option.textContent)).toEqual(['Strategy 49Wall…ress'])
    await type(focused(), 'strategy 7')
    await press(focused(), 'ArrowDown')
    await press(focused(), 'Enter')
    await press(focused(), 'Enter', {}, 'keyup')
    expect(bridge.calls).toEqual([['pickWallet', 'Wallet7Address']])
  })

  test('says when nothing is called so', async () => {
    const many = Array.from({ length: 9 }, (_, index) => listed(`Wallet${index}`))
    const { focused, find, options } = await picker({ wallets: { wallets: many } })
    await type(focused(), 'zebra')
    expect(options()).toEqual([])
    expect(find('.wallet-picker-empty').textContent).toBe('No wallet matches “zebra”.')
    await press(focused(), 'Enter')
  })

  test.each([
    ['loading', null, 'Loading wallets…'],
    ['empty', null, 'This account has no wallets.'],
    ['offline', 'The service did not answer.', 'No wallets are known yet.'],
  ] as const)('says that it is %s, and can be closed by Escape', async (known, problem, words) => {
    const { find, focused, all } = await picker({ wallets: { state: known, wallets: [], asOf: null, problem } })
    expect(find('.wallet-picker').textContent).toContain(words)
    if (problem) expect(find('.wallet-picker').textContent).toContain(`Offline. ${problem}`)
    await press(focused(), 'Escape')
    expect(all('.wallet-picker')).toEqual([])
  })

  test('tells its age, and is asked for anew', async () => {
    const asOf = new Date(2026, 0, 15, 12, 30).getTime()
    const { find, bridge, button } = await picker({ wallets: { state: 'offline', asOf } })
    expect(find('.wallet-picker-foot').textContent).toContain('Offline, as of 12:30 PM.')
    await click(button('Refresh'))
    expect(bridge.calls).toEqual([['refreshWallets']])
  })

  test('leaves nothing to the service where it has one and nobody picked', async () => {
    const { options } = await picker({ wallets: { wallets: [listed(MAIN, { label: 'Main' })] } })
    expect(options()).toHaveLength(1)
  })
})

describe('the small window', () => {
  const detail = async (given: Given, entries: Snapshot['entries'] = []) => {
    const listening = { state: 'listening', detail: 'Listening…', backend: 'dexter', ...given.status } as const
    const bridge = fakeBridge({ snapshot: { ...state({ ...given, status: listening }), entries } })
    const view = await mount(<Hud />, bridge)
    return { ...view, words: view.find('.hud-detail').textContent }
  }

  test('names the wallet, and marks what is not in force', async () => {
    expect((await detail({})).words).toBe('Main')
    unmountAll()
    const { words, all } = await detail({ status: { picked: pending } })
    expect(words).toBe('Swing trades · pending')
    expect(all('.wallet-dot')).toHaveLength(1)
    unmountAll()
    expect((await detail({ status: { picked: { ...pending, state: 'refused' } } })).words).toBe(
      'Main · Swing trades not accepted',
    )
  })

  test('says that a hold is in vain, and does not promise an approval', async () => {
    const inVain = 'You can’t approve this now, so holding does nothing.'
    const { words, all } = await detail({ status: { picked: pending, detail: inVain } }, [
      approval({ hindrance: 'The wallet you picked isn’t in use yet.' }),
    ])
    expect(words).toBe(inVain)
    expect(all('.key-hold')).toEqual([])
  })
})
