import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'

/** The programs of one desktop: started together, stopped together, none left behind. */
export interface ProcessGroup {
  /** Settles when the program runs; rejects when it can't be started. `stdio` is piped. */
  start(command: string, args: string[], options?: { env?: NodeJS.ProcessEnv; input?: string }): Promise<RunningProgram>
  /** Ends every program that still runs, last started first. Settles when all are gone. */
  stop(): Promise<void>
}

export interface RunningProgram {
  child: ChildProcess
  /**
   * Settles with the first line of the standard output that `accept` takes; rejects when the program ends before it,
   * or takes too long.
   */
  line(accept: (line: string) => boolean): Promise<string>
  /** Settles with the exit code (null when a signal ended it) and what it said on its standard error. */
  ended: Promise<{ code: number | null; errors: string }>
}

// All of them are ready within a second on two busy cores.
const READY_MS = 20_000
// A program that ignores the polite signal for this long is killed.
const PATIENCE_MS = 2_000
const KEPT_ERROR_CHARS = 4_000

/** `defaultEnv` is the environment of programs that bring none of their own. */
export function createProcessGroup(defaultEnv: NodeJS.ProcessEnv): ProcessGroup {
  const running = new Set<RunningProgram>()
  // The last resort: a crash of this process runs its exit handlers but no asynchronous clean-up.
  const killAll = () => {
    for (const { child } of running) child.kill('SIGKILL')
  }
  process.once('exit', killAll)

  return {
    async start(command, args, { env = defaultEnv, input } = {}) {
      const program = await startProgram(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] })
      running.add(program)
      void program.ended.then(() => running.delete(program))
      if (input !== undefined) program.child.stdin?.end(input)
      return program
    },
    async stop() {
      for (const program of [...running].reverse()) await stopProgram(program)
      process.off('exit', killAll)
    },
  }
}

/** Ends one program, politely first. Settles when it is gone. */
export async function stopProgram({ child, ended }: RunningProgram, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  await ended
  clearTimeout(impatience)
}

async function startProgram(command: string, args: string[], options: SpawnOptions): Promise<RunningProgram> {
  const [file, fileArgs] = diesWithParent(command, args)
  const child = spawn(file, fileArgs, options)
  let errors = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-KEPT_ERROR_CHARS)
  })
  // A program that has ended no longer reads what is written to it: that shows in its exit code.
  child.stdin?.on('error', () => {})
  const ended = new Promise<{ code: number | null; errors: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, errors }))
  })
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', (cause) => reject(new Error(`${command} could not be started: is it installed?`, { cause })))
  })
  const line = (accept: (line: string) => boolean) =>
    new Promise<string>((resolve, reject) => {
      if (!child.stdout) return reject(new Error(`${command} has no output`))
      const lines = createInterface({ input: child.stdout })
      lines.on('line', (text) => {
        if (!accept(text)) return
        clearTimeout(deadline)
        lines.close()
        child.stdout?.resume()
        resolve(text)
      })
      const deadline = setTimeout(() => reject(new Error(`${command} is not ready: ${errors.trim()}`)), READY_MS)
      void ended.then(() => {
        clearTimeout(deadline)
        reject(new Error(`${command} ended before it was ready: ${errors.trim()}`))
      })
    })
  return { child, line, ended }
}

/** On Linux a program can be bound to its parent's life by the kernel, which also holds when the parent is killed. */
function diesWithParent(command: string, args: string[]): [string, string[]] {
  const setpriv = '/usr/bin/setpriv'
  if (process.platform !== 'linux' || !existsSync(setpriv)) return [command, args]
  return [setpriv, ['--pdeathsig', 'KILL', '--', command, ...args]]
}
