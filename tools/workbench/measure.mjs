import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { createServer } from 'vite'

/*
 * How quick the activity view is over a full log: `node tools/workbench/measure.mjs [CHROMIUM]`.
 * Prints the gaps between frames in milliseconds (16.7 is a frame at 60 Hz) and how long a filter takes.
 */
const executablePath = process.argv[2] ?? '/usr/bin/chromium'
const server = await createServer({ configFile: join(import.meta.dirname, 'vite.config.ts'), logLevel: 'error' })
await server.listen(0)
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
const page = await browser.newPage({ viewport: { width: 460, height: 720 } })
await page.goto(`${server.resolvedUrls?.local[0]}panel.html?scene=streams&rows=100000#activity`)
await page.waitForFunction(() => document.querySelector('.filter-count')?.textContent === '100,000 events')

/** @param {string} act an expression of `i` and `list`, run once per frame */
const frames = (act) =>
  page.evaluate(async (act) => {
    const list = document.querySelector('.log-list')
    const step = new Function('i', 'list', act)
    /** @type {number[]} */
    const gaps = []
    let last = performance.now()
    for (let i = 0; i < 240; i += 1) {
      step(i, list)
      await new Promise(requestAnimationFrame)
      gaps.push(performance.now() - last)
      last = performance.now()
    }
    gaps.sort((a, b) => a - b)
    /** @param {number} part */
    const at = (part) => Number(gaps[Math.floor(part * (gaps.length - 1))]?.toFixed(1))
    return { p50: at(0.5), p95: at(0.95), max: at(1) }
  }, act)

console.log('DOM nodes', await page.evaluate(() => document.querySelectorAll('*').length))
console.log('scroll by 200 px per frame', await frames('list.scrollTop = 1e6 + i * 200'))
console.log('jump anywhere per frame   ', await frames('list.scrollTop = ((i * 7919) % 240) / 240 * list.scrollHeight'))
await page.evaluate(() => document.querySelector('.to-end')?.dispatchEvent(new MouseEvent('click', { bubbles: true })))
console.log('20 live events per frame  ', await frames('window.preview.grow(20)'))

for (const text of ['name:response.done', 'San Chan', 'no such words', 'turn:turn-500']) {
  const took = await page.evaluate(async (text) => {
    const input = document.querySelector('.filter-bar input')
    const began = performance.now()
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
    input?.dispatchEvent(new Event('input', { bubbles: true }))
    let longestFrame = 0
    let last = began
    for (;;) {
      await new Promise(requestAnimationFrame)
      longestFrame = Math.max(longestFrame, performance.now() - last)
      last = performance.now()
      const count = document.querySelector('.filter-count')?.textContent ?? ''
      if (!count.endsWith('…'))
        return { doneMs: Math.round(last - began), longestFrameMs: Math.round(longestFrame), count }
    }
  }, text)
  console.log(`filter "${text}"`, took)
}
await browser.close()
await server.close()
