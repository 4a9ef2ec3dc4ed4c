import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findProgram } from '../../tools/setup/system-libraries.mjs'

/** The panel's own layout, with cards from test/views/preview: what a fake of an observer can't show. */
const CHROMIUM = findProgram('chromium')

/** As the window is made at first, as small as it may be, and the same at twice the size. */
const SIZES = {
  usual: { width: 460, height: 720 },
  smallest: { width: 380, height: 480 },
  zoomed: { width: 190, height: 240 },
}
const SCENES = ['buy', 'sendFirst', 'mismatch', 'manyArguments']

describe.skipIf(CHROMIUM === undefined)('a card in Chromium (skipped where none is installed)', () => {
  let server: ViteDevServer
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    server = await createServer({
      configFile: join(import.meta.dirname, '../views/preview/vite.config.ts'),
      logLevel: 'error',
    })
    await server.listen(0)
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] })
    page = await browser.newPage({ viewport: SIZES.usual })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const open = async (scene: string, size = SIZES.usual) => {
    await page.setViewportSize(size)
    await page.goto(`${server.resolvedUrls?.local[0]}panel.html?scene=${scene}&rows=0`)
    await page.locator('.approval-deciding').waitFor()
    await settled()
  }

  /** Observers have told what is seen now, and what followed from that, which each does 100 ms after it told last. */
  const settled = () =>
    page.evaluate(async () => {
      for (let times = 0; times < 3; times += 1)
        await new Promise<void>((resolve) => {
          const observer = new IntersectionObserver(
            () => {
              observer.disconnect()
              requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
            },
            { trackVisibility: true, delay: 100 },
          )
          observer.observe(document.body)
        })
    })

  /** Found by other means: whether each letter's place belongs to the card, as a finger on the screen would find it. */
  const seen = () =>
    page.evaluate(() => {
      const deciding = document.querySelector('.approval-deciding')
      const hold = document.querySelector<HTMLButtonElement>('.approval .hold')
      if (!deciding || !hold) return { approvable: false, whole: false, says: '' }
      const words = document.createTreeWalker(deciding, NodeFilter.SHOW_TEXT)
      let whole = true
      for (let word = words.nextNode(); word; word = words.nextNode()) {
        const parent = word.parentElement
        if (!parent || getComputedStyle(parent).visibility === 'hidden' || parent.closest('dt, [aria-hidden]')) continue
        const range = document.createRange()
        range.selectNodeContents(word)
        for (const { left, right, top, bottom } of range.getClientRects()) {
          const points = [left + 1, (left + right) / 2, right - 1].flatMap((x) =>
            [top + 3, bottom - 3].map((y) => [x, y]),
          )
          whole &&= points.every(([x = 0, y = 0]) => deciding.contains(document.elementFromPoint(x, y)))
        }
      }
      const says = document.querySelector('.approval-how:not([data-hidden="true"])')?.textContent ?? ''
      return { approvable: !hold.disabled, whole, says }
    })

  const scrollTo = async (part: number) => {
    await page.evaluate((at) => {
      const list = document.querySelector('.entry-list')
      if (list) list.scrollTop = (list.scrollHeight - list.clientHeight) * at
    }, part)
    await settled()
  }

  test.each(SCENES)('can be approved only while every word of it can be read: %s', async (scene) => {
    await open(scene)
    for (const [name, size] of Object.entries(SIZES)) {
      await page.setViewportSize(size)
      for (const part of [1, 0]) {
        await scrollTo(part)
        const { approvable, whole, says } = await seen()
        const where = `${scene}, ${name}, scrolled to ${part}`
        expect(!approvable || whole, where).toBe(true)
        if (!approvable) expect(says, where).toMatch(/^(Scroll|Make the window larger)/)
      }
    }
  })

  test('a usual swap, and selling all, can be approved in the smallest window as they come', async () => {
    for (const scene of ['buy', 'sellAll', 'walletChoice']) {
      await open(scene, SIZES.smallest)
      expect((await seen()).approvable, scene).toBe(true)
    }
  })

  test('at twice the size in the smallest window nothing can be approved, and the card says why', async () => {
    await open('buy', SIZES.zoomed)
    expect(await seen()).toMatchObject({ approvable: false, says: expect.stringMatching(/^Make the window larger/) })
    const says = await page.locator('.approval-to-see').boundingBox()
    expect((says?.y ?? 0) + (says?.height ?? 0)).toBeLessThan(SIZES.zoomed.height)
  })

  test('what lies over it, or bursts its edge, takes the button away until it is gone', async () => {
    await open('buy')
    expect((await seen()).approvable).toBe(true)
    await page.evaluate(() => {
      const cover = document.body.appendChild(document.createElement('div'))
      const { top = 0, left = 0 } = document.querySelector('.deal b')?.getBoundingClientRect() ?? {}
      cover.id = 'cover'
      cover.style.cssText = `position: fixed; top: ${top}px; left: ${left}px; width: 30px; height: 12px; background: red`
    })
    await expect.poll(seen).toMatchObject({ approvable: false, says: expect.stringMatching(/^Something covers/) })
    await page.evaluate(() => document.getElementById('cover')?.remove())
    await expect.poll(seen).toMatchObject({ approvable: true })
    await page.addStyleTag({ content: '.deal-side > b { display: block; width: 900px }' })
    await page.setViewportSize({ ...SIZES.usual, width: SIZES.usual.width + 1 })
    await expect.poll(seen).toMatchObject({ approvable: false })
  })
})
