/*
 * Run in a page, where each crosses as source text: they name no inner function, since the compiler's helper for names does
 * not cross with them.
 */

/** A list, and what its rows are; of an empty page's list, none. */
export interface ListInPage {
  list: string
  row: string | null
}

/** What moves the list between two frames: `watch` leaves it to somebody else, `grow` adds rows at its end. */
export type Motion = 'steps' | 'jumps' | 'grow' | 'watch'

/** Pixels that a quick turn of the wheel moves in one frame. */
const STEP_PX = 200
/** Half of a row. */
const INSET_PX = 13
/** Rows that come with each frame, as while a long answer streams. */
const GROW_ROWS = 20

export interface Frames {
  /** Milliseconds from one frame to the next. */
  gaps: number[]
  /** Places at the top, in the middle and at the bottom of the list where no row's text was to be seen. */
  blanks: number
}

/**
 * Moves a list for so many frames, and looks at each: between two frames, as a hand does, and before what it then shows is
 * painted.
 */
export const framesIn = (page: Evaluating, where: ListInPage, motion: Motion, frames: number): Promise<Frames> =>
  page.evaluate(
    async ({ list, row, motion, frames, stepPx, rows, inset }) => {
      const element = document.querySelector(list)
      if (!element) throw new Error(`there is no ${list}`)
      const { left, top, width, height } = element.getBoundingClientRect()
      const length = element.scrollHeight - element.clientHeight
      if (motion === 'steps') element.scrollTop = Math.round(length / 3)
      const { port1, port2 } = new MessageChannel()
      const gaps: number[] = []
      let blanks = 0
      await new Promise(requestAnimationFrame)
      await new Promise(requestAnimationFrame)
      let last = performance.now()
      for (let count = 0; count < frames; count += 1) {
        await new Promise((resolve) => {
          port1.onmessage = resolve
          port2.postMessage(null)
        })
        if (motion === 'steps') element.scrollTop += stepPx
        // A prime stride comes to every part of the list, in no order that could be guessed.
        if (motion === 'jumps') element.scrollTop = (((count * 7_919) % frames) / frames) * length
        if (motion === 'grow' && row !== null) window.preview?.grow(rows)
        await new Promise(requestAnimationFrame)
        const now = performance.now()
        gaps.push(now - last)
        last = now
        // The first and the last are in the rows at the edges, beyond what a list leaves free around them.
        for (const y of [top + inset, top + height / 2, top + height - inset]) {
          const seen = document.elementFromPoint(left + width / 3, y)
          if (row !== null && !seen?.closest(row)?.textContent?.trim()) blanks += 1
        }
      }
      port1.close()
      return { gaps, blanks }
    },
    { ...where, motion, frames, stepPx: STEP_PX, rows: GROW_ROWS, inset: INSET_PX },
  )

/** Milliseconds from the click on a tab until its first row has been painted. */
export const openingIn = (page: Evaluating, tab: string, row: string): Promise<number> =>
  page.evaluate(
    async ({ tab, row }) => {
      const button = document.querySelector<HTMLElement>(`[role=tab][data-key=${tab}]`)
      if (!button) throw new Error(`there is no tab ${tab}`)
      const from = performance.now()
      const drawn = new Promise<void>((resolve) => {
        new MutationObserver((_, observer) => {
          if (!document.querySelector(row)?.checkVisibility()) return
          observer.disconnect()
          resolve()
        }).observe(document, { childList: true, subtree: true, attributes: true })
      })
      button.click()
      await drawn
      await new Promise(requestAnimationFrame)
      // A message comes after the frame.
      const { port1, port2 } = new MessageChannel()
      await new Promise((resolve) => {
        port1.onmessage = resolve
        port2.postMessage(null)
      })
      port1.close()
      return performance.now() - from
    },
    { tab, row },
  )

/** Milliseconds from a letter in the filter until all rows were looked through, and the longest frame meanwhile. */
export const filterIn = (page: Evaluating, text: string): Promise<{ took: number; longestFrame: number }> =>
  page.evaluate(async (text) => {
    const input = document.querySelector<HTMLInputElement>('.filter-bar input')
    const count = document.querySelector('.filter-count')
    if (!input || !count) throw new Error('there is no filter')
    const from = performance.now()
    // As React hears it: its own setter of the element would take the change for its own.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
    input.dispatchEvent(new Event('input', { bubbles: true }))
    let longestFrame = 0
    let last = from
    do {
      await new Promise(requestAnimationFrame)
      const now = performance.now()
      longestFrame = Math.max(longestFrame, now - last)
      last = now
    } while (count.textContent?.endsWith('…'))
    return { took: last - from, longestFrame }
  }, text)

/** Playwright's page, as far as it is needed. */
type Evaluating = Pick<import('playwright-core').Page, 'evaluate'>

declare global {
  interface Window {
    /** Of the workbench. */
    readonly preview?: { grow(count: number): void }
  }
}
