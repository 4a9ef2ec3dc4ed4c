import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication } from 'playwright-core'

/** What a window of a test can reach that a page of ours can't: every channel, and any argument. */
export interface RawIpc {
  /** Settles with '' when it was answered, else with the message of the refusal. */
  invoke(channel: string, argument?: unknown): Promise<string>
  send(channel: string, argument?: unknown): void
  /** What the preload sees of its own process. */
  facts: { sandboxed: boolean; contextIsolated: boolean }
}

declare global {
  interface Window {
    readonly raw: RawIpc
  }
}

const PRELOAD = `
const { contextBridge, ipcRenderer } = require('electron')
contextBridge.exposeInMainWorld('raw', {
  invoke: (channel, argument) => ipcRenderer.invoke(channel, argument).then(() => '', (error) => String(error.message)),
  send: (channel, argument) => ipcRenderer.send(channel, argument),
  facts: { sandboxed: process.sandboxed === true, contextIsolated: process.contextIsolated === true },
})
`

/**
 * From now on every page that loads has `window.raw`, as if its renderer were in foreign hands. Pages that are open
 * already get it when they are loaded again.
 */
export async function exposeRawIpc(app: ElectronApplication, folder: string): Promise<void> {
  const file = join(folder, 'raw-ipc.cjs')
  writeFileSync(file, PRELOAD)
  await app.evaluate(({ session }, filePath) => {
    const { defaultSession } = session
    // Electron before 35 knows only the older call.
    if (defaultSession.registerPreloadScript) defaultSession.registerPreloadScript({ type: 'frame', filePath })
    else defaultSession.setPreloads([filePath])
  }, file)
}
