import { act } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { placesOf } from '../../renderer/views/conversation/found-text'
import { Panel } from '../../renderer/views/panel/panel'
import { keptId } from '../../shared/kept-conversation'
import type { Entry } from '../../shared/snapshot'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { approval, assistant, notice, snapshot, user } from '../../tools/workbench/fixtures/entries'
import { click, mount, press, see, type, unmountAll } from '../../tools/workbench/fixtures/mount'
import { trade } from '../../tools/workbench/fixtures/trade-cards'

afterEach(() => {
  unmountAll()
  vi.unstubAllGlobals()
})

/** What main has kept: entries of an earlier run, in pages. */
const keeping = (entries: Entry[]) => ({
  read: ({ before, limit }: { before: number | null; limit: number }) => {
    const older = entries.filter(({ order }) => before === null || order < before)
    const page = older.slice(-limit)
    return { entries: page, turns: [], before: older.length > limit ? (page[0]?.order ?? null) : null }
  },
})
const DAY = 86_400_000
/** The first `count` questions of before, a minute apart, the oldest first. */
const earlier = (count: number, at = Date.now() - DAY) =>
  Array.from({ length: count }, (_, index) =>
    user({ id: keptId('a', `q${index}`), order: index - 1_000_000, at: at + index, text: `Question ${index}` }),
  )

describe('the conversation of before', () => {
  test('is there when the panel opens, below the mark of its day, with nothing to act on', async () => {
    const lost = user({
      id: keptId('a', 'lost'),
      order: -5,
      at: Date.now() - DAY,
      delivery: 'unsent',
      problem: 'Offline.',
    })
    const given = snapshot([user({ text: 'And now?', at: Date.now() })])
    const bridge = fakeBridge({ snapshot: given, conversation: keeping([...earlier(2), lost]) })
    const panel = await mount(<Panel />, bridge)
    expect(panel.all('.day-mark').map((it) => it.textContent)).toEqual(['Yesterday', 'Today'])
    expect(panel.all('.asked-bubble').map((it) => it.textContent)).toContain('Question 0')
    expect(panel.all('.asked').at(-1)!.textContent).toContain('And now?')
    expect(panel.find('.unsent').textContent).toBe('Not sent. Offline.')
    expect(panel.all('.empty')).toEqual([])
    // It is old news, to a screen reader too.
    unmountAll()
    const old = notice({ id: keptId('a', 'n'), text: 'Something failed.' })
    const silent = await mount(<Panel />, fakeBridge({ conversation: keeping([old]) }))
    expect(silent.find('[aria-live=assertive]').textContent).toBe('')
  })

  test('is read in pages, each once, and never takes the place of what was published since', async () => {
    const bridge = fakeBridge({ conversation: keeping(earlier(250)) })
    const panel = await mount(<Panel />, bridge)
    const reads = () => bridge.calls.filter(([name]) => name === 'readConversation')
    expect(panel.stores.conversation.getState().ids.length).toBeGreaterThanOrEqual(100)
    await act(async () => bridge.push.update(snapshot([user({ id: keptId('a', 'q240'), text: 'Newer' })])))
    while (panel.stores.conversation.getState().older === 'more')
      await act(async () =>
        panel.stores.conversation.readOlder((before) => bridge.readConversation({ before, limit: 100 })),
      )
    expect(panel.stores.conversation.getState().ids).toHaveLength(250)
    expect(panel.stores.conversation.getState().entries.get(keptId('a', 'q240'))).toMatchObject({ text: 'Newer' })
    const asked = reads().length
    await act(async () =>
      panel.stores.conversation.readOlder((before) => bridge.readConversation({ before, limit: 9 })),
    )
    expect(reads()).toHaveLength(asked)
  })

  test('that can’t be read says so, and is tried again', async () => {
    let broken = true
    const kept = keeping(earlier(1))
    const bridge = {
      ...fakeBridge({ snapshot: snapshot([user()]) }),
      readConversation: async (query: { before: number | null; limit: number }) => {
        if (broken) throw new Error('EIO')
        return kept.read(query)
      },
    }
    const panel = await mount(<Panel />, bridge)
    expect(panel.find('.older').textContent).toContain('can’t be read')
    broken = false
    await click(panel.button('Try again'))
    expect(panel.all('.older')).toEqual([])
    expect(panel.text()).toContain('Question 0')
  })

  test('offers no look at an outcome, but the trades, and no hold of the key', async () => {
    const old = approval({ id: keptId('a', 'p'), decision: 'approved', unknown: true, expiresAt: null })
    const panel = await mount(<Panel />, fakeBridge({ conversation: keeping([old]) }))
    expect(panel.find('.approval-unknown').textContent).toContain('Outcome unknown.')
    await click(panel.button('Show trades'))
    expect(location.hash).toBe('#trades')
  })
})

describe('searching', () => {
  test('counts what is drawn and what is on disk, and steps from the newest back', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    const entries = [user({ text: 'Price of SÓL?' }), assistant({ text: 'sol is at 150' }), assistant({ text: 'none' })]
    const old = earlier(1)
    const bridge = fakeBridge({
      snapshot: snapshot(entries),
      conversation: {
        // What can't be read now may still be found.
        read: () => {
          throw new Error('EIO')
        },
        search: () => ({ matches: old.map(({ id, order }) => ({ id, order })), more: false }),
      },
    })
    const panel = await mount(<Panel />, bridge)
    await press(document.body, 'f', { ctrlKey: true })
    await type(panel.find('.find input'), 'sol')
    await act(async () => void (await vi.advanceTimersByTimeAsync(200)))
    // Who looks sees what was found marked in the list; a screen reader reads it after its place.
    expect(panel.find('.find-count').textContent).toBe('3 of 3 sol is at 150')
    await press(panel.find('.find input'), 'Enter')
    expect(panel.find('.find-count').textContent).toMatch(/^2 of 3/)
    await press(panel.find('.find input'), 'Enter', { shiftKey: true })
    expect(panel.find('.find-count').textContent).toMatch(/^3 of 3/)
    await press(panel.find('.find input'), 'Escape')
    expect(panel.all('.find')).toEqual([])
    // It said no to nothing.
    expect(bridge.calls.filter(([name]) => name === 'decide' || name === 'interrupt')).toEqual([])
    vi.useRealTimers()
  })

  test.each([
    ['Präis of SÓL, sol', 'sol', ['SÓL', 'sol']],
    ['ﬁnd a ﬁsh', 'fi', []],
    ['🚀sol🚀', 'SOL🚀', ['sol🚀']],
    ['e\u0301te', 'ete', ['e\u0301te']],
    ['aaa', 'aa', ['aa']],
    ['x', '', []],
  ])('marks the letters that were meant: %j, %j', (text, wanted, marked) => {
    expect(placesOf(text, wanted).map(([from, to]) => text.slice(from, to))).toEqual(marked)
  })
})

test('an entry is copied as text, and says so', async () => {
  const written: string[] = []
  vi.stubGlobal('navigator', { clipboard: { writeText: async (it: string) => void written.push(it) }, language: 'en' })
  const panel = await mount(<Panel />, fakeBridge({ snapshot: snapshot([assistant({ text: 'SOL is at 150.' })]) }))
  await click(panel.button('Copy'))
  expect(written).toEqual(['SOL is at 150.'])
  expect(panel.button('Copied')).toBeTruthy()
})

describe('a request that waits out of sight', () => {
  const away = {
    isIntersecting: false,
    intersectionRect: new DOMRect(0, 0, 0, 0),
    boundingClientRect: new DOMRect(0, -900, 300, 300),
  }

  test('is in reach over every tab, with what it is and its time, until its card is seen', async () => {
    const waits = approval({ card: trade(), expiresAt: null })
    const bridge = fakeBridge({ snapshot: snapshot([waits, assistant()]) })
    const panel = await mount(<Panel />, bridge)
    expect(panel.all('.waiting-bar')).toEqual([])
    await see(away)
    expect(panel.find('.waiting-bar').textContent).toBe(
      'Buy about 4.84M BONK for 0.5 SOLNeeds your approval · 30 sReview',
    )
    await see()
    expect(panel.all('.waiting-bar')).toEqual([])
    location.hash = '#settings'
    await act(async () => void dispatchEvent(new Event('hashchange')))
    expect(panel.find('.waiting-bar')).toBeTruthy()
    await click(panel.button('Review'))
    expect(location.hash).toBe('#conversation')
    expect(panel.stores.conversation.getState().wanted).toMatchObject({ id: waits.id, focus: true })
    await act(async () => bridge.push.update(snapshot([{ ...waits, decision: 'denied' }])))
    expect(panel.all('.waiting-bar')).toEqual([])
  })

  test('leaves the focus on the next one once it is decided, then on the next question, never on nothing', async () => {
    const one = approval({ id: 'one' })
    const two = approval({ id: 'two' })
    const bridge = fakeBridge({ snapshot: snapshot([one, two]) })
    const panel = await mount(<Panel />, bridge)
    const deny = () => panel.all('.approval-buttons .button').at(-1)!
    deny().focus()
    await act(async () => bridge.push.update(snapshot([{ ...two, decision: 'denied' }])))
    expect(document.activeElement?.closest('.approval')?.getAttribute('data-decision')).toBe('pending')
    // By the time that is up, the button is disabled, and has lost the focus to nothing.
    await act(async () => (document.activeElement as HTMLElement).blur())
    await act(async () => bridge.push.update(snapshot([{ ...one, decision: 'expired' }])))
    expect(document.activeElement).toBe(panel.find('.composer textarea'))
  })

  test('leaves the focus where the trader has it', async () => {
    const waits = approval()
    const bridge = fakeBridge({ snapshot: snapshot([waits]) })
    const panel = await mount(<Panel />, bridge)
    panel.find('.approval-buttons .button').focus()
    panel.all('[role=tab]').at(-1)!.focus()
    await act(async () => bridge.push.update(snapshot([{ ...waits, decision: 'approved' }])))
    expect(document.activeElement).toBe(panel.all('[role=tab]').at(-1))
  })
})

describe('hostile text', () => {
  const evil = `<img src=x onerror="window.pwned=1">\u202e\u200b👩‍👩‍👧 [x](javascript:alert(1)) `

  test.each([
    ['asked', (text: string) => user({ text })],
    ['said', (text: string) => assistant({ text })],
    ['told', (text: string) => notice({ text, code: 'x', level: 'error' })],
  ])('a megabyte of it folds, and unfolds on demand: %s', async (name, make) => {
    const panel = await mount(<Panel />, fakeBridge({ snapshot: snapshot([make(evil.repeat(16_000))]) }))
    const entry = () => panel.find(`.${name}`)
    expect(entry().textContent!.length).toBeLessThan(5_000)
    expect(panel.all('img, a')).toEqual([])
    expect(entry().innerHTML).not.toMatch(/[\u202e\u200b]/)
    await click(panel.button('Show all'))
    expect(entry().textContent!.length).toBeGreaterThan(1_000_000)
    await click(panel.button('Show less'))
    expect(entry().textContent!.length).toBeLessThan(5_000)
  })
})
