import type { Page } from 'playwright-core'

/**
 * What the pages lean on that a browser of another age may not have, or may do otherwise. Each is asked of the engine at
 * hand; what it answers is printed by `npm run bench -- newest`; tests ask for those that the app needs.
 */
interface WebApi {
  api: string
  /** Where it is used, and what happens without it. */
  usedFor: string
  /** Source of an expression that runs in the page; its value is what the engine does. */
  probe: string
  /** The answer that the app relies on; null where it copes with any. */
  needs: string | null
}

export const WEB_APIS: readonly WebApi[] = [
  {
    api: 'MediaStreamTrackProcessor for audio',
    usedFor: 'audio/microphone.ts: the microphone is read without an audio graph',
    probe: `typeof MediaStreamTrackProcessor`,
    needs: 'function',
  },
  {
    api: 'a ReadableStream can be transferred',
    usedFor: 'voice.ts: the track goes to the engine thread',
    probe: `(() => { const stream = new ReadableStream(); return structuredClone(stream, { transfer: [stream] }).constructor.name })()`,
    needs: 'ReadableStream',
  },
  {
    api: 'channelCount: 1 gives one channel of a stereo device',
    usedFor: 'audio/loudest-channel.ts: never relied on (ran: both engines give two)',
    probe: `String(navigator.mediaDevices.getSupportedConstraints().channelCount)`,
    needs: null,
  },
  {
    api: 'AudioContext.setSinkId',
    usedFor: 'audio/speaker.ts: a chosen speaker; without it the default one is used',
    probe: `typeof AudioContext.prototype.setSinkId`,
    needs: 'function',
  },
  {
    api: 'a context suspends when its device dies',
    usedFor: 'audio/speaker.ts: resumed by its clock, which stands still in both engines (ran)',
    probe: `'onerror' in AudioContext.prototype ? 'and tells an error' : 'silently'`,
    needs: null,
  },
  {
    api: 'Uint8Array.fromBase64',
    usedFor: 'engine/pcm.ts: not used, its own table decodes on both',
    probe: `typeof Uint8Array.fromBase64`,
    needs: null,
  },
  {
    api: 'devicechange',
    usedFor: 'audio/microphone.ts: another default, or one that was plugged in',
    probe: `String('ondevicechange' in navigator.mediaDevices)`,
    needs: 'true',
  },
  {
    api: 'WebSocket.binaryType arraybuffer',
    usedFor: 'engine-thread.ts: events in binary frames keep their order',
    probe: `String('binaryType' in WebSocket.prototype)`,
    needs: 'true',
  },
  {
    api: 'TextDecoder for UTF-16, fatal',
    usedFor: 'replay/reading: logs that were saved so',
    probe: `new TextDecoder('utf-16le', { fatal: true }).encoding`,
    needs: 'utf-16le',
  },
  {
    api: 'CSS light-dark(), color-mix(), :has()',
    usedFor: 'views: the theme, and the row that has a warning',
    probe: `String(CSS.supports('color', 'light-dark(#000, #fff)') && CSS.supports('color', 'color-mix(in srgb, red, blue)') && CSS.supports('selector(:has(a))'))`,
    needs: 'true',
  },
  {
    api: 'CSS field-sizing',
    usedFor: 'views: the composer grows with its text; without it, it scrolls',
    probe: `String(CSS.supports('field-sizing', 'content'))`,
    needs: null,
  },
]

/** What the engine of a page answers to each, in their order. */
export const probe = (page: Page): Promise<string[]> =>
  Promise.all(WEB_APIS.map(async ({ probe: source }) => String(await page.evaluate(source))))

/** Those that the app relies on and that are otherwise here; empty when it can run. */
export async function unmet(page: Page): Promise<string[]> {
  const answers = await probe(page)
  return WEB_APIS.flatMap(({ api, needs }, index) => (needs === null || answers[index] === needs ? [] : [api]))
}

export function printApis(columns: { engine: string; answers: string[] }[]): void {
  console.log('\nWhat the pages lean on')
  for (const [index, { api, usedFor }] of WEB_APIS.entries()) {
    const answers = columns.map(({ engine, answers: given }) => `${engine}: ${given[index]}`)
    console.log(`${api}\n    ${answers.join('; ')}\n    ${usedFor}`)
  }
  console.log('\nWhat main leans on, where Electron 33 and 45 differ')
  for (const { api, on33, on45, how } of ELECTRON_APIS) console.log(`${api}\n    33: ${on33}; 45: ${on45}\n    ${how}`)
}

/**
 * What of Electron differs between 33, which the tests run on, and 45, which is shipped. Read in Electron's breaking
 * changes and issues, but for what is marked (ran).
 */
export const ELECTRON_APIS: readonly { api: string; on33: string; on45: string; how: string }[] = [
  {
    api: "'ready-to-show' on Wayland",
    on33: 'fires with --ozone-platform=wayland (ran)',
    on45: 'may never fire (electron#48859 and others); Wayland is the default since 38',
    how: 'app/windows.ts shows on did-finish-load, too',
  },
  {
    api: 'globalShortcut.register on Wayland',
    on33: 'true through XWayland, and never told of keys of other windows',
    on45: 'through the portal where there is one, else true and silent',
    how: 'hotkey/toggle-source.ts promises none there',
  },
  {
    api: 'session.registerPreloadScript',
    on33: 'not there (setPreloads)',
    on45: 'there (since 35)',
    how: 'used by a test alone, which asks first',
  },
  {
    api: 'an unhandled rejection in a utility process',
    on33: 'ends it',
    on45: 'is printed (since 37)',
    how: 'hook and practice processes handle theirs; their owners watch for the end and for silence',
  },
  {
    api: 'clipboard in a sandboxed preload',
    on33: 'there',
    on45: 'deprecated (since 40)',
    how: 'not used: navigator.clipboard with its permission',
  },
  {
    api: 'the Electron binary after npm install',
    on33: 'downloaded by an install script',
    on45: 'fetched at the first start (since 42)',
    how: 'tools/setup/electron-runtime.mjs finds or fetches it',
  },
]
