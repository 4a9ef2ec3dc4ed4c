import { act, Profiler } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Activity } from '../../renderer/views/activity/activity'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { snapshot, turn } from '../../tools/workbench/fixtures/entries'
import { sessionLog, turnsOfLog } from '../../tools/workbench/fixtures/log'
import { click, mount, press, type, unmountAll } from '../../tools/workbench/fixtures/mount'

const written: string[] = []
beforeEach(() => {
  written.length = 0
  vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => void written.push(text) } })
})
afterEach(() => {
  unmountAll()
  vi.unstubAllGlobals()
})

/** Waits for the next frame, in which the log draws. */
const frame = () => act(async () => void (await new Promise((resolve) => requestAnimationFrame(resolve))))

const openEvents = ({ all }: { all(selector: string): HTMLElement[] }) =>
  click(all('[role=tab]').find((tab) => tab.textContent === 'Events')!)

async function activity(rows: number) {
  const bridge = fakeBridge({ log: sessionLog(rows) })
  const view = await mount(<Activity />, bridge)
  await openEvents(view)
  const all = `${rows.toLocaleString('en-US')} events`
  for (let times = 0; times < 8 || view.find('.filter-count').textContent !== all; times += 1) await frame()
  return { ...view, bridge }
}

test('shows arrows, names, times to the millisecond and turns; errors stand out', async () => {
  const { all, find } = await activity(20)
  const row = all('.log-row').find((one) => one.textContent?.includes('input_audio_buffer.commit'))!
  expect(row.textContent).toMatch(/^▲input_audio_buffer\.committurn-1\d{1,2}:\d\d:\d\d\.\d{3}$/)
  expect(all('.log-row[data-error=true]').map((one) => one.querySelector('.log-name')!.textContent)).toEqual(['error'])
  expect(find('.filter-count').textContent).toBe('20 events')
})

test('100,000 events draw only what fits, and one more draws no more', async () => {
  const { all, find, bridge } = await activity(100_000)
  expect(find('.filter-count').textContent).toBe('100,000 events')
  const drawn = all('.log-row').length
  expect(drawn).toBeGreaterThan(0)
  expect(drawn).toBeLessThan(80)
  await act(async () => bridge.push.log(sessionLog(500, 100_000)))
  await frame()
  expect(find('.filter-count').textContent).toBe('100,000 events')
  expect(all('.log-row').length).toBeLessThan(80)
})

test('a scroll has drawn its rows before the frame is painted', async () => {
  const { find, all } = await activity(2_000)
  const list = find('.log-list')
  list.scrollTop = 26 * 500
  // The browser tells of it in the frame that shows it: what is drawn later comes a frame late, and the list was blank.
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false)
  list.dispatchEvent(new Event('scroll'))
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  expect(all('.log-name').length).toBeGreaterThan(20)
  const shown = all('.log-place').map((place) => Number(place.dataset.index))
  expect(shown).toContain(500)
  expect(shown).toContain(520)
})

test('a long session shows its newest turns first, and all of them then', async () => {
  const drawn: number[] = []
  const count = () => void drawn.push(document.querySelectorAll('.turn-row').length)
  const log = sessionLog(1_600)
  const told = { ...snapshot(), turns: turnsOfLog(1_600, 100) }
  await mount(
    <Profiler id="activity" onRender={count}>
      <Activity />
    </Profiler>,
    fakeBridge({ log, snapshot: told }),
  )
  const first = drawn.find((rows) => rows > 0)
  expect(first).toBeGreaterThan(10)
  expect(first).toBeLessThan(40)
  expect(drawn.at(-1)).toBe(100)
})

test('rows of a hostile server hold nothing that turns the text around or is not seen', async () => {
  const [row] = sessionLog(1)
  const foul = 'of\u202E.the\u200B.future'
  const bridge = fakeBridge({
    log: [{ ...row!, name: foul.repeat(100), cause: foul, turnId: foul, data: { type: foul } }],
  })
  const view = await mount(<Activity />, bridge)
  await openEvents(view)
  const { find } = view
  for (let times = 0; times < 8; times += 1) await frame()
  await click(find('.log-line'))
  expect(find('.log-name').textContent).toHaveLength(100)
  expect(find('.log-detail pre').textContent).toContain('"of\\u{202e}.the\\u{200b}.future"')
  expect(document.body.innerHTML).not.toMatch(/[\u202E\u200B]/u)
})

test('filters by words, name, turn, direction and errors', async () => {
  const { find, button } = await activity(160)
  const count = () => find('.filter-count').textContent
  await type(find('input'), 'San Chan')
  expect(count()).toBe('20 of 160')
  await type(find('input'), 'name:mcp_call turn:turn-2')
  expect(count()).toBe('3 of 160')
  await type(find('input'), '')
  await click(button('▲Sent'))
  expect(count()).toBe('120 of 160')
  await click(button('10 errors'))
  expect(count()).toBe('10 of 160')
})

test('opens and copies a row by keyboard', async () => {
  const { find, all } = await activity(16)
  const list = find('.log-list')
  await press(list, 'End')
  await press(list, 'ArrowUp')
  await press(list, 'Enter')
  expect(find('.log-row[aria-selected=true] .log-name').textContent).toBe('response.output_audio_transcript.delta')
  expect(find('.log-detail pre').textContent).toContain('"delta": " San Chan"')
  await press(list, 'c')
  expect(written[0]).toMatch(/^▼\nresponse\.output_audio_transcript\.delta\n[\d:.]+\n\{\n/)
  await press(list, 'Enter')
  expect(all('.log-detail')).toEqual([])
})

test('copies all that is visible', async () => {
  const { find, button } = await activity(160)
  await type(find('input'), 'name:response.done')
  await click(button('Copy all'))
  expect(written[0]!.match(/^▼$/gm)).toHaveLength(10)
})

test('stands still while a row is open, and says how many came', async () => {
  const { all, find, button, bridge } = await activity(16)
  await click(all('.log-line')[0]!)
  await act(async () => bridge.push.log(sessionLog(5, 16)))
  await frame()
  expect(find('.to-end').textContent).toBe('5 new ↓')
  expect(find('.filter-count').textContent).toBe('16 of 21')
  await click(button('5 new ↓'))
  await frame()
  expect(find('.filter-count').textContent).toBe('21 events')
})

test('a question that was never transcribed is no longer listened to once its turn has ended', async () => {
  const turns = [turn({ heard: null, outcome: 'unsent' }), turn({ id: 'turn-2', heard: null, outcome: null })]
  const { all } = await mount(<Activity />, fakeBridge({ snapshot: { ...snapshot(), turns } }))
  expect(all('.turn-row-heard').map((it) => it.textContent)).toEqual(['Listening…', 'Voice question'])
})
