import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, watch } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Desktop } from './desktop'

/** The packaged app as it is shipped. It has no door for a test: it is used as a trader uses it, and told by its session log. */
export interface Packaged {
  child: ChildProcess
  /** What it printed so far. */
  printed(): string
  /** Writes it into the panel, letter by letter, and sends it; settles with what was answered. */
  ask(words: string): Promise<string>
  /** Tells it to end, as a system does at log-out; settles with its exit code. */
  quit(): Promise<number | null>
}

/** Where the panel takes what is written, from its upper left corner. */
const COMPOSER = ['200', '725']

/** What is typed is answered in writing, unless the trader wants it aloud. */
const Answer = z.object({ name: z.literal('response.output_text.done'), data: z.looseObject({ text: z.string() }) })

/**
 * Starts the packaged app on a desktop, with `config` for the folder of its settings and logs (XDG_CONFIG_HOME). Settles
 * when its panel shows.
 */
export async function startPackaged(
  desktop: Desktop,
  command: string[],
  config: string,
  env: Record<string, string> = {},
): Promise<Packaged> {
  const sessions = join(config, 'Dexter Voice', 'sessions')
  // There before the app, so that it can be watched.
  mkdirSync(sessions, { recursive: true })
  const [program = '', ...args] = [...command, '--show-panel']
  const child = spawn(program, args, { env: { ...desktop.env, ...env, XDG_CONFIG_HOME: config } })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk))
  const ended = once(child, 'exit')
  const window = await Promise.race([panelOf(desktop), ended.then(([code]) => ({ code }))])
  if (typeof window !== 'string') throw new Error(`the app ended with ${window.code}:\n${text}`)
  return {
    child,
    printed: () => text,
    async ask(words) {
      const known = answersIn(sessions).length
      xdotool(desktop, 'mousemove', '--window', window, ...COMPOSER, 'click', '1', 'type', '--delay', '1', `${words}\n`)
      return nextAnswer(sessions, known)
    },
    async quit() {
      child.kill()
      const [code] = await ended
      return code
    },
  }
}

/** The panel's window, once it shows. */
async function panelOf({ env }: Desktop): Promise<string> {
  const search = spawn('xdotool', ['search', '--sync', '--onlyvisible', '--name', '^Dexter Voice$'], { env })
  const [found] = await once(search.stdout, 'data')
  return String(found).split('\n')[0] ?? ''
}

function xdotool({ env }: Desktop, ...args: string[]): void {
  const { status, stderr } = spawnSync('xdotool', args, { env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`xdotool failed: ${stderr}`)
}

/** Settles with the answer that follows `known` ones. */
function nextAnswer(sessions: string, known: number): Promise<string> {
  return new Promise((resolve) => {
    const look = () => {
      const answer = answersIn(sessions)[known]
      if (answer === undefined) return
      watcher.close()
      resolve(answer)
    }
    const watcher = watch(sessions, look)
    look()
  })
}

/** What was answered in the sessions so far; the last line may not be whole yet. */
function answersIn(sessions: string): string[] {
  return readdirSync(sessions).flatMap((name) =>
    readFileSync(join(sessions, name), 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => Answer.safeParse(JSON.parse(line)))
      .flatMap(({ data }) => data?.data.text ?? []),
  )
}
