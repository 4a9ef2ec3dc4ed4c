import { act } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { Panel } from '../../renderer/views/panel/panel'
import { t } from '../../shared/i18n'
import type { Turn } from '../../shared/snapshot'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { approval, assistant, notice, snapshot, tool, turn, user } from '../../tools/workbench/fixtures/entries'
import { click, mount, openTab, press, tipOf, type, unmountAll } from '../../tools/workbench/fixtures/mount'

afterEach(unmountAll)

describe('an empty conversation', () => {
  test('shows which key to hold, and says a suggestion when it is clicked', async () => {
    const bridge = fakeBridge()
    const panel = await mount(<Panel />, bridge)
    expect(panel.find('.empty').textContent).toContain('Hold Right Ctrl to talk')
    await click(panel.button('What’s the price of SOL?'))
    expect(bridge.calls).toEqual([['say', 'What’s the price of SOL?']])
  })

  test('tells nobody to hold a key where no microphone would hear them', async () => {
    const microphone = { state: 'missing', device: null, bytesWhileUp: 0 } as const
    const panel = await mount(<Panel />, fakeBridge({ snapshot: snapshot([], { microphone }) }))
    expect(panel.find('.empty h2').textContent).toBe(t('conversation.start.type'))
    expect(panel.find('.composer textarea').getAttribute('placeholder')).toBe(t('conversation.composer.type'))
  })

  test('offers writing while the key is not heard yet, and no key to hold', async () => {
    const given = snapshot()
    given.hotkey = { source: 'pending', key: '', hint: 'Getting the talk key ready', problem: null }
    const panel = await mount(<Panel />, fakeBridge({ snapshot: given }))
    expect(panel.find('.empty').textContent).toContain('Getting the talk key ready')
    expect(panel.find('.empty').querySelector('kbd')).toBeNull()
    expect(panel.find('textarea').getAttribute('placeholder')).toBe('Type your question')
  })

  test('offers writing alone when no key can be watched, and says why', async () => {
    const given = snapshot()
    given.hotkey = {
      source: 'none',
      key: '',
      hint: '',
      problem: 'The key can’t be watched here: allow input monitoring.',
    }
    const panel = await mount(<Panel />, fakeBridge({ snapshot: given }))
    expect(panel.find('.notice').textContent).toContain('allow input monitoring')
    expect(panel.find('textarea').getAttribute('placeholder')).toBe('Type your question')
  })
})

describe('the header', () => {
  test('names practice data, the wallet and a closed microphone with its proof', async () => {
    const panel = await mount(<Panel />, fakeBridge())
    expect(panel.find('.header').textContent).toContain('Practice data')
    expect(panel.find('.header').textContent).toContain('Paper wallet A')
    expect(panel.find('.microphone').textContent).toBe('Mic off')
    expect(await tipOf(panel.find('.microphone button'))).toContain('sent while the key was up: 0 bytes')
  })

  test('shows bytes that left while no key was held instead of calling the microphone closed', async () => {
    const microphone = { state: 'closed', device: null, bytesWhileUp: 4096 } as const
    const panel = await mount(<Panel />, fakeBridge({ snapshot: snapshot([], { microphone }) }))
    expect(panel.find('.microphone').textContent).toBe('4,096 bytes while key up')
  })

  test.each([
    ['offline', 'Waiting for the network…', 'OfflineWaiting for the network…'],
    ['offline', 'The server did not answer.', 'OfflineThe server did not answer.'],
    ['connecting', 'Connecting…', 'Connecting'],
    ['idle', 'Ready', 'Ready'],
  ] as const)('says %s once, and what there is to add: "%s"', async (state, detail, shown) => {
    const panel = await mount(<Panel />, fakeBridge({ snapshot: snapshot([], { state, detail }) }))
    expect(panel.find('.header-state').textContent).toBe(shown)
  })

  test('says that it is the trader’s turn while a request waits', async () => {
    const working = { state: 'working', detail: t('engine.state.approval') } as const
    const panel = await mount(
      <Panel />,
      fakeBridge({ snapshot: snapshot([approval({ decision: 'pending' })], working) }),
    )
    expect(panel.find('.header-state').textContent).toBe('Needs your approval')
  })

  test('calls a guest a demo that only reads', async () => {
    const identity = { kind: 'guest', label: 'Dexter Demo Wallet', wallet: null } as const
    const panel = await mount(<Panel />, fakeBridge({ snapshot: snapshot([], { identity, backend: 'dexter' }) }))
    expect(panel.find('.header-chips').textContent).toBe('Demo · read-onlyDexter')
  })
})

describe('what was asked', () => {
  test('is announced while it is captured and while it is written down', async () => {
    const pending = user({ text: null, transcript: 'pending', delivery: 'capturing' })
    const bridge = fakeBridge({ snapshot: snapshot([pending]) })
    const panel = await mount(<Panel />, bridge)
    expect(panel.find('.asked').textContent).toContain('Listening…')
    await act(async () => bridge.push.update(snapshot([{ ...pending, delivery: 'sent' }])))
    expect(panel.find('.asked').textContent).toContain('Transcribing…')
    await act(async () =>
      bridge.push.update(snapshot([{ ...pending, delivery: 'sent', transcript: 'final', text: 'Price of SOL?' }])),
    )
    expect(panel.find('.asked').textContent).toContain('Price of SOL?')
  })

  test('stands as not sent with its reason, and is resent once', async () => {
    const unsent = user({
      delivery: 'unsent',
      resendable: true,
      text: null,
      transcript: 'unavailable',
      problem: 'The connection broke.',
      turnId: 'turn-7',
    })
    const bridge = fakeBridge({ snapshot: snapshot([unsent]) })
    const panel = await mount(<Panel />, bridge)
    expect(panel.find('.unsent').textContent).toContain('Not sent. The connection broke.')
    await click(panel.button('Resend'))
    await click(panel.button('Resend'))
    expect(bridge.calls).toEqual([['resend', 'turn-7']])
  })

  test('can be discarded when it was not sent', async () => {
    const bridge = fakeBridge({
      snapshot: snapshot([user({ delivery: 'unsent', resendable: true, turnId: 'turn-7' })]),
    })
    const panel = await mount(<Panel />, bridge)
    await click(panel.button('Discard'))
    expect(bridge.calls).toEqual([['discard', 'turn-7']])
  })
})

describe('what was said', () => {
  test('is marked while it is spoken, and can be silenced', async () => {
    const given = snapshot([assistant({ state: 'speaking' })], { state: 'speaking' })
    const bridge = fakeBridge({ snapshot: given })
    const panel = await mount(<Panel />, bridge)
    expect(panel.find('.said-speaking')).toBeTruthy()
    await click(panel.button('Stop'))
    await press(document.body, 'Escape')
    expect(bridge.calls).toEqual([['interrupt'], ['interrupt']])
  })

  test('strikes what was not heard of an interrupted answer, never through half a character', async () => {
    const text = 'Up 🚀🚀 today'
    const panel = await mount(
      <Panel />,
      fakeBridge({ snapshot: snapshot([assistant({ text, state: 'interrupted', heardChars: 4 })]) }),
    )
    expect(panel.find('.said-text s').textContent).toBe('🚀 today')
    expect(panel.find('.said-text').textContent).toBe(text)
  })

  test('carries the record of its turn under the last answer only', async () => {
    const given = snapshot([assistant({ text: 'One.' }), tool(), assistant({ text: 'Two.' })])
    given.turns = [turn()]
    const panel = await mount(<Panel />, fakeBridge({ snapshot: given }))
    const records = panel.all('.turn-record')
    expect(records).toHaveLength(1)
    expect(records[0]!.closest('.said')!.textContent).toContain('Two.')
    expect(records[0]!.textContent).toContain('63,216 samples recorded, 63,216 sent, 63,216 delivered')
  })

  test('on the way to an answer stands back, and the record stands under the answer', async () => {
    const given = snapshot([
      assistant({ text: 'Let me look.', phase: 'preamble' }),
      assistant({ text: 'SOL is at 150.' }),
      assistant({ text: 'That is all.', phase: 'commentary' }),
    ])
    given.turns = [turn()]
    const panel = await mount(<Panel />, fakeBridge({ snapshot: given }))
    expect(panel.all('.said').map((it) => it.dataset.phase)).toEqual(['preamble', 'answer', 'commentary'])
    expect(panel.find('.turn-record').closest('.said')!.textContent).toContain('SOL is at 150.')
  })

  test('without sound is to be read, for screen readers too', async () => {
    const panel = await mount(
      <Panel />,
      fakeBridge({ snapshot: snapshot([assistant({ text: 'At 150.', unspoken: true })]) }),
    )
    expect(panel.find('.said').textContent).toContain('This answer came without sound.')
    expect(panel.find('.seen-by-readers-only[aria-live]').textContent).toBe('This answer came without sound. At 150.')
  })

  test('says so when samples are missing', async () => {
    const given = snapshot([assistant()])
    given.turns = [turn({ samples: { captured: 480, sent: 480, committed: 240, played: 0 } })]
    const panel = await mount(<Panel />, fakeBridge({ snapshot: given }))
    expect(panel.find('.turn-record').textContent).toContain('480 sent, 240 delivered')
    expect(panel.find('.turn-record summary').textContent).toBe('Part of your question didn’t arrive')
  })
})

test('a tap is told in one line, without a bubble of speech; what was discarded keeps its own', async () => {
  const tap = user({ delivery: 'discarded', text: null, transcript: 'unavailable', turnId: 'tap' })
  const given = snapshot([tap, notice({ turnId: 'tap', text: 'Held for 84 ms.' })])
  given.turns = [turn({ id: 'tap', outcome: 'tap', heard: null })]
  const bridge = fakeBridge({ snapshot: given })
  const panel = await mount(<Panel />, bridge)
  expect(panel.all('.asked')).toEqual([])
  expect(panel.find('.told').textContent).toBe('That was a tap. Hold the key while you speak.')
  await act(async () => bridge.push.update(snapshot([user({ delivery: 'discarded', text: null, turnId: 'other' })])))
  expect(panel.find('.asked').textContent).toContain('discarded')
})

test('what the trader’s own decision adds to an answer’s times is not told as slowness', async () => {
  const given = snapshot([approval({ decision: 'approved' }), assistant()])
  given.turns = [turn()]
  const panel = await mount(<Panel />, fakeBridge({ snapshot: given }))
  expect(panel.find('.turn-record').textContent).not.toContain(t('conversation.record.firstAudio'))
})

test.each([
  ['limits', 'Change limits…', '#settings/limits'],
  ['microphone_gone', 'Open settings…', '#settings'],
])('a notice that something mends has its button: %s', async (code, words, hash) => {
  const panel = await mount(<Panel />, fakeBridge({ snapshot: snapshot([notice({ code })]) }))
  await click(panel.button(words))
  expect(location.hash).toBe(hash)
})

describe('what was used', () => {
  const usage = { input: 6120, cached: 4100, output: 812, usd: 0.0214 }

  test('stands in the details of its turn', async () => {
    const given = snapshot([assistant()])
    given.turns = [turn({ usage })]
    const panel = await mount(<Panel />, fakeBridge({ snapshot: given }))
    expect(panel.find('.turn-record summary').textContent).toBe('Details')
    expect(panel.find('.turn-record-usage').textContent).toBe('6,120 tokens in (67% of them cached), 812 out, $0.021')
  })

  test('has no price where none is known', async () => {
    const given = snapshot([assistant()])
    given.turns = [turn({ usage: { ...usage, cached: 0, usd: null } })]
    const panel = await mount(<Panel />, fakeBridge({ snapshot: given }))
    expect(panel.find('.turn-record-usage').textContent).toBe('6,120 tokens in, 812 out')
    expect(panel.find('.turn-record').textContent).not.toContain('$')
  })

  test('is all there is of a typed question’s record that has no times', async () => {
    const given = snapshot([assistant()])
    const times = Object.fromEntries(Object.keys(turn().timing).map((key) => [key, null])) as Turn['timing']
    given.turns = [turn({ source: 'text', timing: times, usage })]
    const panel = await mount(<Panel />, fakeBridge({ snapshot: given }))
    expect(panel.find('.turn-record').textContent).toBe('Details6,120 tokens in (67% of them cached), 812 out, $0.021')
  })
})

test('text from outside is shown as text', async () => {
  const evil = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>'
  const streams = { error: evil }
  const entries = [
    user({ text: evil }),
    assistant({ text: evil, flags: [{ kind: 'claim', detail: evil }] }),
    notice({ text: evil }),
    tool({ name: evil, arguments: JSON.stringify({ [evil]: evil }), output: JSON.stringify(streams), error: evil }),
  ]
  const panel = await mount(<Panel />, fakeBridge({ snapshot: snapshot(entries) }))
  expect(panel.text()).toContain(evil)
  expect(panel.all('img, script')).toEqual([])
})

test('a conversation of 10,000 entries draws only what fits', async () => {
  const entries = Array.from({ length: 10_000 }, (_, index) => (index % 2 ? assistant() : user()))
  const panel = await mount(<Panel />, fakeBridge({ snapshot: snapshot(entries) }))
  expect(panel.stores.conversation.getState().ids).toHaveLength(10_000)
  expect(panel.all('.entry').length).toBeGreaterThan(0)
  expect(panel.all('.entry').length).toBeLessThan(40)
})

describe('asking in writing', () => {
  test('sends by Enter, keeps Shift+Enter and an input method’s Enter', async () => {
    const bridge = fakeBridge()
    const panel = await mount(<Panel />, bridge)
    const field = panel.find('textarea') as HTMLTextAreaElement
    await type(field, '  trending?  ')
    await press(field, 'Enter', { shiftKey: true })
    await press(field, 'Enter', { isComposing: true })
    expect(bridge.calls).toEqual([])
    await press(field, 'Enter')
    expect(bridge.calls).toEqual([['say', 'trending?']])
    expect(field.value).toBe('')
  })

  test('gives the words back when they could not be passed on', async () => {
    const bridge = { ...fakeBridge(), say: () => Promise.reject(new Error('gone')) }
    const panel = await mount(<Panel />, bridge)
    const field = panel.find('textarea') as HTMLTextAreaElement
    await type(field, 'trending?')
    await press(field, 'Enter')
    expect(field.value).toBe('trending?')
    expect(panel.find('.composer [role=alert]').textContent).toContain('wasn’t sent')
  })

  test('talks, sends what was said, and stops everything by its buttons; Esc drops what is being said', async () => {
    const bridge = fakeBridge()
    const panel = await mount(<Panel />, bridge)
    const named = (name: string) => panel.find(`.composer [aria-label="${name}"]`)
    await click(named(t('conversation.composer.talk')))
    await press(document.body, 'Escape')
    const said = user({ text: null, delivery: 'capturing' })
    const listening = snapshot([said], { state: 'listening' })
    await act(() => bridge.push.update(listening))
    await click(named(t('conversation.composer.sendSpeech')))
    await press(document.body, 'Escape')
    await click(named(t('conversation.menu.label')))
    const stops = [...document.querySelectorAll('[role=menuitem]')].find(
      (item) => item.textContent === t('conversation.composer.panic'),
    )
    await click(stops as HTMLElement)
    expect(bridge.calls).toEqual(['toggle', 'toggle', 'cancel', 'panic'].map((action) => ['talk', action]))
    await act(() => bridge.push.update(snapshot([{ ...said, delivery: 'canceled' }])))
    expect(panel.find('.asked').textContent).toContain('Canceled')
    expect(panel.find('.asked').querySelector('button')).toBeNull()
  })

  test('keeps what was typed while another tab is open', async () => {
    const panel = await mount(<Panel />, fakeBridge())
    await type(panel.find('textarea'), 'half a question')
    for (const tab of ['settings', 'conversation']) await openTab(tab)
    expect((panel.find('textarea') as HTMLTextAreaElement).value).toBe('half a question')
  })
})

test.each([
  [['ko'], 'heard as Korean'],
  [['zh-cn', 'en'], 'heard as Chinese'],
  [['en'], null],
  [['<b>', ''], null],
  [[], null],
  [undefined, null],
])('a question that was heard in %j says so where nobody would expect it', async (languages, said) => {
  const entry = user({ ...(languages ? { languages } : {}) })
  const { find } = await mount(<Panel />, fakeBridge({ snapshot: snapshot([entry]) }))
  if (said === null) expect(find('.asked-meta').textContent).not.toContain('heard')
  else expect(find('.asked-meta').textContent).toContain(said)
})
