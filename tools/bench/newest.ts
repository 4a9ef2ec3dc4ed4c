import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { mintPractice } from '../../main/backends/practice-mint'
import { wallClock } from '../../shared/wall-clock'
import { type Desktop, startDesktop } from '../desktop/desktop'
import { openPages, relayTo, SWITCHES } from '../desktop/pages'
import { Problem } from '../setup/problem.mjs'
import { findProgram } from '../setup/system-libraries.mjs'
import { probe } from './platform-apis'
import type { Peer } from './sdk-page'
import type { Row } from './table'
import { COMMIT_ROW, measurePages, playRoom, WIRE_ROW } from './voice-path'

/** Longer than a tap, and than what the recorder gathers by default. */
const HOLD_MS = 350

/** The voice path on the newest engine of this system, of the built pages and of a peer, one after the other. */
export async function measureNewest(
  turns: number,
): Promise<{ version: string; apis: string[]; ours: Row[]; sdk: Row[] }> {
  const executable = findProgram('chromium')
  if (!executable) throw new Problem('There is no Chromium on this system: install the package "chromium".')
  const desktop = await startDesktop({ keyring: false })
  try {
    const pages = await openPages(desktop, executable)
    try {
      const { version, server } = pages
      const apis = await probe(pages.voice)
      // For the peer too, whose recorder gives nothing before it was given a sample that is not zero.
      playRoom(desktop, 2 * turns)
      const ours = await measurePages(pages, turns)
      const sdk = []
      for (const chunkBytes of [null, 480]) {
        const grant = await mintPractice(fetch, server, { recentTrades: true, priceAlerts: false })
        if (!grant.ok) throw new Error(grant.problem.message)
        sdk.push(...(await measurePeer(desktop, executable, grant.grant, chunkBytes, turns)))
      }
      return { version, apis, ours, sdk }
    } finally {
      await pages.close()
    }
  } finally {
    await desktop.close()
  }
}

async function measurePeer(
  desktop: Desktop,
  executable: string,
  { url, secret }: { url: string; secret: string },
  chunkBytes: number | null,
  turns: number,
): Promise<Row[]> {
  const script = await bundled(join(import.meta.dirname, 'sdk-page.ts'))
  const server = createServer(({ url: path }, response) => {
    response.setHeader('content-type', path === '/page.js' ? 'text/javascript' : 'text/html')
    response.end(path === '/page.js' ? script : '<!doctype html><script src="/page.js"></script>')
  })
  server.on('upgrade', relayTo(url))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const env = Object.fromEntries(Object.entries(desktop.env).flatMap(([name, value]) => (value ? [[name, value]] : [])))
  const browser = await chromium.launch({ executablePath: executable, headless: false, args: SWITCHES, env })
  try {
    const page = await (await browser.newContext({ permissions: ['microphone'] })).newPage()
    await page.goto(`http://127.0.0.1:${port}/`)
    const { pathname, search } = new URL(url)
    await page.evaluate((grant) => window.peer.open(grant), {
      url: `ws://127.0.0.1:${port}${pathname}${search}`,
      secret,
      chunkBytes,
    })
    const wire: number[] = []
    const commit: number[] = []
    for (let count = 0; count <= turns; count++) {
      const pressed = page.evaluate((at) => window.peer.press(at), wallClock())
      await delay(HOLD_MS)
      const released = await page.evaluate((at) => window.peer.release(at), wallClock())
      // As with ours the first, which opens what is closed, is left out.
      if (count > 0) {
        wire.push(await pressed)
        commit.push(released)
      }
      await delay(HOLD_MS)
    }
    const setting = chunkBytes === null ? 'default chunks' : `chunks of ${chunkBytes} bytes`
    return [
      { name: `${WIRE_ROW}, ${setting}`, values: wire, floor: null, aim: '' },
      { name: `${COMMIT_ROW}, ${setting}`, values: commit, floor: null, aim: '' },
    ]
  } finally {
    await browser.close()
    server.close()
  }
}

/** One classic script, as a page would load it. */
async function bundled(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}' },
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'page' } },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (!output || !('output' in output)) throw new Error('the page of the peer could not be built')
  return output.output[0].code
}

declare global {
  interface Window {
    readonly peer: Peer
  }
}
