import { join } from 'node:path'
import type { ElectronApplication } from 'playwright-core'

/**
 * Writes the JavaScript heap of every window, and of the threads in them, as a snapshot file into a folder. Settles with
 * the files when they are whole. What a window was once told is there as long as something remembers it.
 */
export async function dumpHeaps(app: ElectronApplication, folder: string): Promise<string[]> {
  const names = await app.evaluate(async ({ webContents }, dir) => {
    const { createWriteStream } = process.getBuiltinModule('node:fs')
    const { once } = process.getBuiltinModule('node:events')
    const written: string[] = []
    for (const contents of webContents.getAllWebContents()) {
      const { debugger: tool } = contents
      tool.attach('1.3')
      const threads: string[] = []
      const chunks = new Map<string, (chunk: string) => void>()
      tool.on('message', (_event, method, params, sessionId) => {
        if (method === 'Target.attachedToTarget') threads.push(params.sessionId)
        if (method === 'HeapProfiler.addHeapSnapshotChunk') chunks.get(sessionId ?? '')?.(params.chunk)
      })
      await tool.sendCommand('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true })
      // '' is the window itself.
      for (const thread of ['', ...threads]) {
        const name = `heap-${contents.id}-${thread === '' ? 'window' : thread}.heapsnapshot`
        const file = createWriteStream(`${dir}/${name}`)
        chunks.set(thread, (chunk) => file.write(chunk))
        await tool.sendCommand('HeapProfiler.takeHeapSnapshot', { reportProgress: false }, thread || undefined)
        file.end()
        await once(file, 'finish')
        written.push(name)
      }
      tool.detach()
    }
    return written
  }, folder)
  return names.map((name) => join(folder, name))
}

/**
 * Writes everything that main tells windows from now on into a file, and everything that they tell main. What a trader
 * enters as a secret goes in by one channel, whose argument is left out; nothing may ever come out.
 */
export async function recordIpc(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ app: electron, ipcMain, webContents }, path) => {
    const { appendFileSync } = process.getBuiltinModule('node:fs')
    const note = (...what: unknown[]) => appendFileSync(path, `${JSON.stringify(what)}\n`)
    const listen = (contents: Electron.WebContents) => {
      const send = contents.send.bind(contents)
      contents.send = (channel: string, ...args: unknown[]) => {
        note('told', channel, args)
        send(channel, ...args)
      }
      contents.on('ipc-message', (_event, channel, ...args) => note('report', channel, args))
    }
    for (const contents of webContents.getAllWebContents()) listen(contents)
    electron.on('web-contents-created', (_event, contents) => listen(contents))
    type Handler = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => Promise<unknown>
    const noted =
      (channel: string, handle: Handler): Handler =>
      async (event, ...args) => {
        const answer = await handle(event, ...args)
        note('asked', channel, channel === 'dexter:secret.set' ? [] : args, answer)
        return answer
      }
    // Electron keeps the handlers of `ipcMain.handle` here; there is no event that tells of their answers. The app may have
    // made them already, or be about to.
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })._invokeHandlers
    if (!(handlers instanceof Map)) throw new Error('the handlers of ipcMain are kept elsewhere')
    for (const [channel, handle] of handlers) handlers.set(channel, noted(channel, handle))
    const register = ipcMain.handle.bind(ipcMain)
    ipcMain.handle = (channel: string, handle: Handler) => register(channel, noted(channel, handle))
  }, file)
}
