import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type Browser, chromium, type Page } from 'playwright-core'
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

const OPEN_MS = 30_000

/** Starts a packaged app on a desktop. Settles when its panel shows; rejects with what it printed when none does. */
export async function startPackaged(
  desktop: Desktop,
  command: string[],
  env: Record<string, string> = {},
): Promise<Packaged> {
  const [program = '', ...args] = [...command, '--remote-debugging-port=0', '--show-panel']
  const child = spawn(program, args, { env: { ...desktop.env, ...env } })
  let text = ''
  child.stdout?.on('data', (chunk) => (text += chunk))
  let browser: Browser | undefined
  try {
    const endpoint = await new Promise<string>((resolve, reject) => {
      child.stderr?.on('data', (chunk) => {
        text += chunk
        const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1]
        if (found) resolve(found)
      })
      child.once('exit', (code) => reject(new Error(`the app ended with ${code}:\n${text}`)))
      child.once('error', reject)
    })
    browser = await chromium.connectOverCDP(endpoint)
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

async function panelOf(browser: Browser): Promise<Page> {
  const isPanel = (page: Page) => page.url().includes('panel.html')
  const [context] = browser.contexts()
  if (!context) throw new Error('the app has no pages')
  const panel =
    context.pages().find(isPanel) ?? (await context.waitForEvent('page', { predicate: isPanel, timeout: OPEN_MS }))
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
