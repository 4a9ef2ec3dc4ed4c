import type { Page } from 'playwright-core'
import { type Frames, filterIn, framesIn, type ListInPage, type Motion, openingIn } from './in-page'
import { percentile, type Row } from './table'

/** A page's first opening of a tab is the one that counts: it is loaded anew for each. */
const OPENINGS = 5
/** Passes over each page, in turns, and frames of a pass. */
const PASSES = 5
const FRAMES = 120
/** Of the wheel, in pixels: a notch of a common mouse. */
const NOTCH_PX = 120

const EVENTS: ListInPage = { list: '.log-list', row: '.log-row' }
const NOTHING: ListInPage = { list: '.log-list', row: null }

/** Words of a name, of some event's data, of none, and one turn. */
const FILTERS = ['name:response.done', 'San Chan', 'no such words', 'turn:turn-5000']

interface Pages {
  /** The panel, with its long session; `load` opens it anew on its first tab. */
  panel: Page
  load(): Promise<void>
  /** An empty page, which is to scroll. */
  empty: Page
  /** Rows can be added: this is the workbench. */
  grows: boolean
}

/** The activity view over a long session, beside an empty page of the same browser. */
export async function measureActivity({ panel, load, empty, grows }: Pages): Promise<Row[]> {
  const turns: number[] = []
  const events: number[] = []
  for (let count = 0; count < OPENINGS; count += 1) {
    await load()
    turns.push(await openingIn(panel, 'activity', '.turn-row'))
    // At once, while older rows and turns are still coming.
    events.push(await openingIn(panel, 'events', '.log-row'))
  }
  await panel.waitForFunction(() => document.querySelector('.filter-count')?.textContent === '100,000 events')
  const { width, height } = (await panel.locator(EVENTS.list).boundingBox()) ?? { width: 0, height: 0 }
  const length = await panel.locator(EVENTS.list).evaluate((element) => element.scrollHeight)
  await empty.setContent(
    `<div class="log-list" style="width:${width}px;height:${height}px;overflow-y:auto"><div style="height:${length}px"></div></div>`,
  )
  const rows = [
    row('Activity, click to first turn painted', turns, '<= 150'),
    row('Events, click to first row painted', events, '<= 150'),
    ...(await measureMotion(panel, empty, 'steps', '200 px a frame')),
    ...(await measureMotion(panel, empty, 'watch', 'by the wheel')),
    ...(await measureMotion(panel, empty, 'jumps', 'anywhere')),
  ]
  if (grows) {
    await panel.locator('.to-end').click()
    rows.push(...(await measureMotion(panel, empty, 'grow', '20 new events a frame', '')))
  }
  const filtered = []
  for (const text of FILTERS) filtered.push(await filterIn(panel, text))
  return [
    ...rows,
    row(
      'a filter, until all rows were looked through',
      filtered.map(({ took }) => took),
      '',
    ),
    row(
      'longest frame meanwhile',
      filtered.map(({ longestFrame }) => longestFrame),
      '',
    ),
  ]
}

/** p95 of each pass, beside those of the empty page, which were in between; and what was missing on screen. */
async function measureMotion(panel: Page, empty: Page, motion: Motion, name: string, aim = '<= 1.2 x'): Promise<Row[]> {
  const mine: Frames[] = []
  const floor: Frames[] = []
  for (let pass = 0; pass < PASSES; pass += 1) {
    floor.push(await move(empty, NOTHING, motion))
    mine.push(await move(panel, EVENTS, motion))
  }
  const p95 = (passes: Frames[]) => passes.map(({ gaps }) => percentile(gaps, 0.95))
  const floorOf = { name: 'empty page', value: percentile(p95(floor), 0.5) }
  return [
    { name: `${name}: p95 of the frames of a pass`, values: p95(mine), floor: floorOf, aim },
    row(
      `${name}: places without a row`,
      mine.map(({ blanks }) => blanks),
      '0',
      '',
    ),
  ]
}

async function move(page: Page, where: ListInPage, motion: Motion): Promise<Frames> {
  await page.bringToFront()
  const frames = framesIn(page, where, motion, FRAMES)
  if (motion !== 'watch') return frames
  const box = await page.locator(where.list).boundingBox()
  if (!box) throw new Error('the list is not shown')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  const state = { done: false }
  const ended = frames.finally(() => {
    state.done = true
  })
  for (let count = 0; !state.done; count += 1) await page.mouse.wheel(0, count % 40 < 20 ? -NOTCH_PX : NOTCH_PX)
  return ended
}

const row = (name: string, values: number[], aim: string, unit?: string): Row => ({
  name,
  values,
  floor: null,
  aim,
  ...(unit !== undefined && { unit }),
})
