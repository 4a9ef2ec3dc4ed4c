import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createPackageWithOptions, extractAll } from '@electron/asar'
import { type Browser, chromium, type Page } from 'playwright-core'
import { z } from 'zod'
import { whyNoSandbox } from '../setup/launch.mjs'
import type { Desktop } from './desktop'

/** What is put in front of a copy's first line: a door that the app itself does not have. */
const DOOR = `import { app as opened } from 'electron'
opened.commandLine.appendSwitch('remote-debugging-port', '0')
`

/**
 * Copies the packaged app in `built` to `to`, with one line more: Chromium's tools can look into its windows. Nothing else
 * can, of an app that takes no switch for it and whose inspector is fused off. Settles with its executable.
 */
export async function openedCopy(built: string, to: string): Promise<string> {
  cpSync(built, to, { recursive: true, verbatimSymlinks: true })
  const [archive, source] = [join(to, 'resources', 'app.asar'), join(to, 'source')]
  extractAll(archive, source)
  const first = join(source, 'out', 'main', 'index.js')
  writeFileSync(first, DOOR + readFileSync(first, 'utf8'))
  rmSync(archive)
  rmSync(`${archive}.unpacked`, { recursive: true })
  await createPackageWithOptions(source, archive, { unpack: '*.node' })
  rmSync(source, { recursive: true })
  return join(to, 'dexter-voice')
}

/** Such a copy that runs. */
export interface Opened {
  panel: Page
  /** Tells it to end, as a system does at log-out; settles with its exit code. */
  quit(): Promise<number | null>
}

/** There is no event for a page of a Chromium that nobody is attached to. */
const POLL_MS = 5

/** Starts an opened copy on a desktop. Settles when its panel shows; rejects with what it printed when none does. */
export async function startOpened(
  desktop: Desktop,
  executable: string,
  env: Record<string, string> = {},
): Promise<Opened> {
  const sandbox = whyNoSandbox() ? ['--no-sandbox'] : []
  const child = spawn(executable, [...sandbox, '--show-panel'], { env: { ...desktop.env, ...env } })
  child.stdout.resume()
  let browser: Browser | undefined
  try {
    const port = await devToolsPort(child)
    // Attached to while a page is being made, Playwright may wait for that page for ever.
    await pageAt(child, port, isPanel)
    browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
    const panel = await panelOf(browser)
    const ended = once(child, 'exit')
    return {
      panel,
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

/** Settles with the port at which Chromium's tools can look in; rejects when the app ends before it is told. */
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
