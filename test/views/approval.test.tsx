import { act } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ApprovalCard } from '../../renderer/views/conversation/approval-card'
import { Panel } from '../../renderer/views/panel/panel'
import { walletMark } from '../../shared/account'
import { HOLD_MS } from '../../shared/hold'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { AT, approval, BINDING, snapshot, WALLET } from '../../tools/workbench/fixtures/entries'
import { click, mount, press, see, unmountAll } from '../../tools/workbench/fixtures/mount'
import {
  BONK,
  quoted,
  SOL,
  STRANGE_MINT,
  side,
  token,
  trade,
  untoldTrade,
} from '../../tools/workbench/fixtures/trade-cards'
import { listed, wallets } from '../../tools/workbench/fixtures/wallets'

beforeEach(() => void vi.useFakeTimers({ now: AT }))
afterEach(() => {
  unmountAll()
  vi.useRealTimers()
})

const pointer = (kind: string, over: PointerEventInit = {}) =>
  new PointerEvent(kind, { bubbles: true, button: 0, isPrimary: true, ...over })

/** All that was asked for but what is in sight. */
const decisions = (bridge: ReturnType<typeof fakeBridge>) => bridge.calls.filter(([name]) => name !== 'panelSight')

async function card(over: Parameters<typeof approval>[0] = {}) {
  const bridge = fakeBridge()
  const view = await mount(<ApprovalCard entry={approval({ id: 'ask-1', ...over })} />, bridge)
  const hold = view.find('.approval').querySelector<HTMLElement>('.hold')
  const send = (event: Event) => act(async () => void hold!.dispatchEvent(event))
  return { ...view, bridge, hold: hold!, send, wait: (ms: number) => act(async () => void vi.advanceTimersByTime(ms)) }
}

describe('approving', () => {
  test('takes a hold of the full 800 ms', async () => {
    const { bridge, send, wait } = await card()
    await send(pointer('pointerdown'))
    await wait(790)
    expect(decisions(bridge)).toEqual([])
    await wait(60)
    expect(decisions(bridge)).toEqual([['decide', { requestId: 'ask-1', binding: BINDING, approve: true }]])
    await wait(5000)
    await send(pointer('pointerup'))
    expect(decisions(bridge)).toHaveLength(1)
  })

  test.each(['pointerup', 'pointercancel', 'pointerleave'])('is off after %s at 700 ms', async (kind) => {
    const { bridge, send, wait } = await card()
    await send(pointer('pointerdown'))
    await wait(700)
    // React hears "leave" through the bubbling "out".
    await send(pointer(kind === 'pointerleave' ? 'pointerout' : kind))
    await wait(5000)
    expect(decisions(bridge)).toEqual([])
  })

  test('is off when the window loses the focus', async () => {
    const { bridge, send, wait } = await card()
    await send(pointer('pointerdown'))
    await wait(700)
    await act(async () => void dispatchEvent(new Event('blur')))
    await wait(5000)
    expect(decisions(bridge)).toEqual([])
  })

  test('two short presses do not add up', async () => {
    const { bridge, send, wait } = await card()
    for (let times = 0; times < 5; times += 1) {
      await send(pointer('pointerdown'))
      await wait(500)
      await send(pointer('pointerup'))
    }
    expect(decisions(bridge)).toEqual([])
  })

  test('works with the space bar held, not with a click, Enter, or a key that was down before', async () => {
    const { bridge, hold, wait } = await card()
    await click(hold)
    await press(hold, 'Enter')
    await press(hold, ' ', { repeat: true })
    await wait(2000)
    expect(decisions(bridge)).toEqual([])
    await press(hold, ' ')
    await wait(400)
    await press(hold, ' ', { repeat: true })
    await wait(450)
    expect(decisions(bridge)).toEqual([['decide', { requestId: 'ask-1', binding: BINDING, approve: true }]])
  })

  test('ignores the other mouse buttons', async () => {
    const { bridge, send, wait } = await card()
    await send(pointer('pointerdown', { button: 2 }))
    await wait(2000)
    expect(decisions(bridge)).toEqual([])
  })

  test('is void when the window was frozen meanwhile: the finger may have gone unseen', async () => {
    const { bridge, hold, send, wait } = await card()
    await send(pointer('pointerdown'))
    await wait(200)
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 1000)
    await wait(60)
    vi.restoreAllMocks()
    await wait(5000)
    expect(decisions(bridge)).toEqual([])
    expect(hold.textContent).toBe('Interrupted. Hold again.')
  })

  test('is closed once it has expired, and a hold that reaches past the end does not count', async () => {
    const { bridge, hold, send, wait } = await card({ expiresAt: AT + 1500 })
    await wait(1000)
    await send(pointer('pointerdown'))
    await wait(900)
    expect(decisions(bridge)).toEqual([])
    await wait(1000)
    expect((hold as HTMLButtonElement).disabled).toBe(true)
  })
})

test('denying takes one click', async () => {
  const { bridge, button } = await card()
  await click(button('Deny'))
  expect(decisions(bridge)).toEqual([['decide', { requestId: 'ask-1', binding: BINDING, approve: false }]])
})

test('Escape denies the newest that waits, wherever the focus is', async () => {
  const entries = [approval({ id: 'old', decision: 'approved' }), approval({ id: 'one' }), approval({ id: 'two' })]
  const bridge = fakeBridge({ snapshot: snapshot(entries) })
  await mount(<Panel />, bridge)
  await press(document.body, 'Escape')
  expect(decisions(bridge)).toEqual([['decide', { requestId: 'two', binding: BINDING, approve: false }]])
})

describe('what is approved', () => {
  const swapped = trade({ pay: side('0.25', SOL, { usd: 53.84 }), slippagePct: 0.5, impactPct: null, wallet: WALLET })

  test('is said as a trader says it: what goes out, what comes back, by which wallet, and the time that is left', async () => {
    const { text, find, all, wait } = await card({ card: swapped, heard: 'Buy a quarter SOL of Bonk' })
    expect(all('.deal-side').map((it) => it.textContent)).toEqual([
      'Pay0.25 SOL about $53.84Solana So11…1112Verified',
      'Getabout 4.84M BONK at least 4.79MBonk DezX…B263Verified',
    ])
    expect(text()).toContain('You said“Buy a quarter SOL of Bonk”This would')
    expect(text().match(/Paper wallet A/g)).toHaveLength(1)
    expect(text()).toContain('WalletPaper wallet A 7Yd2…per1')
    expect(text()).toContain('Slippage up to 0.5%Fee 0.0005 SOL (0.1%)Unknown: price impact and route')
    // The arguments say nothing that the card does not.
    expect(all('.approval-arguments')).toEqual([])
    expect(find('.time-left').textContent).toBe('30 s')
    await wait(5000)
    expect(find('.time-left').textContent).toBe('25 s')
    expect(find('.time-bar i').style.transform).toBe(`scaleX(${25 / 30})`)
  })

  test('shows all of its time, and says when that begins, while it has not', async () => {
    const { find, wait } = await card({ expiresAt: null })
    await wait(5000)
    expect(find('.time-left').textContent).toBe('30 s')
    expect(find('.time-left').title).toBe('Your time starts when all of this is in view and nobody is speaking.')
    expect(find('.time-left').getAttribute('role')).toBe('timer')
    expect((find('.hold') as HTMLButtonElement).disabled).toBe(false)
  })

  test.each([
    [
      'sell all',
      trade({ action: 'sell', pay: side(null, BONK, { percent: 100 }), get: quoted('0.43', SOL) }),
      'Sellall of your BONK',
    ],
    [
      'half of it',
      trade({ action: 'sell', pay: side(null, BONK, { percent: 50 }), get: quoted('0.2', SOL) }),
      'Sell50% of your BONK',
    ],
    ['an amount', trade({ action: 'sell', pay: side('12000', BONK), get: quoted('0.2', SOL) }), 'Sell12,000 BONK'],
    [
      'exactly what comes back',
      trade({ get: side('1000', BONK), pay: quoted('0.91', SOL), payAtMost: quoted('0.92', SOL), getAtLeast: null }),
      'Payabout 0.91 SOL at most 0.92Solana So11…1112Verified→Getexactly 1,000 BONK Bonk DezX…B263Verified',
    ],
    ['nobody quoted', untoldTrade(), 'Getunknown amount of BONK No quote available'],
    ['not even the token', untoldTrade({ get: null }), 'Getunknown amount No quote available'],
    [
      'a wallet',
      untoldTrade({ action: 'wallet', wallet: WALLET }),
      'This wouldUse Paper wallet A 7Yd2…per1 from now on',
    ],
  ])('has words of its own for each kind of trade: %s', async (_what, told, words) => {
    expect((await card({ card: told })).text()).toContain(words)
  })

  test('says so of a tool that it does not know', async () => {
    const told = untoldTrade({ action: 'other', pay: null, get: null, token: null })
    const { text, all } = await card({ server: 'desk', name: 'place_order', arguments: '{"side":"sell"}', card: told })
    expect(text()).toContain(
      'This wouldRun this tool with these arguments. The app doesn’t know what it does with them.',
    )
    expect(all('.approval-arguments dl > div').map((it) => it.textContent)).toEqual(['"side""sell"'])
  })

  test('rounds what bounds a trade against the trader', async () => {
    const { text } = await card({ card: trade({ getAtLeast: quoted('4799999.9', BONK) }) })
    expect(text()).toContain('at least 4.79M')
  })

  test('names a token with its mint, whole on demand and where nothing else is known, and says whether it is verified', async () => {
    vi.stubGlobal('navigator', { clipboard: { writeText: async (it: string) => void written.push(it) } })
    const written: string[] = []
    const odd = token(STRANGE_MINT, { symbol: 'BONК', name: 'Bonk\u202e', warnings: ['It looks like BONK.'] })
    const { all, find } = await card({ card: trade({ get: quoted('1', odd), token: odd }) })
    const [, got] = all('.deal-token')
    expect(got!.textContent).toBe('Bonk\\u{202e} 5z3E…mrRCNot verified')
    expect(find('.verified[data-verified=false]').title).toContain('Anyone can give a token this name')
    expect(got!.querySelector('.warning-mark svg')!.getAttribute('aria-label')).toBe('It looks like BONK.')
    expect(all('.deal-side')[1]!.querySelector('b bdi')!.textContent).toBe('BONК')
    await click(got!.querySelector<HTMLElement>('.mint')!)
    expect(got!.querySelector('.mint')!.textContent).toBe(STRANGE_MINT)
    await click(got!.querySelector<HTMLElement>('.copy')!)
    expect(written).toEqual([STRANGE_MINT])
    vi.unstubAllGlobals()
    unmountAll()
    const nameless = await card({ card: trade({ get: quoted('1', token(STRANGE_MINT)) }) })
    expect(nameless.all('.deal-token')[1]!.textContent).toBe(`${STRANGE_MINT}Not verified`)
  })

  test.each(['wallet', 'address'])(
    'names a recipient (%s) by the whole address, and says that it is new; a memo turns nothing around it',
    async (recipient_type) => {
      const recipient = '9hQmXwLr4uT8sVbNc2KdYpE6gJf3aRz1oWiC5tPaper2'
      const { text, all } = await card({
        name: 'solana_send',
        arguments: JSON.stringify({
          recipient_type,
          recipient_value: recipient,
          amount_ui: 1250.5,
          memo: 'a\u202e',
        }),
        card: untoldTrade({
          action: 'send',
          pay: side('1250.5', SOL),
          get: null,
          recipient: { address: recipient, first: true },
          memo: 'a\u202e',
        }),
      })
      expect(text()).toContain('Send1,250.5 SOL')
      expect(text()).toContain(`To${recipient} First time to this address`)
      expect(text()).toContain('Memoa\\u{202e}')
      expect(all('.approval-arguments')).toEqual([])
    },
  )

  test('is shown raw when it can’t be read, and can then only be denied', async () => {
    const hindrance = 'The details of this request can’t be read.'
    const { text, find, hold, button } = await card({ arguments: '{"amount_ui": 1e', hindrance })
    expect(text()).toContain('can’t be read')
    expect(find('pre').textContent).toBe('{"amount_ui": 1e')
    expect((hold as HTMLButtonElement).disabled).toBe(true)
    expect(text()).not.toContain('to approve.')
    expect(button('Deny').disabled).toBe(false)
  })

  test('names a wallet by its label only where the address is the same', async () => {
    const other = `${WALLET.slice(0, 4)}somethingElseInTheMiddleOfIt${WALLET.slice(-4)}`
    const { text, find } = await card({ card: swapped })
    expect(find(`[title="${WALLET}"]`).textContent).toContain('Paper wallet A')
    unmountAll()
    expect((await card({ wallet: other, card: trade({ wallet: other }) })).text()).toContain(`Wallet${other}`)
    unmountAll()
    expect((await card({ wallet: null })).text()).toContain('Walletnone')
    expect(text()).not.toContain(other)
  })

  test('says so when it would spend from another wallet than the one in use', async () => {
    // The ends of an address can be imitated: it stands there whole, and never under the name of one's own.
    const other = `${WALLET.slice(0, 4)}somethingElseInTheMiddleOfIt${WALLET.slice(-4)}`
    const { text, find } = await card({ card: trade({ wallet: other }) })
    expect(text()).toContain(`Wallet${other}`)
    expect(text()).not.toContain('Paper wallet A')
    expect(find('.approval-warning').textContent).toContain('Not the wallet in use')
    unmountAll()
    const without = await card({ card: trade(), wallet: null })
    expect(without.find('.approval-warning').textContent).toMatch(/^Check the wallet\..*doesn’t say which wallet/)
    unmountAll()
    expect((await card({ card: trade() })).all('.approval-warning')).toEqual([])
  })

  test('says what it is worth, by which figure, and how old that is', async () => {
    const { text, wait } = await card({ worth: { usd: 76.2, from: 'the swap preview', at: AT - 4000 } })
    expect(text()).toContain('about $76.20 from the swap preview, 4 s old')
    await wait(3000)
    expect(text()).toContain('from the swap preview, 7 s old')
  })

  test('says so when no tool gave a price', async () => {
    expect((await card()).text()).toContain('WorthUnknown. No tool gave a price')
  })

  test('carries the beginning of what the decision is bound to, the whole within reach', async () => {
    const { find, button } = await card()
    await click(button('See exactly what you approve'))
    expect(find('.approval-raw code').textContent).toBe(BINDING.slice(0, 8))
    expect(find('.approval-raw code').title).toContain(BINDING)
    expect(find('.approval-raw pre').textContent).toContain('"amount_ui": 0.25')
  })

  test.each([
    ['approved', 'Approved'],
    ['denied', 'Denied'],
    ['expired', 'Expired, not executed'],
  ] as const)('once %s says so and can’t be decided again', async (decision, word) => {
    const { find, all } = await mount(<ApprovalCard entry={approval({ decision, reason: 'Because.' })} />, fakeBridge())
    expect(find('.approval-state').textContent).toContain(word)
    expect(find('.approval-reason').textContent).toBe('Because.')
    expect(all('.hold, .approval-buttons button')).toEqual([])
  })
})

test('a hold that was completed says that it was sent: what came of it the engine decides', async () => {
  const { hold, send, wait } = await card()
  await send(pointer('pointerdown'))
  await wait(HOLD_MS + 100)
  expect(hold.textContent).toBe('Sent')
})

test('a hold ends when what it would approve changes, and the button begins anew', async () => {
  const entry = approval({ id: 'ask-1' })
  const bridge = fakeBridge({ snapshot: snapshot([entry]) })
  const { find } = await mount(<Panel />, bridge)
  const changed = { ...entry, arguments: entry.arguments.replace('0.25', '25'), binding: BINDING.replace('3', '4') }
  await act(async () => void find('.hold').dispatchEvent(pointer('pointerdown')))
  await act(async () => void vi.advanceTimersByTime(HOLD_MS - 100))
  await act(async () => bridge.push.update(snapshot([changed])))
  await act(async () => void vi.advanceTimersByTime(5000))
  expect(decisions(bridge)).toEqual([])
  await act(async () => void find('.hold').dispatchEvent(pointer('pointerdown')))
  await act(async () => void vi.advanceTimersByTime(HOLD_MS + 100))
  expect(find('.hold').textContent).toBe('Sent')
  await act(async () => bridge.push.update(snapshot([entry])))
  expect(find('.hold').textContent).toBe('Hold to approve')
  expect(decisions(bridge)).toEqual([['decide', { requestId: 'ask-1', binding: changed.binding, approve: true }]])
})

describe('said against asked', () => {
  test('says so where nobody knows the words', async () => {
    expect((await card({ card: trade() })).text()).toContain('You saidThe app doesn’t know what you said.')
  })

  test('lists each mark with what it is about, and marks that part of the card', async () => {
    const marks = [
      { kind: 'token' as const, detail: 'You said “with”; this buys BONK.' },
      { kind: 'amount' as const, detail: 'You said “five”.' },
    ]
    const byButton = 'This does not match what you said.'
    const { all, find, hold } = await card({ card: trade(), marks, byButton, heard: 'half a solvent with' })
    expect(all('.approval-marks li').map((it) => it.textContent)).toEqual([
      'Token. You said “with”; this buys BONK.',
      'Amount. You said “five”.',
    ])
    expect(all('.deal [data-marked=true]').map((it) => it.textContent)).toEqual(['0.5 SOL', 'Bonk DezX…B263Verified'])
    // The key does not approve it, and the card says why.
    expect(find('.approval-how').textContent).toBe(
      `${byButton} Hold the button to approve. Say “no” or press Esc to deny.`,
    )
    expect((hold as HTMLButtonElement).disabled).toBe(false)
  })

  test.each([
    ['side', '.deal-side > small:first-of-type[data-marked=true]', 'Pay'],
    ['wallet', '[data-marked=true] > dd', 'Paper wallet A 7Yd2…per1'],
    ['unheard', '[data-marked=true] > dd', 'The app doesn’t know what you said.'],
  ] as const)('a mark of the %s is on it', async (kind, selector, words) => {
    expect((await card({ card: trade(), marks: [{ kind, detail: 'x' }] })).find(selector).textContent).toBe(words)
  })
})

describe('a limit that it is above', () => {
  test('is the reason, and leads to the limits in Settings', async () => {
    const limit = 'This is worth $1,076.80, and your limit is $1,000 per trade.'
    const { all, hold, button } = await card({ card: trade(), limit, hindrance: limit })
    expect(all('.approval-warning').map((it) => it.textContent)).toEqual([
      `Stopped by your limits. ${limit} Change limits…`,
    ])
    expect((hold as HTMLButtonElement).disabled).toBe(true)
    await click(button('Change limits…'))
    expect(location.hash).toBe('#settings/limits')
  })
})

describe('what is not wholly in sight', () => {
  const box = (top: number, bottom: number) => new DOMRect(0, top, 300, bottom - top)
  const cut = (top: number, bottom: number) => ({
    boundingClientRect: box(top, bottom),
    intersectionRect: box(Math.max(0, top), Math.min(400, bottom)),
  })
  const sights = (bridge: ReturnType<typeof fakeBridge>) =>
    bridge.calls.filter(([name]) => name === 'panelSight').map(([, sight]) => sight)

  test.each([
    ['it goes on above', cut(-20, 200), 'Scroll up until'],
    ['it goes on below', cut(250, 450), 'Scroll down until'],
    ['it is out of sight', { ...cut(-300, -100), isIntersecting: false }, 'Scroll up until'],
    ['it is larger than the window', cut(-20, innerHeight + 20), 'Make the window larger'],
    ['something lies over it', { isVisible: false }, 'Something covers'],
  ])('can’t be approved, and says what to do: %s', async (_what, part, words) => {
    const { hold, find, bridge, send, wait } = await card()
    const sight = { requestId: 'ask-1', binding: BINDING }
    expect(sights(bridge).at(-1)).toEqual({ ...sight, whole: true })
    await send(pointer('pointerdown'))
    await see(part)
    expect(sights(bridge).at(-1)).toEqual({ ...sight, whole: false })
    expect(find('.approval-to-see').textContent).toContain(words)
    expect((hold as HTMLButtonElement).disabled).toBe(true)
    // The hold that had begun is void, even if all of it comes back.
    await see()
    await wait(2000)
    expect(decisions(bridge)).toEqual([])
    expect((hold as HTMLButtonElement).disabled).toBe(false)
  })

  test('is told when the card goes', async () => {
    const { bridge } = await card()
    const before = sights(bridge).length
    unmountAll()
    expect(sights(bridge).slice(before)).toEqual([{ requestId: 'ask-1', binding: BINDING, whole: false }])
  })
})

describe('what can’t be approved as things stand', () => {
  const hindrance = 'The wallet you picked isn’t in use yet.'

  test('says why, and only a no is open', async () => {
    const { find, all, button, text } = await card({ hindrance, card: trade() })
    expect(find('.approval-warning').textContent).toBe(`This can’t be approved now. ${hindrance}`)
    expect(text()).toContain('WalletPaper wallet A 7Yd2…per1')
    expect((find('.hold') as HTMLButtonElement).disabled).toBe(true)
    expect(all('.key-hold, .approval-how')).toEqual([])
    expect(button('Deny').disabled).toBe(false)
  })

  test('takes back what a hold of the button had begun', async () => {
    const entry = approval({ id: 'ask-1' })
    const bridge = fakeBridge({ snapshot: snapshot([entry]) })
    const { find } = await mount(<Panel />, bridge)
    await act(async () => void find('.hold').dispatchEvent(pointer('pointerdown')))
    await act(async () => bridge.push.update(snapshot([{ ...entry, hindrance }])))
    await act(async () => bridge.push.update(snapshot([{ ...entry, hindrance: null }])))
    await act(async () => void vi.advanceTimersByTime(2 * HOLD_MS))
    expect(decisions(bridge)).toEqual([])
  })
})

describe('a wallet', () => {
  const other = '9hQmXwLr4uT8sVbNc2KdYpE6gJf3aRz1oWiC5tPaper2'

  test('has its name from the account’s list, its colour from its address', async () => {
    const given = snapshot()
    given.wallets = wallets({ wallets: [listed(other, { label: 'Swing' })] })
    const { text, find } = await mount(
      <ApprovalCard entry={approval({ wallet: other, card: trade({ wallet: other }) })} />,
      fakeBridge({ snapshot: given }),
    )
    expect(text()).toContain('WalletSwing 9hQm…per2')
    expect(find('.wallet-dot').getAttribute('style')).toContain(`--wallet-${walletMark(other).colour}`)
  })
})

describe('answering with the key', () => {
  test('is explained by the name of the key', async () => {
    const { find } = await card()
    expect(find('.approval-how').textContent).toBe(
      'Hold Right Ctrl in silence, then let go, to approve. Say “no”, tap it or press Esc to deny.',
    )
  })

  test.each(['toggle', 'portal'] as const)('is not offered where other keys can’t be seen (%s)', async (source) => {
    const given = snapshot()
    given.hotkey = { ...given.hotkey, source, key: 'Ctrl+Shift+Space' }
    const { find } = await mount(<ApprovalCard entry={approval()} />, fakeBridge({ snapshot: given }))
    expect(find('.approval-how').textContent).toBe('Hold the button to approve. Say “no” or press Esc to deny.')
  })

  test('is not offered while another request waits: the key would approve neither', async () => {
    const entries = [approval(), approval()]
    const { find } = await mount(<ApprovalCard entry={approval()} />, fakeBridge({ snapshot: snapshot(entries) }))
    expect(find('.approval-how').textContent).toMatch(/^More than one request is waiting\. Hold the button/)
  })

  test('is not offered while not all of the request is in sight, or nothing is heard', async () => {
    const how = async (over: Parameters<typeof approval>[0], status = {}) => {
      const { find } = await mount(
        <ApprovalCard entry={approval(over)} />,
        fakeBridge({ snapshot: snapshot([], status) }),
      )
      return find('.approval-how').textContent
    }
    const byButton = 'Hold the button to approve. Say “no” or press Esc to deny.'
    expect(await how({ seenSince: null })).toBe(byButton)
    unmountAll()
    expect(await how({}, { microphone: { state: 'denied', device: null, bytesWhileUp: 0 } })).toBe(byButton)
  })

  test('shows the hold filling, then that letting go approves; the button stays', async () => {
    const { find, hold, all, wait } = await card({ heldSince: AT - 300 })
    expect(find('.key-hold').textContent).toBe('Keep holding, in silence…')
    expect(find('.key-hold i').style.animationDelay).toBe('-300ms')
    expect(find('.key-hold i').style.animationDuration).toBe(`${HOLD_MS}ms`)
    await wait(HOLD_MS - 300 - 1)
    expect(find('.key-hold').dataset.done).toBe('false')
    await wait(1)
    expect(find('.key-hold').textContent).toBe('Let go to approve')
    expect(hold.textContent).toBe('Hold to approve')
    // It keeps its room, so that the card does not change its size under the finger.
    expect(all('.approval-how:not([data-hidden=true])')).toEqual([])
  })

  test('begins anew with each hold', async () => {
    const bridge = fakeBridge({ snapshot: snapshot([approval({ id: 'ask-1', heldSince: AT - 2000 })]) })
    const { find, all } = await mount(<Panel />, bridge)
    await act(async () => void vi.advanceTimersByTime(1))
    expect(find('.key-hold').textContent).toBe('Let go to approve')
    await act(async () => bridge.push.update(snapshot([approval({ id: 'ask-1', heldSince: null })])))
    expect(all('.key-hold')).toEqual([])
    await act(async () => bridge.push.update(snapshot([approval({ id: 'ask-1', heldSince: Date.now() })])))
    expect(find('.key-hold').textContent).toBe('Keep holding, in silence…')
  })
})

describe('every argument is on the card', () => {
  const rows = async (over: Parameters<typeof card>[0]) => {
    const { all } = await card(over)
    const text = (selector: string) => all(selector).map((row) => row.textContent)
    return { words: text('.deal-side'), args: text('.approval-arguments dl > div') }
  }

  test.each<[string, string, string[]]>([
    ['both of two amounts', '{"mint":"M1nt","percentage":50,"amount_raw":"7"}', ['"amount_raw""7"']],
    ['one that is none', '{"mint":"M1nt","percentage":null,"amount_raw":"7"}', ['"percentage"null']],
    ['an object', '{"mint":"M1nt","percentage":{"of":50}}', ['"percentage"{"of":50}']],
    ['a list', '{"mint":["M1nt"],"percentage":50}', ['"mint"["M1nt"]']],
    ['a number that no computer holds', '{"mint":"M1nt","percentage":50,"x":1e309}', ['"x"1e309']],
    ['every digit of one', '{"mint":"M1nt","percentage":50,"x":1.00000000000000000001}', ['"x"1.00000000000000000001']],
    [
      'a name that stands twice',
      '{"mint":"M1nt","percentage":50,"percentage":99}',
      ['"percentage"50', '"percentage"99'],
    ],
    ['what can not be seen', '{"mint":"M\u200b1nt","percentage":50}', ['"mint""M\\u{200b}1nt"']],
    ['one that looks like a row of ours', '{"mint":"M1nt","percentage":50,"Worth":"$1"}', ['"Worth""$1"']],
  ])('%s', async (_what, args, shown) => {
    expect((await rows({ name: 'solana_execute_sell', arguments: args })).args).toEqual(expect.arrayContaining(shown))
  })

  test('of the mode that is not in use, too', async () => {
    const swap = JSON.stringify({
      mode: 'ExactIn',
      amount_ui: 0.5,
      input_mint: SOL.mint,
      output_mint: BONK.mint,
      desired_output_ui: 9,
    })
    const { words, args } = await rows({ name: 'solana_swap_execute', arguments: swap, card: trade() })
    expect(words[0]).toMatch(/^Pay0\.5 SOL/)
    expect(args).toEqual(['"desired_output_ui"9'])
  })

  test('that says something else than the card', async () => {
    const buy = (over: object) => ({
      name: 'solana_execute_buy',
      arguments: JSON.stringify({
        mint: BONK.mint,
        amount_sol: 0.5,
        slippage_bps: 100,
        wallet_address: WALLET,
        ...over,
      }),
      card: trade(),
    })
    expect((await rows(buy({}))).args).toEqual([])
    unmountAll()
    expect((await rows(buy({ amount_sol: 0.6 }))).args).toEqual(['"amount_sol"0.6'])
    unmountAll()
    expect((await rows(buy({ mint: STRANGE_MINT }))).args).toEqual([`"mint""${STRANGE_MINT}"`])
    unmountAll()
    expect((await rows(buy({ wallet_address: null, slippage_bps: 101 }))).args).toEqual([
      '"slippage_bps"101',
      '"wallet_address"null',
    ])
  })

  test('of a tool of another server as it was written, with no word of ours', async () => {
    const sent = '{"amount_ui":1,"recipient_value":"7Yd2"}'
    const { words, args } = await rows({ server: 'other', name: 'solana_send', arguments: sent })
    expect(words.join()).not.toMatch(/Send|To/)
    expect(args).toEqual(['"amount_ui"1', '"recipient_value""7Yd2"'])
  })
})
