import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { ProcessGroup } from './processes'

/** Presses real keys of the display. `code` is libuiohook's virtual code, as in `shared/hotkeys.ts`. */
export interface Keyboard {
  /** Settles when the system has been told. A key that stays down may repeat, as a real one does. */
  down(code: number): Promise<void>
  up(code: number): Promise<void>
  /** Lets go of every key that is still held. */
  releaseAll(): Promise<void>
}

/** Settles when keys can be pressed. `env` names the display. */
export async function startKeyboard(processes: ProcessGroup, env: NodeJS.ProcessEnv): Promise<Keyboard> {
  const press = process.platform === 'linux' ? pressWithXTest(processes, env) : await pressWithHook(processes, env)
  const held = new Set<number>()
  // One at a time, in the order of the calls; a failed press is its own caller's affair.
  let last: Promise<void> = Promise.resolve()
  const next = (action: 'down' | 'up', code: number) => {
    if (action === 'down') held.add(code)
    else held.delete(code)
    const done = last.then(() => press(action, code))
    last = done.catch(() => {})
    return done
  }
  return {
    down: (code) => next('down', code),
    up: (code) => next('up', code),
    async releaseAll() {
      for (const code of held) await next('up', code)
    },
  }
}

type Press = (action: 'down' | 'up', code: number) => Promise<void>

/** X key codes of Linux keyboards, for the keys that can be held to talk. */
const X_KEYCODES: Record<number, number> = {
  0x0e1d: 105, // right Ctrl
  0x0e38: 108, // right Alt
  0x0036: 62, // right Shift
  0x0042: 74, // F8
  0x0043: 75, // F9
  0x005b: 191, // F13
  0x0046: 78, // Scroll Lock
}

/**
 * The hook library's own way to press keys only tells the focused window; XTest tells the server, as a keyboard does.
 * By number: xdotool presses a second Ctrl along with one that is given by name.
 */
function pressWithXTest(processes: ProcessGroup, env: NodeJS.ProcessEnv): Press {
  return async (action, code) => {
    const keycode = X_KEYCODES[code]
    if (keycode === undefined) throw new Error(`No X key code is known for key ${code}`)
    const program = await processes.start('xdotool', [`key${action}`, String(keycode)], { env })
    const { code: exitCode, errors } = await program.ended
    if (exitCode !== 0) throw new Error(`xdotool could not press key ${code}: ${errors.trim()}`)
  }
}

/** macOS and Windows: the hook library presses for the whole system. */
async function pressWithHook(processes: ProcessGroup, env: NodeJS.ProcessEnv): Promise<Press> {
  const script = fileURLToPath(new URL('./keyboard-process.mjs', import.meta.url))
  const { child, ended } = await processes.start(process.execPath, [script], { env })
  const { stdin, stdout } = child
  if (!stdin || !stdout) throw new Error('the keyboard process has no pipes')
  const answers = createInterface({ input: stdout })[Symbol.asyncIterator]()
  const answer = async (expected: string) => {
    const { value, done } = await answers.next()
    if (!done && value === expected) return
    throw new Error(`The keyboard process failed: ${done ? (await ended).errors.trim() : value}`)
  }
  await answer('ready')
  return (action, code) => {
    stdin.write(`${action} ${code}\n`)
    return answer('done')
  }
}
