import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import sharp from 'sharp'

/** Words that come one by one can be told apart, and the app has the processor to itself in between. */
const FRAME_MS = 125
/** The last picture is read before it starts over. */
const LAST_MS = 3_000
/** Longer than any answer worth a film. */
const MAX_FRAMES = 400

/**
 * Films a page from now on. `end` settles with an animated WebP of it, in real time and without end; rejects when the page
 * went away before its first frame.
 */
export function filmOf(page: Page): { end(): Promise<Buffer> } {
  const frames: { picture: Buffer; at: number }[] = []
  const over = new AbortController()
  const filming = (async () => {
    while (!over.signal.aborted && frames.length < MAX_FRAMES) {
      const at = performance.now()
      const picture = await page.screenshot()
      if (!frames.at(-1)?.picture.equals(picture)) frames.push({ picture, at })
      await delay(Math.max(0, at + FRAME_MS - performance.now()))
    }
  })()
  return {
    async end() {
      over.abort()
      await filming.catch(() => {})
      const until = frames.slice(1).map(({ at }) => at)
      const lasts = frames.map(({ at }, index) => Math.round((until[index] ?? at + LAST_MS) - at))
      return sharp(
        frames.map(({ picture }) => picture),
        { join: { animated: true } },
      )
        .webp({ delay: lasts, loop: 0, lossless: true })
        .toBuffer()
    },
  }
}
