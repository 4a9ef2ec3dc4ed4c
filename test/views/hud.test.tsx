import { act } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { mainFigure } from '../../renderer/views/cards/main-figure'
import { Hud } from '../../renderer/views/hud/hud'
import { HOLD_MS } from '../../shared/hold'
import { setLanguage, t } from '../../shared/i18n'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { approval, assistant, notice, snapshot, tool, user, WALLET } from '../../tools/workbench/fixtures/entries'
import { mount, unmountAll } from '../../tools/workbench/fixtures/mount'
import { BALANCES, SENT, SWAP, TOKENS, WALLETS } from '../../tools/workbench/fixtures/outputs'
import { quoted, SOL, STRANGE_MINT, side, token, trade, untoldTrade } from '../../tools/workbench/fixtures/trade-cards'

afterEach(unmountAll)

const BUY = trade({ pay: side('0.25', SOL), slippagePct: 0.5 })

test('shows state, wallet and that the data is practice while it listens', async () => {
  const hud = await mount(<Hud />, fakeBridge({ snapshot: snapshot([], { state: 'listening', detail: 'Listening…' }) }))
  expect(hud.find('.hud-words').textContent).toBe('ListeningPaper wallet A · practice')
})

test('shows them in every language', async () => {
  for (const language of ['es', 'de'] as const) {
    await setLanguage(language, 'en')
    const detail = t('engine.state.listening')
    const hud = await mount(<Hud />, fakeBridge({ snapshot: snapshot([], { state: 'listening', detail }) }))
    expect(hud.find('.hud-words').textContent).toContain('Paper wallet A')
    await unmountAll()
  }
  await setLanguage('en', 'en')
})

describe('while the microphone is open', () => {
  const open = { state: 'idle', detail: 'Just speak.', handsFree: true } as const

  test('it says so for as long as nobody speaks, and the last answer goes after a moment', async () => {
    vi.useFakeTimers()
    const said = [user(), assistant({ text: 'It is 152 dollars.' })]
    const bridge = fakeBridge({ snapshot: snapshot(said, { ...open, state: 'speaking' }) })
    const hud = await mount(<Hud />, bridge)
    await act(async () => bridge.push.update(snapshot(said, open)))
    expect(hud.find('.hud').textContent).toContain('It is 152 dollars.')
    await act(() => vi.advanceTimersByTimeAsync(6_000))
    expect(hud.find('.hud-state').textContent).toBe(t('handsFree.open'))
    expect(hud.all('.meter')).toHaveLength(1)
    await act(async () => bridge.push.update(snapshot([], { ...open, state: 'listening' })))
    expect(hud.find('.hud-state').textContent).toBe('Listening')
    vi.useRealTimers()
  })

  test('it says so at once when it is opened long after an answer', async () => {
    vi.useFakeTimers()
    const said = [user(), assistant({ text: 'It is 152 dollars.' })]
    const bridge = fakeBridge({ snapshot: snapshot(said, { state: 'speaking' }) })
    const hud = await mount(<Hud />, bridge)
    await act(async () => bridge.push.update(snapshot(said, { state: 'idle' })))
    await act(() => vi.advanceTimersByTimeAsync(6_000))
    await act(async () => bridge.push.update(snapshot(said, open)))
    expect(hud.find('.hud-state').textContent).toBe(t('handsFree.open'))
    vi.useRealTimers()
  })
})

test('the meter follows the level while it listens, and is gone after', async () => {
  const bridge = fakeBridge({ snapshot: snapshot([], { state: 'listening' }) })
  const hud = await mount(<Hud />, bridge)
  bridge.push.level(0.25)
  const newest = () => hud.all('.meter i').at(-1)!.style.transform
  expect(newest()).toBe('scaleY(0.500)')
  bridge.push.level(7)
  expect(newest()).toBe('scaleY(1.000)')
  await act(async () => bridge.push.update(snapshot([], { state: 'working', detail: 'Looking up streams…' })))
  expect(hud.all('.meter')).toEqual([])
  expect(hud.find('.hud-words').textContent).toBe('Looking up streams…')
  bridge.push.level(0.5)
})

test('says how long one may still speak when the end is near, and anew with each question', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
  try {
    const bridge = fakeBridge({ snapshot: snapshot([], { state: 'listening', detail: 'Listening…' }) })
    const hud = await mount(<Hud />, bridge)
    const passes = (ms: number) => act(async () => vi.advanceTimersByTime(ms))
    await passes(89_000)
    expect(hud.find('.hud-detail').textContent).not.toContain('left')
    await passes(6_000)
    expect(hud.find('.hud-detail').textContent).toContain('25 seconds left')
    await act(async () => bridge.push.update(snapshot([], { state: 'working', detail: 'Working…' })))
    await act(async () => bridge.push.update(snapshot([], { state: 'listening', detail: 'Listening…' })))
    expect(hud.find('.hud-detail').textContent).not.toContain('left')
  } finally {
    vi.useRealTimers()
  }
})

test('shows what a tone has told', async () => {
  const told = notice({ code: 'panic', text: 'Everything was stopped.' })
  const given = { ...snapshot([told]), inSight: told.id }
  const hud = await mount(<Hud />, fakeBridge({ snapshot: given }))
  expect(hud.find('.hud-words').textContent).toBe('StoppedEverything was stopped.')
})

test('says what the engine says of a hold that is no question', async () => {
  const detail = 'Let go to approve: Swap 0.25 SOL'
  const hud = await mount(<Hud />, fakeBridge({ snapshot: snapshot([], { state: 'listening', detail }) }))
  expect(hud.find('.hud-detail').textContent).toBe(detail)
})

test('shows the hold on an approval instead of the level, until it is let go', async () => {
  const held = approval({
    heldSince: Date.now() - HOLD_MS,
    worth: { usd: 76.2, from: 'the swap preview', at: Date.now() },
    card: BUY,
  })
  const bridge = fakeBridge({ snapshot: snapshot([held], { state: 'listening' }) })
  const hud = await mount(<Hud />, bridge)
  expect(hud.find('.key-hold').textContent).toBe('Let go to approve')
  // What is approved stands there: the panel may be closed.
  expect(hud.find('.hud-state').textContent).toMatch(/^Swap\d+ s$/)
  expect(hud.find('.hud-detail').textContent).toMatch(/0\.25 SOL.*worth about \$76\.20 · from Paper wallet A/)
  expect(hud.all('.meter')).toEqual([])
  await act(async () =>
    bridge.push.update(snapshot([{ ...held, decision: 'approved', heldSince: null }], { state: 'working' })),
  )
  expect(hud.all('.key-hold')).toEqual([])
})

test('shows what waits for an approval, and how to give it, before the key is held', async () => {
  const waits = approval({ expiresAt: Date.now() + 21_500, card: BUY })
  const bridge = fakeBridge({ snapshot: snapshot([waits], { state: 'working', detail: 'Waiting for your approval…' }) })
  const hud = await mount(<Hud />, bridge)
  expect(hud.find('.hud-state').textContent).toBe('Swap?22 s')
  expect(hud.find('.hud-detail').textContent).toBe(
    'Pay 0.25 SOL → get about 4.84M BONK (at least 4.79M) · Bonk DezX…B263, verified · worth unknown · from Paper wallet A',
  )
  expect(hud.find('.hud-how').textContent).toBe('Hold Right Ctrl in silence, then let go, to approve. Tap it to deny.')
  // Whoever speaks refuses: the words are what counts then.
  await act(async () => bridge.push.update(snapshot([waits], { state: 'listening', detail: 'Listening…' })))
  expect(hud.find('.hud-state').textContent).toBe('Listening')
  expect(hud.all('.hud-how')).toEqual([])
})

describe('an answer', () => {
  const asked = user({ text: 'What is the price of SOL?' })
  const priced = tool({
    name: 'solana_resolve_token',
    output: JSON.stringify({
      ...TOKENS,
      candidates: [{ ...TOKENS.candidates[0], symbol: 'SOL', priceUsd: 208.4837, priceChange24h: 3.1962 }],
    }),
  })

  test('shows what was heard, what is being done, the figure once it is known, and the words as they come', async () => {
    const bridge = fakeBridge({ snapshot: snapshot([asked], { state: 'working', detail: 'Looking up prices…' }) })
    const hud = await mount(<Hud />, bridge)
    expect(hud.find('.hud-words').textContent).toBe('“What is the price of SOL?”Looking up prices…')
    await act(async () => bridge.push.update(snapshot([priced], { state: 'working', detail: 'Looking up prices…' })))
    expect(hud.find('.hud-figure').textContent).toBe('$208.48 SOL +3.20%')
    const answer = assistant({ text: 'SOL is', state: 'speaking' })
    await act(async () => bridge.push.update(snapshot([answer], { state: 'speaking' })))
    expect(hud.find('.hud-answer').textContent).toBe('SOL is')
    await act(async () => bridge.push.update(snapshot([{ ...answer, text: 'SOL is at $208.48.', state: 'done' }])))
    expect(hud.find('.hud-words').textContent).toBe(
      '“What is the price of SOL?”$208.48 SOL +3.20%ReadySOL is at $208.48.',
    )
    // Another question is about other figures.
    await act(async () =>
      bridge.push.update(snapshot([user({ text: 'And BONK?' })], { state: 'working', detail: 'Thinking…' })),
    )
    expect(hud.find('.hud-words').textContent).toBe('“And BONK?”Thinking…')
  })

  test('however long or hostile, shows its last words as text', async () => {
    const text = `${'<b>word</b> '.repeat(90_000)}the end\u202e`
    const hud = await mount(
      <Hud />,
      fakeBridge({ snapshot: snapshot([asked, assistant({ text, state: 'speaking' })], { state: 'speaking' }) }),
    )
    expect(hud.find('.hud-answer').textContent).toMatch(/^…<b>word<\/b> .*the end\\u\{202e\}$/)
    expect(hud.find('.hud-answer').textContent!.length).toBeLessThan(700)
    expect(hud.all('.hud-answer b')).toEqual([])
  })

  test('opens the panel at what it shows when it is clicked, and moves when it is dragged', async () => {
    const answer = assistant({ state: 'speaking' })
    const bridge = fakeBridge({ snapshot: snapshot([asked, answer], { state: 'speaking' }) })
    const hud = await mount(<Hud />, bridge)
    const surface = hud.find('.hud')
    Object.assign(surface, { setPointerCapture: () => {} })
    const pointer = (kind: string, screenX: number, screenY: number) =>
      act(async () => {
        const init = { bubbles: true, button: 0, isPrimary: true, screenX, screenY }
        surface.dispatchEvent(new PointerEvent(kind, init))
      })
    await pointer('pointerdown', 100, 100)
    await pointer('pointermove', 101, 101)
    await pointer('pointerup', 101, 101)
    await pointer('pointerdown', 100, 100)
    await pointer('pointermove', 130, 60)
    await pointer('pointerup', 140, 50)
    expect(bridge.calls.filter(([name]) => name !== 'sight')).toEqual([
      ['hudClicked', answer.id],
      ['hudDragged', { dx: 30, dy: -40, done: false }],
      ['hudDragged', { dx: 40, dy: -50, done: true }],
    ])
  })
})

describe('the one figure of an answer', () => {
  const figure = (name: string, output: unknown) => mainFigure(tool({ name, output: JSON.stringify(output) }))

  test.each([
    ['solana_list_balances', BALANCES, { text: '$3,904.32', of: 'Paper wallet A', change: 2.04 }],
    ['solana_swap_preview', SWAP, { text: '2.69M', of: 'BONK', change: null }],
    ['solana_send', SENT, { text: '1.5', of: 'SOL', change: null }],
    ['list_my_wallets', WALLETS, null],
    ['solana_resolve_token', { error: 'x' }, null],
    ['solana_resolve_token', 'no JSON', null],
  ])('%s', (name, output, expected) => {
    expect(figure(name, output)).toEqual(expected)
  })
})

const flags = [
  { kind: 'claim' as const, detail: 'Turbo Pigeon has fewer viewers than Golden Lobster.' },
  { kind: 'stale' as const, detail: 'The figures are ten minutes old.' },
]

test('says what of an answer does not hold', async () => {
  const answer = assistant({ flags })
  const given = snapshot([answer, assistant()], { state: 'speaking' })
  const bridge = fakeBridge({ snapshot: { ...given, inSight: answer.id } })
  const hud = await mount(<Hud />, bridge)
  expect(hud.find('.hud-words').textContent).toBe(`Claim not in the dataand 1 more${flags[0]?.detail}`)
  // The next question is about something else.
  await act(async () => bridge.push.update(snapshot([], { state: 'listening', detail: 'Listening…' })))
  expect(hud.find('.hud-state').textContent).toBe('Listening')
})

test('shows an answer that came without sound, and what of it does not hold', async () => {
  const answer = assistant({ text: 'SOL is at \u202e150.', unspoken: true })
  const bridge = fakeBridge({ snapshot: { ...snapshot([answer]), inSight: answer.id } })
  const hud = await mount(<Hud />, bridge)
  expect(hud.find('.hud-words').textContent).toBe(
    'This answer came without soundFull text in the panelSOL is at \\u{202e}150.',
  )
  await act(async () => bridge.push.update({ ...snapshot([{ ...answer, flags }]), inSight: answer.id }))
  expect(hud.find('.hud-doubt').textContent).toBe(`Claim not in the data. ${flags[0]?.detail}`)
  expect(hud.find('.hud-read').textContent).toContain('SOL is at')
})

test('says what became of a request', async () => {
  const late = approval({ decision: 'expired', reason: 'You didn’t confirm it in time.' })
  const hud = await mount(<Hud />, fakeBridge({ snapshot: { ...snapshot([late]), inSight: late.id } }))
  expect(hud.find('.hud-words').textContent).toBe('SwapExpired, not executed. You didn’t confirm it in time.')
})

test('says on the card itself what does not hold of the same turn', async () => {
  const before = assistant({ turnId: 'turn-0', flags })
  const hud = await mount(<Hud />, fakeBridge({ snapshot: snapshot([before, approval({ turnId: 'turn-1' })]) }))
  expect(hud.all('.hud-doubt')).toEqual([])
  unmountAll()
  const same = [tool({ turnId: 'turn-1', flags }), approval({ turnId: 'turn-1' })]
  const doubted = await mount(<Hud />, fakeBridge({ snapshot: snapshot(same) }))
  expect(doubted.find('.hud-doubt').textContent).toBe(`Claim not in the data. ${flags[0]?.detail}`)
})

test('shows what the card says and every argument that it does not, and nothing that only looks like one', async () => {
  const sent = { recipient_type: 'wallet', recipient_value: WALLET, amount_ui: 60, confirm: true, memo: 'hi\u202e!' }
  const card = fresh({
    name: 'solana_send',
    arguments: JSON.stringify(sent),
    card: untoldTrade({
      action: 'send',
      pay: side('60', SOL),
      get: null,
      recipient: { address: WALLET, first: true },
      memo: 'hi\u202e!',
    }),
  })
  const hud = await mount(<Hud />, fakeBridge({ snapshot: snapshot([card]) }))
  const detail = hud.find('.hud-detail').textContent
  expect(detail).toBe(
    `Send 60 SOL · to ${WALLET}, first time to this address · memo hi\\u{202e}! · "confirm": true · worth unknown · from Paper wallet A`,
  )
})

test('says what must be seen, and that the key does not approve it', async () => {
  const odd = token(STRANGE_MINT, { symbol: 'BONK', name: 'Bonk', warnings: ['Two tokens have this symbol.'] })
  const marks = [{ kind: 'name' as const, detail: 'Two tokens have this symbol.' }]
  const byButton = 'This token is not verified.'
  const card = fresh({ card: trade({ get: quoted('1', odd), getAtLeast: null }), marks, byButton })
  const hud = await mount(<Hud />, fakeBridge({ snapshot: snapshot([card]) }))
  expect(hud.find('.hud-detail').textContent).toContain('Bonk 5z3E…mrRC, not verified')
  expect(hud.find('.hud-detail .warning-mark svg').getAttribute('aria-label')).toBe('Two tokens have this symbol.')
  expect(hud.all('.hud-how').map((it) => it.textContent)).toEqual([
    'Name. Two tokens have this symbol.',
    `${byButton} Open the panel to approve.`,
  ])
})

const fresh = (over: Parameters<typeof approval>[0] = {}) => approval({ expiresAt: Date.now() + 20_000, ...over })

const howTo = async (...given: Parameters<typeof snapshot>) => {
  const hud = await mount(<Hud />, fakeBridge({ snapshot: snapshot(...given) }))
  const how = hud.find('.hud-how').textContent
  unmountAll()
  return how
}

test('offers no hold that would not approve', async () => {
  const hindrance = 'Guests can’t move money. Sign in first.'
  expect(await howTo([fresh({ hindrance })])).toBe(`Can’t be approved now: ${hindrance}`)
  expect(await howTo([fresh(), fresh({ name: 'solana_send' })])).toBe(
    '2 requests are waiting. Decide each one in the panel.',
  )
  // Whole addresses and amounts fit; what does not is read in the panel.
  const long = fresh({ name: 'a_tool_of_another_server', arguments: JSON.stringify({ note: 'x'.repeat(300) }) })
  expect(await howTo([long])).toBe('Too long to show here. Open the panel to read and approve it.')
  const deaf = { microphone: { state: 'denied' as const, device: null, bytesWhileUp: 0 } }
  expect(await howTo([fresh()], deaf)).toBe('Open the panel to approve.')
  const given = snapshot([fresh()])
  given.hotkey = { source: 'toggle', key: 'Ctrl+Alt+Space', hint: '', problem: null }
  const hud = await mount(<Hud />, fakeBridge({ snapshot: given }))
  expect(hud.find('.hud-how').textContent).toBe('Open the panel to approve.')
})

const other = '9hQmXwLr4uT8sVbNc2KdYpE6gJf3aRz1oWiC5tPaper2'
const sending = (wallet: string) => ({
  name: 'solana_send',
  arguments: JSON.stringify({ amount_ui: 1, recipient_value: other, wallet_address: wallet }),
  card: untoldTrade({
    action: 'send',
    pay: side('1', SOL),
    get: null,
    recipient: { address: other, first: false },
    wallet,
  }),
})
const detailOf = async (over: Parameters<typeof approval>[0]) => {
  const held = approval({ heldSince: Date.now(), ...over })
  const hud = await mount(<Hud />, fakeBridge({ snapshot: snapshot([held], { state: 'listening' }) }))
  return hud.find('.hud-detail')
}

test('names the wallet that would be spent from, and says first when it is not the one in use', async () => {
  const named = await detailOf(sending(other))
  expect(named.textContent).toMatch(
    new RegExp(`^Not the wallet in use · Send 1 SOL · to ${other} · worth unknown · from ${other}$`),
  )
  expect(named.dataset.warning).toBe('true')
  unmountAll()
  const own = await detailOf(sending(WALLET))
  expect(own.textContent).toBe(`Send 1 SOL · to ${other} · worth unknown · from Paper wallet A`)
  expect(own.dataset.warning).toBe('false')
})

test('names the wallet that the approval is for, not the one that was chosen since', async () => {
  expect((await detailOf({ wallet: other })).textContent).toMatch(new RegExp(`${other}$`))
})

test('shows the approval that is held, also when a newer one waits', async () => {
  const held = approval({ heldSince: Date.now() })
  const newer = approval({ name: 'solana_send' })
  const hud = await mount(<Hud />, fakeBridge({ snapshot: snapshot([held, newer], { state: 'listening' }) }))
  expect(hud.find('.hud-state').textContent).toMatch(/^Swap\d+ s$/)
  expect(hud.all('.key-hold')).toHaveLength(1)
})

test('says offline once, and why', async () => {
  const detail = 'Waiting for the network…'
  const hud = await mount(<Hud />, fakeBridge({ snapshot: snapshot([], { state: 'offline', detail }) }))
  expect(hud.find('.hud-words').textContent).toBe('OfflineWaiting for the network…')
})

const sights = (bridge: ReturnType<typeof fakeBridge>) =>
  bridge.calls.filter(([name]) => name === 'sight').map(([, it]) => it)

test('tells what it shows of a request: all of it, or not, or no longer', async () => {
  const card = fresh({ id: 'ask-1' })
  const bridge = fakeBridge({ snapshot: snapshot([card]) })
  await mount(<Hud />, bridge)
  const sight = { requestId: card.id, binding: card.binding }
  expect(sights(bridge).at(-1)).toEqual({ ...sight, whole: true })
  const long = fresh({ id: 'ask-1', binding: 'another', arguments: JSON.stringify({ note: 'x'.repeat(300) }) })
  await act(async () => bridge.push.update(snapshot([long])))
  expect(sights(bridge).at(-1)).toEqual({ ...sight, binding: 'another', whole: false })
  expect(sights(bridge)).toContainEqual({ ...sight, whole: false })
  const shown = sights(bridge).length
  unmountAll()
  expect(sights(bridge).slice(shown)).toEqual([{ ...sight, binding: 'another', whole: false }])
})

test('tells whose a tool is that is not ours, whatever it calls itself', async () => {
  const hud = await mount(
    <Hud />,
    fakeBridge({ snapshot: snapshot([fresh({ server: 'other', name: 'solana_send' })]) }),
  )
  expect(hud.find('.hud-state').textContent).toContain('Solana send on other?')
  expect(hud.find('.hud-detail').textContent).toContain('"amount_ui": ')
})
