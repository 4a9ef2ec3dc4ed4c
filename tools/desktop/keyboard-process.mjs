import { createInterface } from 'node:readline'
import { uIOhook } from 'uiohook-napi'

// Presses and releases keys of the whole system as it is told on standard input: `down <code>` or `up <code>`, where
// the code is libuiohook's. Answers each line with `done`. A process of its own, since the library may abort it.

console.log('ready')
for await (const line of createInterface({ input: process.stdin })) {
  const [action, code] = line.split(' ')
  uIOhook.keyToggle(Number(code), action === 'down' ? 'down' : 'up')
  console.log('done')
}
