import type { GrantProblem } from '../../shared/grant'
import type { Clock } from './clock'
import type { Delivery } from './delivery'
import type { Link } from './link'
import { rewind, type TurnWork } from './turn'

/** An utterance cut by a lost connection is sent again by itself while it is younger than this. */
const RESEND_AGE_MS = 30_000
/** Pauses before connecting again while an utterance waits. */
const RECONNECT_MS = [300, 1_500]

interface RecoveryDeps {
  clock: Clock
  link: Pick<Link, 'ensure' | 'state'>
  delivery: Pick<Delivery, 'requeue'>
  backend(): string
  /** Tells why speech stays unsent. */
  keepUnsent(turn: TurnWork, problem: string): void
}

/**
 * What becomes of speech when the connection can't be made or is lost: it is delivered again from its first sample while
 * it is fresh and nothing was done with it; else it stands as "not sent", with the reason.
 */
export function createRecovery({ clock, link, delivery, backend, keepUnsent }: RecoveryDeps) {
  let problem: GrantProblem | null = null
  let tries = 0
  let cancelTimer = () => {}

  const hopeless = () => problem !== null && (problem.retry === 'never' || tries >= RECONNECT_MS.length)

  /** Sending it once more can neither repeat an action nor an answer, and is still what the trader wants. */
  const repeatable = (turn: TurnWork) =>
    !turn.acted &&
    turn.toolIds.length === 0 &&
    turn.assistantIds.length === 0 &&
    turn.backend === backend() &&
    clock.now() - turn.startedAt < RESEND_AGE_MS

  return {
    /** The link went down; `waiting` are the turns that still needed it. */
    down(next: GrantProblem | null, waiting: TurnWork[]) {
      problem = next
      const message = next?.message ?? 'The session was closed.'
      const again: TurnWork[] = []
      for (const turn of waiting) {
        // While it is still being spoken it is kept whole, and told at its end.
        if (turn.captureEnded && (hopeless() || !repeatable(turn))) keepUnsent(turn, message)
        else {
          rewind(turn)
          again.push(turn)
        }
      }
      delivery.requeue(again)
      if (again.length === 0 || hopeless()) return
      const pauseMs = next?.retryAfterMs ?? RECONNECT_MS[tries] ?? 0
      tries++
      cancelTimer()
      cancelTimer = clock.after(pauseMs, () => link.ensure())
    },
    /** The link is up. */
    up() {
      problem = null
      tries = 0
    },
    /** A new question: what went wrong before is no reason not to try. */
    fresh() {
      tries = 0
      if (link.state !== 'down') return
      problem = null
      cancelTimer()
      link.ensure()
    },
    /** An utterance ended while there was no hope of delivering it. */
    giveUpIfHopeless(turn: TurnWork) {
      if (link.state === 'down' && problem !== null && hopeless()) keepUnsent(turn, problem.message)
    },
    get problem() {
      return problem
    },
    stop: () => cancelTimer(),
  }
}

export type Recovery = ReturnType<typeof createRecovery>
