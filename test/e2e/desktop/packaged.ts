import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { type Browser, chromium, type Page } from 'playwright-core'
import { z } from 'zod'
import type { Snapshot } from '../../../shared/snapshot'
import type { Desktop } from './desktop'

/** A packaged app that runs. Its inspector is fused off, so it is driven through Chromium's own tools. */
export interface Packaged {
  child: ChildProcess
  panel: Page
  /** What it printed so far. */
  printed(): string
  /** Asks in writing; settles with what was answered. */
  ask(words: string): Promise<string>
  /** Tells it to end, as a system does at log-out; settles with its exit code. */
  quit(): Promise<number | null>
}

/** There is no event for a page of a Chromium that nobody is attached to. */
const POLL_MS = 5

/** Starts a packaged app on a desktop. Settles when its panel shows; rejects with what it printed when none does. */
export async function startPackaged(
  desktop: Desktop,
  command: string[],
  env: Record<string, string> = {},
): Promise<Packaged> {
  const [program = '', ...args] = [...command, '--remote-debugging-port=0', '--show-panel']
  const child = spawn(program, args, { env: { ...desktop.env, ...env } })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk))
  let browser: Browser | undefined
  try {
    const port = await devToolsPort(child)
    // Attached to while a page is being made, Playwright may wait for that page for ever.
    await pageAt(child, port, isPanel)
    browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
    const panel = await panelOf(browser)
    const ended = once(child, 'exit')
    return {
      child,
      panel,
      printed: () => text,
      async ask(words) {
        await panel.evaluate((say) => window.dexter.say(say), words)
        return panel.evaluate(saidInTheEnd)
      },
      async quit() {
        await browser?.close()
        child.kill()
        const [code] = await ended
        return code
      },
    }
  } catch (error) {
    await browser?.close()
    child.kill()
    throw error
  }
}

/** Settles with the port of a Chromium that was started with `--remote-debugging-port=0`; rejects when it ends before. */
export function devToolsPort(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stderr?.on('data', (chunk) => {
      text += chunk
      const found = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(text)?.[1]
      if (found) resolve(found)
    })
    child.once('exit', (code) => reject(new Error(`the app ended with ${code}:\n${text}`)))
    child.once('error', reject)
  })
}

/** Settles when there is such a page; rejects when the app ends before. */
export async function pageAt(
  child: ChildProcess,
  port: string,
  wanted: (page: { url: string }) => boolean,
): Promise<void> {
  while (!(await pagesAt(port)).some(wanted)) {
    if (child.exitCode !== null) throw new Error(`the app ended with ${child.exitCode}`)
    await delay(POLL_MS)
  }
}

/** The pages that there are now; none while it can't be asked. */
async function pagesAt(port: string): Promise<{ url: string }[]> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/json/list`)
    const targets = z.array(z.object({ type: z.string(), url: z.string() })).parse(await response.json())
    return targets.filter(({ type }) => type === 'page')
  } catch {
    return []
  }
}

const isPanel = ({ url }: { url: string }) => url.includes('panel.html')

async function panelOf(browser: Browser): Promise<Page> {
  const panel = browser
    .contexts()[0]
    ?.pages()
    .find((page) => isPanel({ url: page.url() }))
  if (!panel) throw new Error('the panel was there, and is gone')
  await panel.waitForLoadState('load')
  return panel
}

/** Runs in the panel: settles with the answer to the last question. */
function saidInTheEnd(): Promise<string> {
  return new Promise((resolve) => {
    const look = ({ turns }: Pick<Snapshot, 'turns'>) => {
      const turn = turns.find((it) => it.outcome !== null)
      if (turn) resolve(turn.outcome === 'answered' ? turn.said : `${turn.outcome}`)
    }
    window.dexter.onUpdate(look)
    void window.dexter.snapshot().then(look)
  })
}
