import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { hotkeyFor } from '../../shared/hotkeys'
import { openSessionLog } from './session-log'
import type { Stage } from './system'

/** What the packaged app must do on every system, in this order. */
export const CHECKS = {
  starts: 'the packaged app starts, and opens a session with the practice backend',
  tray: 'its icon is in the tray or menu bar',
  key: 'a key that is pressed and let go arrives, both within 2 s',
  answer: 'a recording that is played into the microphone is heard and answered',
  quits: 'it quits when it is told to: exit code 0, nothing left running, its log whole',
} as const
export type Check = keyof typeof CHECKS
export interface Result {
  check: Check
  passed: boolean
  /** One sentence. */
  said: string
}

const START_MS = 90_000
const KEY_MS = 2_000
const ANSWER_MS = 60_000
const QUIT_MS = 20_000
/** Held for longer than a tap. */
const HOLD_MS = 600
/** From the press to the first word, and from the last one to the release. */
const BREATH_MS = 500

const Answer = z.looseObject({ transcript: z.string() })
const says = (data: unknown): string => Answer.safeParse(data).data?.transcript ?? ''

/**
 * Runs them all, and adds to `results` what came of each: what can't be shown here fails, with the reason. Settles when the
 * app has ended.
 */
export async function runChecks(stage: Stage, executable: string, speech: string, results: Result[]): Promise<void> {
  const note = (check: Check, problem: string | null, said: string) => {
    results.push({ check, passed: problem === null, said: problem ?? said })
    console.log(`${problem === null ? 'passed' : 'FAILED'}  ${check.padEnd(7)} ${problem ?? said}`)
  }
  const log = openSessionLog(stage.profile, Date.now())
  const switches = [...stage.switches, '--hidden', '--backend=practice']
  const app = spawn(executable, switches, { env: stage.env, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  for (const stream of [app.stdout, app.stderr]) stream?.on('data', (chunk) => (printed += chunk))
  const ended = once(app, 'exit').then(([code, signal]) => code ?? signal)

  const session = await Promise.race([
    log.until(({ name }) => name === 'session.updated', START_MS),
    ended.then(() => null),
  ])
  note(
    'starts',
    session ? null : `No session was opened within ${START_MS / 1000} s. It printed: ${printed.slice(-500)}`,
    `A session was opened.`,
  )
  if (session === null) {
    app.kill('SIGKILL')
    return
  }

  const shows = await stage.trayShows(app.pid ?? 0, executable)
  note('tray', shows ? null : 'It has no place in the tray.', 'It has its place in the tray.')

  const { code, label } = hotkeyFor(null, stage.system)
  const { keyboard } = stage.desktop
  const from = Date.now()
  await keyboard.down(code)
  const down = await log.until(({ name }) => name === 'talk.press', KEY_MS, from)
  await delay(HOLD_MS)
  const lifted = Date.now()
  await keyboard.up(code)
  const up = await log.until(({ name }) => name === 'talk.release', KEY_MS, lifted)
  note(
    'key',
    down && up ? null : `${label}: ${down ? '' : 'no down '}${up ? '' : 'no up '}arrived within 2 s.`,
    `${label}: down after ${Math.round((down?.at ?? 0) - from)} ms, up after ${Math.round((up?.at ?? 0) - lifted)} ms.`,
  )

  if (stage.deaf !== null || !down) note('answer', stage.deaf ?? 'The key was not heard.', '')
  else {
    const asked = Date.now()
    await keyboard.down(code)
    await delay(BREATH_MS)
    const unplayed = await stage.play(speech).then(
      () => null,
      (error: Error) => `The recording could not be played: ${error.message}`,
    )
    await delay(BREATH_MS)
    await keyboard.up(code)
    const heard = await log.until(
      ({ name }) => name === 'conversation.item.input_audio_transcription.completed',
      ANSWER_MS,
      asked,
    )
    const answer =
      heard && (await log.until(({ name }) => name === 'response.output_audio_transcript.done', ANSWER_MS, asked))
    note(
      'answer',
      unplayed
        ? unplayed
        : answer
          ? null
          : heard
            ? `“${says(heard.data)}” was heard, and not answered.`
            : 'Nothing was heard.',
      `“${says(heard?.data)}” was answered: “${says(answer?.data)}”`,
    )
  }

  const quitter = spawn(executable, [...stage.switches, '--quit'], { env: stage.env, stdio: 'ignore' })
  const told = once(quitter, 'exit')
  const exitCode = await Promise.race([ended, delay(QUIT_MS, 'nothing')])
  await Promise.race([told, delay(QUIT_MS)])
  const left = await goneWithin(QUIT_MS, () => stage.running(dirname(executable)))
  const problems = [
    ...(left.length === 0 ? [] : [`${left.length} of its processes still run.`]),
    ...(exitCode === 0 ? [] : [`It ended with ${exitCode} within ${QUIT_MS / 1000} s.`]),
    ...(existsSync(join(stage.profile, 'settings.json.damaged')) ? ['Its settings are damaged.'] : []),
    ...wholeLog(stage.profile),
  ]
  note('quits', problems.length === 0 ? null : problems.join(' '), 'It ended with 0, and its log is whole.')
  if (exitCode !== 0) app.kill('SIGKILL')
}

/** Settles with what still runs after `ms`: nothing, as soon as all is gone. */
async function goneWithin(ms: number, running: () => Promise<string[]>): Promise<string[]> {
  for (const end = Date.now() + ms; ; await delay(BREATH_MS)) {
    const left = await running()
    if (left.length === 0 || Date.now() > end) return left
  }
}

/** A ledger that ends in the middle of a line was not closed. */
function wholeLog(profile: string): string[] {
  const ledger = join(profile, 'ledger.jsonl')
  if (!existsSync(ledger)) return []
  const text = readFileSync(ledger, 'utf8')
  return text === '' || text.endsWith('\n') ? [] : ['Its ledger is not whole.']
}
