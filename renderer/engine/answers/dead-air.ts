import { createAlarm } from '../alarm'
import type { Clock } from '../clock'

/** Silence after a tool that a trader takes for a fault. */
export const SILENCE_MS = 4_000

/** What a turn waits for after its tools were asked. */
export type Wait =
  | { for: 'nothing' }
  /** Calls that have not ended, as far as was told. */
  | { for: 'tools'; turnId: string; itemIds: string[]; names: string[] }
  /** All calls have ended, but the end of the response was not told. */
  | { for: 'response'; turnId: string; responseId: string }
  /** The answer was asked for and has not begun. */
  | { for: 'answer'; turnId: string }

interface DeadAirDeps {
  clock: Clock
  wait(): Wait
  /** Says what is waited for; null when nothing is any more. */
  say(sentence: string | null): void
  /** Asks the server for the calls as they now stand: an end that was not told is found. */
  lookAgain(turnId: string, itemIds: string[]): void
  /** Takes the response for done. */
  presumeDone(turnId: string, responseId: string): void
}

/**
 * Notices when nothing comes for some seconds after a tool: it says what is waited for, and once per wait it tries what
 * could have been lost. An answer that was asked for is never asked for a second time: a slow model is not a lost one.
 */
export function createDeadAir({ clock, wait, say, lookAgain, presumeDone }: DeadAirDeps) {
  /** The wait that a recovery was tried for. */
  let tried = ''
  let said = false

  const silence = createAlarm(clock, () => {
    const now = wait()
    if (now.for === 'nothing') return
    said = true
    say(sentence(now))
    const key = JSON.stringify(now)
    if (tried === key) return
    tried = key
    if (now.for === 'tools') lookAgain(now.turnId, now.itemIds)
    if (now.for === 'response') presumeDone(now.turnId, now.responseId)
    heard()
  })

  /** The server said something, or was asked something. */
  const heard = () => {
    if (wait().for !== 'nothing') return silence.set(SILENCE_MS)
    silence.clear()
    if (said) {
      said = false
      say(null)
    }
  }

  return { heard }
}

function sentence(wait: Exclude<Wait, { for: 'nothing' }>): string {
  if (wait.for === 'tools') return `Still waiting for ${[...new Set(wait.names)].map(words).join(', ')}…`
  return wait.for === 'answer' ? 'The figures are here; still waiting for the answer…' : 'Still waiting for the server…'
}

const words = (tool: string) => tool.replace(/_/g, ' ')
