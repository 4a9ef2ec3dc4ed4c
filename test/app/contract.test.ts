import { afterEach, expect, test, vi } from 'vitest'
import { CHANNEL, PUSHES, REPORTS, REQUESTS } from '../../shared/ipc'

const seen = vi.hoisted(() => ({
  channels: new Set<string>(),
  bridges: [] as Record<string, (to: unknown) => unknown>[],
}))
vi.mock('electron', () => {
  const use = (channel: string) => void seen.channels.add(channel)
  return {
    ipcRenderer: { invoke: use, send: use, on: use, off: () => {} },
    contextBridge: {
      exposeInMainWorld: (_name: string, bridge: (typeof seen.bridges)[number]) => seen.bridges.push(bridge),
    },
  }
})

const { argv } = process
afterEach(() => {
  process.argv = argv
})

test('the windows can use every channel of the contract, and none beyond it', async () => {
  for (const window of ['voice', 'panel']) {
    process.argv = [...argv, `--dexter-window=${window}`]
    vi.resetModules()
    await import('../../preload/index')
  }
  for (const bridge of seen.bridges) for (const use of Object.values(bridge)) use({})
  const contract = [PUSHES, REPORTS, REQUESTS].flatMap((names) => Object.keys(names).map((name) => CHANNEL + name))
  expect([...seen.channels].sort()).toEqual(contract.sort())
})
