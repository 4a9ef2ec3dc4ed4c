import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Entry, EntryOf } from '../../shared/snapshot'
import { findProgram } from '../../tools/setup/system-libraries.mjs'

/** The panel's own layout, with scenes from tools/workbench: what a fake of an observer can't show. */
const CHROMIUM = findProgram('chromium')

/** As the window is made at first, as small as it may be, and the same at twice the size. */
const SIZES = {
  usual: { width: 460, height: 720 },
  smallest: { width: 380, height: 480 },
  zoomed: { width: 190, height: 240 },
}
const SCENES = ['buy', 'sendFirst', 'mismatch', 'manyArguments']

/** What tools/workbench/scene.ts gives the page. */
interface Preview {
  update(entries: Entry[]): void
  make: { [K in Entry['kind']]: (over: Partial<EntryOf<K>>) => EntryOf<K> }
}

describe.skipIf(CHROMIUM === undefined)('the panel in Chromium (skipped where none is installed)', () => {
  let server: ViteDevServer
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    server = await createServer({
      configFile: join(import.meta.dirname, '../../tools/workbench/vite.config.ts'),
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

  describe('the end of the conversation', () => {
    const SOME = 40

    /** A conversation of some entries, at its end. */
    const talk = async (size = SIZES.usual) => {
      await page.setViewportSize(size)
      await page.goto(`${server.resolvedUrls?.local[0]}panel.html?scene=empty&rows=0`)
      await page.locator('.composer textarea').waitFor()
      await page.evaluate((count) => {
        const { preview } = window as unknown as { preview: Preview }
        const { user, assistant } = preview.make
        preview.update(Array.from({ length: count }, (_, at) => (at % 2 ? assistant({}) : user({}))))
        let lost = 0
        new MutationObserver(() => {
          if (document.querySelector('.to-end')) lost += 1
        }).observe(document.body, { childList: true, subtree: true })
        Object.assign(window, { lostEnds: () => lost })
      }, SOME)
      await settled()
    }

    /** Pixels between what is seen and the end; and how often it was seen to be lost since the conversation began. */
    const end = () =>
      page.evaluate(() => {
        const list = document.querySelector('.entry-list')
        const { lostEnds } = window as unknown as { lostEnds(): number }
        return { below: list ? list.scrollHeight - list.scrollTop - list.clientHeight : -1, lost: lostEnds() }
      })

    const AT_END = { below: expect.closeTo(0, -0.5), lost: 0 }

    test('is never lost: 10,000 entries, 0 to 50 ms between a call and its result, which grows, shrinks and grows', async () => {
      await talk()
      await page.evaluate(async () => {
        const { preview } = window as unknown as { preview: Preview }
        const { tool, assistant } = preview.make
        let seed = 7
        const random = () => {
          seed = (seed * 16_807) % 2_147_483_647
          return seed / 2_147_483_647
        }
        const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
        for (let count = 0; count < 10_000; ) {
          // What comes at once, and then a pause of up to 50 ms, most of them short.
          const calls = Array.from({ length: 50 }, () => tool({ status: 'running', output: null, endedAt: null }))
          preview.update(calls)
          const last = assistant({ text: 'one two three '.repeat(Math.ceil(random() * 60)), state: 'speaking' })
          preview.update([last])
          if (random() < 0.3) await wait(random() ** 4 * 50)
          preview.update(calls.map((call) => ({ ...call, status: 'done', output: '{"ok":true}' })))
          preview.update([{ ...last, text: 'short' }])
          if (random() < 0.3) await wait(random() ** 4 * 50)
          preview.update([{ ...last, text: 'one two three '.repeat(Math.ceil(random() * 90)), state: 'done' }])
          count += calls.length + 1
        }
      })
      await settled()
      expect(await end()).toEqual(AT_END)
    }, 60_000)

    test('stays in sight in a window of another size, at another zoom, behind another tab, and when a card grows late', async () => {
      await talk()
      for (const size of [SIZES.smallest, SIZES.usual, { width: 900, height: 500 }]) {
        await page.setViewportSize(size)
        await settled()
        expect(await end()).toEqual(AT_END)
      }
      await page.evaluate(() => document.documentElement.style.setProperty('zoom', '1.7'))
      await settled()
      expect(await end()).toMatchObject({ below: expect.closeTo(0, -1), lost: 0 })
      await page.evaluate(() => document.documentElement.style.removeProperty('zoom'))
      await page.getByRole('tab', { name: 'Settings' }).click()
      await page.evaluate(() => {
        const { preview } = window as unknown as { preview: Preview }
        preview.update(Array.from({ length: 30 }, () => preview.make.assistant({})))
      })
      await page.getByRole('tab', { name: 'Conversation' }).click()
      await settled()
      expect(await end()).toEqual(AT_END)
      // An image, say, that has no size until it has come.
      await page.evaluate(() => {
        const rows = [...document.querySelectorAll('.entry-row')].slice(-3)
        for (const row of rows) row.append(Object.assign(document.createElement('div'), { style: 'height: 170px' }))
      })
      await settled()
      expect(await end()).toEqual(AT_END)
    })

    test.each([
      ['the wheel', () => page.mouse.wheel(0, -300)],
      ['a key', () => page.keyboard.press('PageUp')],
    ])('is left for what the reader wants to see, by %s, and a new question brings it back', async (_, scroll) => {
      await talk()
      await page.locator('.entry-list').focus()
      await page.locator('.entry-list').hover()
      await scroll()
      await page.locator('.to-end').waitFor()
      const before = await end()
      await page.evaluate(() => {
        const { preview } = window as unknown as { preview: Preview }
        preview.update([preview.make.assistant({}), preview.make.assistant({})])
      })
      await settled()
      expect((await end()).below).toBeGreaterThan(before.below)
      expect(await page.locator('.to-end').textContent()).toContain('2 new messages')
      await page.evaluate(() => {
        const { preview } = window as unknown as { preview: Preview }
        preview.update([preview.make.user({})])
      })
      await settled()
      expect((await end()).below).toBeLessThan(2)
      await page.locator('.to-end').waitFor({ state: 'detached' })
    })

    test('comes back after a request that had to be seen: the card is brought into view, and the answer after it, too', async () => {
      await talk()
      const card = await page.evaluate(() => {
        const { preview } = window as unknown as { preview: Preview }
        const waits = preview.make.approval({ expiresAt: null })
        preview.update([waits, preview.make.assistant({ text: 'one two three '.repeat(150) })])
        return waits
      })
      await settled()
      const sees = () => page.evaluate(() => document.querySelector('.approval')?.getBoundingClientRect().top ?? -1)
      expect(await sees()).toBeGreaterThanOrEqual(0)
      await page.evaluate((waits) => {
        const { preview } = window as unknown as { preview: Preview }
        preview.update([{ ...waits, decision: 'denied' }, preview.make.assistant({}), preview.make.assistant({})])
      }, card)
      await settled()
      expect(await end()).toEqual(AT_END)
    })

    test('leaves a request in reach, and what is read from disk leaves the reader where he is', async () => {
      await talk()
      await page.locator('.entry-list').hover()
      await page.evaluate(() => {
        const { preview } = window as unknown as { preview: Preview }
        const waits = preview.make.approval({ expiresAt: null })
        preview.update([waits, ...Array.from({ length: 30 }, () => preview.make.user({}))])
      })
      await page.mouse.wheel(0, -400)
      await page.locator('.waiting-bar').waitFor()
      await page.getByRole('tab', { name: 'Trades' }).click()
      await page.getByRole('button', { name: 'Review' }).click()
      await expect.poll(() => page.evaluate(() => document.activeElement?.closest('.approval') !== null)).toBe(true)
      await page.locator('.waiting-bar').waitFor({ state: 'detached' })

      const place = () =>
        page.evaluate(() => document.querySelector('.approval')?.getBoundingClientRect().top ?? Number.NaN)
      const before = await place()
      await page.evaluate(() => {
        const { preview } = window as unknown as { preview: Preview }
        preview.update(Array.from({ length: 60 }, (_, at) => preview.make.assistant({ order: at - 1_000 })))
      })
      await settled()
      expect(Math.abs((await place()) - before)).toBeLessThan(3)
    })
  })
})
