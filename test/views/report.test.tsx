import { act } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { replay } from '../../renderer/engine/replay/replay'
import { Activity } from '../../renderer/views/activity/activity'
import { asHar, asLogLines } from '../../tools/corpora/session-logs/other-logs'
import { asJsonLines, RECORDED, recordedRows } from '../../tools/corpora/session-logs/recorded'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { sessionLog } from '../../tools/workbench/fixtures/log'
import { click, mount, unmountAll } from '../../tools/workbench/fixtures/mount'
import { createSession } from '../replay/session'

/** The replay thread's own code, run here: happy-dom has no threads. What is posted is copied, as between threads. */
const thread = {
  onmessage: (_event: { data: unknown }): unknown => undefined,
  postMessage: (_data: unknown) => {},
  // Vite resolves a thread's address against it.
  location,
}
const threads: { terminated: boolean; onerror(): void }[] = []
class Thread {
  onmessage: (event: { data: unknown }) => void = () => {}
  onerror = () => {}
  terminated = false
  constructor() {
    thread.postMessage = (data) => {
      if (!this.terminated) this.onmessage({ data: structuredClone(data) })
    }
    threads.push(this)
  }
  postMessage(data: unknown) {
    void thread.onmessage({ data })
  }
  terminate() {
    this.terminated = true
  }
}

const written: string[] = []
beforeEach(async () => {
  written.length = 0
  threads.length = 0
  vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => void written.push(text) } })
  vi.stubGlobal('Worker', Thread)
  vi.stubGlobal('self', thread)
  await import('../../renderer/replay-thread')
})
afterEach(() => {
  unmountAll()
  vi.unstubAllGlobals()
})

const fileOf = (text: string, name = 'session.jsonl') => new File([text], name)
const withSize = (size: number) => Object.defineProperty(fileOf('{}'), 'size', { value: size })

async function activity() {
  const view = await mount(<Activity />, fakeBridge({ log: sessionLog(20) }))
  const choose = async (file: File) => {
    const input = view.find('input[type=file]')
    Object.defineProperty(input, 'files', { configurable: true, value: [file] })
    await act(async () => void input.dispatchEvent(new Event('change', { bubbles: true })))
  }
  /** Settles when the thread has answered. */
  const answered = () => act(() => vi.waitFor(() => expect(view.find('.report').textContent).not.toContain('Reading…')))
  return {
    ...view,
    choose,
    answered,
    async open(file: File) {
      await choose(file)
      await answered()
    },
    part: (name: string) => view.find(`[data-part=${name}]`),
  }
}

describe('a session log from a file', () => {
  test('says first what is wrong with it, then what was said, done and used', async () => {
    const { open, all, part, find } = await activity()
    await open(fileOf(RECORDED, 'recorded-session.txt'))
    expect(find('.report-head h2').textContent).toBe('recorded-session.txt')
    expect(all('.report-part').map(({ dataset }) => dataset.part)).toEqual([
      'findings',
      'conversation',
      'tools',
      'errors',
      'about',
    ])
    const first = part('findings').querySelector('li')!
    expect(first.textContent).toContain('Rejected update 2 times8:26:57 PM')
    expect(first.textContent).toContain('was refused whole')
    expect(part('tools').textContent).toContain('Live streams on pump.fun')
    expect(part('errors').textContent).toContain('unknown_parameter')
    expect(part('about').textContent).toContain('Dialectbeta')
    expect(part('about').textContent).toContain('Tokens2,866 in, 1,058 out, 2 answers')
  })

  test.each([
    ['the screen’s text', RECORDED, 'Text of a screen'],
    ['JSON Lines', asJsonLines(recordedRows()), 'JSON Lines'],
    ['a JSON array', createSession().open().answered('one').text(), 'JSON array'],
    ['a HAR file', JSON.stringify(asHar(recordedRows())), 'HTTP archive (HAR)'],
    ['a log', asLogLines(recordedRows()), 'Log with JSON in it'],
  ])('is read as %s', async (_, text, format) => {
    const { open, part } = await activity()
    await open(fileOf(text))
    expect(part('about').textContent).toContain(`Format${format}`)
  })

  test('that is healthy says so, and has no empty corner', async () => {
    const { open, part } = await activity()
    await open(fileOf(createSession().open().answered('one').text()))
    expect(part('findings').textContent).toContain('Nothing wrong was found.')
    expect(part('tools').textContent).toContain('No tool was called.')
    expect(part('errors').textContent).toContain('No error was logged.')
    expect(part('conversation').textContent).toContain('YouWhat is trending?DexterSolana is up.')
  })

  test('strikes what was not heard of an answer', async () => {
    const session = createSession().open().ask('q').begin('r').say('r', 'a', 'one two three four')
    session.client('response.cancel')
    session.client('conversation.item.truncate', { item_id: 'a', content_index: 0, audio_end_ms: 500 })
    session.end('r', 'cancelled')
    const { open, part } = await activity()
    await open(fileOf(session.text()))
    expect(part('conversation').querySelector('s')?.textContent).toBe(' three four')
  })

  test('says so where no words were heard, and where they are not known', async () => {
    const session = createSession().open()
    session.server('conversation.item.created', { item: { id: 'q', type: 'message', role: 'user', content: [] } })
    session.server('conversation.item.input_audio_transcription.completed', { item_id: 'q', transcript: '' })
    const { open, part } = await activity()
    await open(fileOf(session.text()))
    expect(part('conversation').textContent).toContain('YouNo words were heard')
  })

  test('shows many findings on demand', async () => {
    const session = createSession().open()
    for (let index = 0; index < 40; index += 1) session.ask(`q${index}`)
    const { open, part, button } = await activity()
    await open(fileOf(session.text()))
    const found = replay(session.text()).findings.length
    expect(found).toBeGreaterThan(30)
    expect(part('findings').querySelectorAll('li')).toHaveLength(1)
    expect(part('findings').querySelectorAll('p')).toHaveLength(3)
    await click(button(`Show all ${found}`))
    expect(part('findings').querySelectorAll('p')).toHaveLength(found)
  })

  test('is copied whole as JSON, also what is cut on screen', async () => {
    const { open, part, button } = await activity()
    const long = 'long '.repeat(4000)
    const text = createSession().open().answered('one', long).text()
    await open(fileOf(text))
    expect(part('conversation').textContent?.length).toBeLessThan(5000)
    await click(button('Copy as JSON'))
    await vi.waitFor(() => expect(written).toHaveLength(1))
    expect(JSON.parse(written[0]!)).toEqual(JSON.parse(JSON.stringify(replay(text))))
  })

  test('is closed again, its thread ended, and the live log is back', async () => {
    const { open, button, all } = await activity()
    await open(fileOf(RECORDED))
    expect(all('.log-list')).toEqual([])
    await click(button('Close'))
    expect(all('.report')).toEqual([])
    expect(all('.activity [role=tab]')).toHaveLength(2)
    expect(threads.map(({ terminated }) => terminated)).toEqual([true])
  })

  test('can be dropped, and another after it', async () => {
    const { find, answered, part } = await activity()
    const drop = async (file: File) => {
      const event = Object.assign(new Event('drop', { bubbles: true, cancelable: true }), {
        dataTransfer: { types: ['Files'], files: [file] },
      })
      await act(async () => void find('.activity').dispatchEvent(event))
      expect(event.defaultPrevented).toBe(true)
      await answered()
    }
    await drop(fileOf(RECORDED, 'one.txt'))
    await drop(fileOf(createSession().open().answered('one').text(), 'two.json'))
    expect(find('.report-head h2').textContent).toBe('two.json')
    expect(part('about').textContent).toContain('JSON array')
    expect(threads.map(({ terminated }) => terminated)).toEqual([true, false])
  })
})

test.each([
  ['with a mark', '\uFEFF'],
  ['without one', ''],
])('a log in UTF-16 is shown, %s', async (_, mark) => {
  const { open, part } = await activity()
  const bytes = Buffer.from(mark + asLogLines(recordedRows()), 'utf16le')
  await open(new File([new Uint8Array(bytes)], 'session.log'))
  expect(part('about').textContent).toContain('Log with JSON in it')
})

describe('a file that can’t be shown gets one sentence', () => {
  test.each([
    ['no log', fileOf('# Shopping\n- milk'), 'This file isn’t a session log: it has no events.'],
    ['JSON of something else', fileOf('{"a":1}'), 'This file isn’t a session log: it has no events.'],
    ['nothing in it', fileOf(''), 'This file is empty.'],
    ['too much in it', withSize(312e6), 'This file is too large: 312 MB. You can open up to 200 MB.'],
  ])('when it has %s', async (_, file, sentence) => {
    const { open, find, all } = await activity()
    await open(file)
    expect(find('.report-note').textContent).toBe(sentence)
    expect(all('.report-part, .report-head .button')).toHaveLength(1)
  })

  test('when it is compressed', async () => {
    const { open, find } = await activity()
    await open(new File([new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])], 'log.gz'))
    expect(find('.report-note').textContent).toBe('This file is compressed. Unpack it, then open the file inside.')
  })

  test('when it is refused no thread is begun', async () => {
    const { open } = await activity()
    await open(withSize(200e6 + 1))
    expect(threads).toEqual([])
  })

  test('when it can not be read', async () => {
    const { open, find } = await activity()
    await open(Object.assign(fileOf('x'), { text: () => Promise.reject(new DOMException('gone')) }))
    expect(find('.report-note').textContent).toBe('This file couldn’t be read. Check that you may open it.')
  })

  test('when its thread dies', async () => {
    const { choose, answered, find } = await activity()
    await choose(Object.assign(fileOf('x'), { text: () => new Promise<string>(() => {}) }))
    expect(find('.report-note').textContent).toBe('Reading…')
    await act(async () => threads[0]!.onerror())
    await answered()
    expect(find('.report-note').textContent).toContain('couldn’t be read')
  })
})
