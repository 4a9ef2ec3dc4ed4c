import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { ProcessGroup } from './processes'

/** Presses real keys of the display. `code` is libuiohook's virtual code, as in `shared/hotkeys.ts`. */
export interface Keyboard {
  /** Settles when the system has been told. A key that stays down may repeat, as a real one does. */
  down(code: number): Promise<void>
  up(code: number): Promise<void>
  /** Presses a key shortly, so often, as quickly as a finger would; on Linux alone. */
  taps(code: number, count: number): Promise<void>
  /** A mouse button, by the number that X gives it (8 and 9 are the side buttons); on Linux alone. */
  button(action: 'down' | 'up', button: number): Promise<void>
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
  const mouseAndTaps = async (args: string[]) => {
    const { ended } = await processes.start('xdotool', args, { env })
    const { code, errors } = await ended
    if (code !== 0) throw new Error(`xdotool failed: ${errors.trim()}`)
  }
  return {
    taps: (code, count) => {
      const key = String(X_KEYCODES[code])
      const tap = ['keydown', key, 'sleep', '0.06', 'keyup', key]
      const more = Array.from({ length: count - 1 }, () => ['sleep', '0.1', ...tap])
      return mouseAndTaps([...tap, ...more.flat()])
    },
    button: (action, button) => mouseAndTaps([`mouse${action}`, String(button)]),
    down: (code) => next('down', code),
    up: (code) => next('up', code),
    async releaseAll() {
      for (const code of held) await next('up', code)
    },
  }
}

type Press = (action: 'down' | 'up', code: number) => Promise<void>

/** X key codes of Linux keyboards, for the keys that tests press. */
const X_KEYCODES: Record<number, number | string> = {
  0x0e1d: 105, // right Ctrl
  0x0e38: 108, // right Alt
  0x0036: 62, // right Shift
  // Its number is a digit, which xdotool takes for the key of that digit.
  0x0001: 'Escape',
  0x001d: 37, // left Ctrl
  0x0038: 64, // left Alt
  0x0025: 45, // K
  0x0044: 76, // F10
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
