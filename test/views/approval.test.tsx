import { act } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ApprovalCard } from '../../renderer/views/conversation/approval-card'
import { Panel } from '../../renderer/views/panel/panel'
import { walletColour } from '../../shared/account'
import { HOLD_MS } from '../../shared/hold'
import { fakeBridge } from './fixtures/bridge'
import { AT, approval, BINDING, snapshot, WALLET } from './fixtures/entries'
import { click, mount, press, unmountAll } from './fixtures/mount'
import { listed, wallets } from './fixtures/wallets'

beforeEach(() => void vi.useFakeTimers({ now: AT }))
afterEach(() => {
  unmountAll()
  vi.useRealTimers()
})

const pointer = (kind: string, over: PointerEventInit = {}) =>
  new PointerEvent(kind, { bubbles: true, button: 0, isPrimary: true, ...over })

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
    expect(bridge.calls).toEqual([])
    await wait(60)
    expect(bridge.calls).toEqual([['decide', { requestId: 'ask-1', binding: BINDING, approve: true }]])
    await wait(5000)
    await send(pointer('pointerup'))
    expect(bridge.calls).toHaveLength(1)
  })

  test.each(['pointerup', 'pointercancel', 'pointerleave'])('is off after %s at 700 ms', async (kind) => {
    const { bridge, send, wait } = await card()
    await send(pointer('pointerdown'))
    await wait(700)
    // React hears "leave" through the bubbling "out".
    await send(pointer(kind === 'pointerleave' ? 'pointerout' : kind))
    await wait(5000)
    expect(bridge.calls).toEqual([])
  })

  test('is off when the window loses the focus', async () => {
    const { bridge, send, wait } = await card()
    await send(pointer('pointerdown'))
    await wait(700)
    await act(async () => void dispatchEvent(new Event('blur')))
    await wait(5000)
    expect(bridge.calls).toEqual([])
  })

  test('two short presses do not add up', async () => {
    const { bridge, send, wait } = await card()
    for (let times = 0; times < 5; times += 1) {
      await send(pointer('pointerdown'))
      await wait(500)
      await send(pointer('pointerup'))
    }
    expect(bridge.calls).toEqual([])
  })

  test('works with the space bar held, not with a click, Enter, or a key that was down before', async () => {
    const { bridge, hold, wait } = await card()
    await click(hold)
    await press(hold, 'Enter')
    await press(hold, ' ', { repeat: true })
    await wait(2000)
    expect(bridge.calls).toEqual([])
    await press(hold, ' ')
    await wait(400)
    await press(hold, ' ', { repeat: true })
    await wait(450)
    expect(bridge.calls).toEqual([['decide', { requestId: 'ask-1', binding: BINDING, approve: true }]])
  })

  test('ignores the other mouse buttons', async () => {
    const { bridge, send, wait } = await card()
    await send(pointer('pointerdown', { button: 2 }))
    await wait(2000)
    expect(bridge.calls).toEqual([])
  })

  test('is void when the window was frozen meanwhile: the finger may have gone unseen', async () => {
    const { bridge, hold, send, wait } = await card()
    await send(pointer('pointerdown'))
    await wait(200)
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 1000)
    await wait(60)
    vi.restoreAllMocks()
    await wait(5000)
    expect(bridge.calls).toEqual([])
    expect(hold.textContent).toContain('hold again')
  })

  test('is closed once it has expired, and a hold that reaches past the end does not count', async () => {
    const { bridge, hold, send, wait } = await card({ expiresAt: AT + 1500 })
    await wait(1000)
    await send(pointer('pointerdown'))
    await wait(900)
    expect(bridge.calls).toEqual([])
    await wait(1000)
    expect((hold as HTMLButtonElement).disabled).toBe(true)
  })
})

test('denying takes one click', async () => {
  const { bridge, button } = await card()
  await click(button('Deny'))
  expect(bridge.calls).toEqual([['decide', { requestId: 'ask-1', binding: BINDING, approve: false }]])
})

test('Escape denies the newest that waits, wherever the focus is', async () => {
  const entries = [approval({ id: 'old', decision: 'approved' }), approval({ id: 'one' }), approval({ id: 'two' })]
  const bridge = fakeBridge({ snapshot: snapshot(entries) })
  await mount(<Panel />, bridge)
  await press(document.body, 'Escape')
  expect(bridge.calls).toEqual([['decide', { requestId: 'two', binding: BINDING, approve: false }]])
})

describe('what is approved', () => {
  test('stands in human units, with the wallet and the time that is left', async () => {
    const { text, wait } = await card()
    expect(text()).toContain('Pay exactly0.25 SOL')
    expect(text()).toContain('Slippage0.5% at most')
    expect(text()).toContain('WalletPaper wallet A 7Yd2…per1')
    expect(text()).toContain('30 s')
    await wait(5000)
    expect(text()).toContain('25 s')
  })

  test('names an unknown mint and a recipient by the whole address', async () => {
    const recipient = '9hQmXwLr4uT8sVbNc2KdYpE6gJf3aRz1oWiC5tPaper2'
    const { text } = await card({
      name: 'solana_send',
      arguments: JSON.stringify({ recipient_type: 'wallet', recipient_value: recipient, amount_ui: 1250.5 }),
    })
    expect(text()).toContain('Send1,250.5 SOL')
    expect(text()).toContain(`To${recipient}`)
  })

  test('is shown raw when it can’t be read, and can then only be denied', async () => {
    const hindrance = 'The arguments could not be read.'
    const { text, find, hold, button } = await card({ arguments: '{"amount_ui": 1e', hindrance })
    expect(text()).toContain('could not be read')
    expect(find('pre').textContent).toBe('{"amount_ui": 1e')
    expect((hold as HTMLButtonElement).disabled).toBe(true)
    expect(text()).not.toContain('to approve.')
    expect(button('Deny').disabled).toBe(false)
  })

  test('names a wallet by its label only where the address is the same', async () => {
    const other = `${WALLET.slice(0, 4)}somethingElseInTheMiddleOfIt${WALLET.slice(-4)}`
    const { text, find } = await card()
    expect(find(`[title="${WALLET}"]`).textContent).toContain('Paper wallet A')
    unmountAll()
    expect((await card({ wallet: other })).text()).toContain(`Wallet${other}`)
    unmountAll()
    expect((await card({ wallet: null })).text()).toContain('Walletnone')
    expect(text()).not.toContain(other)
  })

  const named = (tool: string, wallet_address: unknown) => ({
    name: tool,
    arguments: JSON.stringify({ amount_ui: 1, wallet_address }),
  })
  const spending = ['solana_swap_execute', 'solana_execute_buy', 'solana_execute_sell', 'solana_send']

  test.each(spending)('names the wallet that the arguments of %s say to spend from', async (tool) => {
    const { text, all } = await card(named(tool, WALLET))
    expect(text()).toContain('FromPaper wallet A 7Yd2…per1')
    expect(all('.approval-warning')).toEqual([])
  })

  test.each(spending)('says so when %s would spend from another wallet than the one in use', async (tool) => {
    // The ends of an address can be imitated: it stands there whole, and never under the name of one's own.
    const other = `${WALLET.slice(0, 4)}somethingElseInTheMiddleOfIt${WALLET.slice(-4)}`
    const { text, find } = await card(named(tool, other))
    expect(text()).toContain(`From${other}`)
    expect(text()).toContain('WalletPaper wallet A 7Yd2…per1')
    expect(find('.approval-warning').textContent).toContain('Not the wallet in use')
  })

  test('says so, too, when the wallet that is named is no address, or none is in use', async () => {
    // What is no address is shown as it was written; the engine does not let it be approved.
    expect((await card(named('solana_send', 7))).find('.approval-arguments').textContent).toContain('"wallet_address"7')
    unmountAll()
    const without = await card({ ...named('solana_send', WALLET), wallet: null })
    expect(without.find('.approval-warning').textContent).toContain('Not the wallet in use')
  })

  test.each([undefined, null, ''])('names none where the arguments leave it open (%s)', async (address) => {
    const { text, all } = await card(named('solana_send', address))
    expect(text()).not.toContain('From')
    expect(all('.approval-warning')).toEqual([])
  })

  test('says what it is worth, by which figure, and how old that is', async () => {
    const { text, wait } = await card({ worth: { usd: 76.2, from: 'the swap preview', at: AT - 4000 } })
    expect(text()).toContain('about $76.20 by the swap preview, 4 s old')
    await wait(3000)
    expect(text()).toContain('by the swap preview, 7 s old')
  })

  test('says so when no tool gave a price', async () => {
    expect((await card()).text()).toContain('Worthunknown: no tool gave a price')
  })

  test('carries the beginning of what the decision is bound to, the whole within reach', async () => {
    const { find } = await card()
    expect(find('.approval-raw code').textContent).toBe(BINDING.slice(0, 8))
    expect(find('.approval-raw code').title).toContain(BINDING)
  })

  test.each([
    ['approved', 'Approved'],
    ['denied', 'Denied'],
    ['expired', 'Expired'],
  ] as const)('once %s says so and can’t be decided again', async (decision, word) => {
    const { find, all } = await mount(<ApprovalCard entry={approval({ decision, reason: 'Because.' })} />, fakeBridge())
    expect(find('.approval-state').textContent).toContain(word)
    expect(find('.approval-reason').textContent).toBe('Because.')
    expect(all('button')).toEqual([])
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
  expect(bridge.calls).toEqual([])
  await act(async () => void find('.hold').dispatchEvent(pointer('pointerdown')))
  await act(async () => void vi.advanceTimersByTime(HOLD_MS + 100))
  expect(find('.hold').textContent).toBe('Sent')
  await act(async () => bridge.push.update(snapshot([entry])))
  expect(find('.hold').textContent).toBe('Hold to approve')
  expect(bridge.calls).toEqual([['decide', { requestId: 'ask-1', binding: changed.binding, approve: true }]])
})

describe('what can’t be approved as things stand', () => {
  const hindrance = 'The wallet that you picked is not in use yet.'

  test('says why, and only a no is open', async () => {
    const { find, all, button, text } = await card({ hindrance })
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
    expect(bridge.calls).toEqual([])
  })
})

describe('a wallet', () => {
  const other = '9hQmXwLr4uT8sVbNc2KdYpE6gJf3aRz1oWiC5tPaper2'

  test('has its name from the account’s list, its colour from its address', async () => {
    const given = snapshot()
    given.wallets = wallets({ wallets: [listed(other, { label: 'Swing' })] })
    const { text, find } = await mount(
      <ApprovalCard entry={approval({ wallet: other })} />,
      fakeBridge({ snapshot: given }),
    )
    expect(text()).toContain('WalletSwing 9hQm…per2')
    expect(find('.wallet-dot').getAttribute('style')).toContain(`--wallet-${walletColour(other)}`)
  })
})

describe('answering with the key', () => {
  test('is explained by the name of the key', async () => {
    const { find } = await card()
    expect(find('.approval-how').textContent).toBe(
      'Hold Right Ctrl in silence, then let go, to approve. Speak, tap it or press Esc to deny.',
    )
  })

  test.each(['toggle', 'portal'] as const)('is not offered where other keys can’t be seen (%s)', async (source) => {
    const given = snapshot()
    given.hotkey = { ...given.hotkey, source, key: 'Ctrl+Shift+Space' }
    const { find } = await mount(<ApprovalCard entry={approval()} />, fakeBridge({ snapshot: given }))
    expect(find('.approval-how').textContent).toBe('Hold the button to approve. Speak or press Esc to deny.')
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
    const byButton = 'Hold the button to approve. Speak or press Esc to deny.'
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
    expect(all('.approval-how')).toEqual([])
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
    return { words: text('.facts > div'), args: text('.approval-arguments dl > div') }
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
    const swap = '{"mode":"ExactIn","amount_ui":1,"input_mint":"A","output_mint":"B","desired_output_ui":9}'
    const { words, args } = await rows({ name: 'solana_swap_execute', arguments: swap })
    expect(words).toContain('Pay exactly1 A')
    expect(args).toEqual(['"desired_output_ui"9'])
  })

  test('of a tool of another server as it was written, with no word of ours', async () => {
    const sent = '{"amount_ui":1,"recipient_value":"7Yd2"}'
    const { words, args } = await rows({ server: 'other', name: 'solana_send', arguments: sent })
    expect(words.join()).not.toMatch(/Send|To/)
    expect(args).toEqual(['"amount_ui"1', '"recipient_value""7Yd2"'])
  })
})
