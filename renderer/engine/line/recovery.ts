import type { GrantProblem } from '../../../shared/grant'
import { type Age, ageOf } from '../age'
import type { Clock } from '../clock'
import type { Delivery } from '../turns/delivery'
import { rewind, type TurnWork } from '../turns/turn'
import type { TurnBook } from '../turns/turn-book'
import type { Keeper } from './keeper'
import type { Link } from './link'

/** An utterance that was cut, or could not leave, is sent by itself while it is younger than this. */
const RESEND_AGE_MS = 30_000

/** A question that ends every connection it is brought to is brought to no more than these by itself. */
const MAX_TRIES = 2

interface RecoveryDeps {
  clock: Clock
  link: Pick<Link, 'state'>
  keeper: Pick<Keeper, 'lost' | 'exhausted' | 'up'>
  book: TurnBook
  delivery: Pick<Delivery, 'requeue'>
  backend(): string
  /** Tells why speech stays unsent. */
  keepUnsent(turn: TurnWork, problem: string): void
}

/**
 * What becomes of speech when the connection can't be made or is lost: it is delivered again from its first sample while
 * it is fresh and nothing was done with it; else it stands as "not sent", with the reason.
 */
export function createRecovery({ clock, link, keeper, book, delivery, backend, keepUnsent }: RecoveryDeps) {
  let problem: GrantProblem | null = null
  let cancelWatch = () => {}

  const old = (askedAt: Age | null) => askedAt !== null && ageOf(askedAt, clock) >= RESEND_AGE_MS

  /** Sending it once more can neither repeat an action nor an answer, and is still what the trader wants. */
  const repeatable = (turn: TurnWork) =>
    !turn.acted &&
    !turn.proposed &&
    // What a server did of it before it told anything can't be known.
    !(turn.commitSent && turn.unguarded) &&
    turn.tries < MAX_TRIES &&
    turn.toolIds.length === 0 &&
    turn.assistantIds.length === 0 &&
    turn.backend === backend() &&
    !old(turn.askedAt)

  const waiting = () => book.open().filter((turn) => turn.captureEnded && !turn.commitSent)

  const expire = () => {
    if (link.state === 'ready') return
    const why = problem?.message ?? 'There was no connection in time.'
    for (const turn of waiting()) if (old(turn.askedAt)) keepUnsent(turn, why)
    watch()
  }

  /** What waits for a connection does not wait for ever. */
  const watch = () => {
    cancelWatch()
    const ages = waiting().map((turn) => (turn.askedAt ? ageOf(turn.askedAt, clock) : 0))
    if (ages.length > 0) cancelWatch = clock.after(Math.max(1, RESEND_AGE_MS - Math.max(...ages)), expire)
  }

  return {
    /** The link went down; `open` are the turns that still needed it. `closed` says why, where it was no problem. */
    down(next: GrantProblem | null, open: TurnWork[], closed: string) {
      problem = next
      const message = next?.message ?? closed
      const again: TurnWork[] = []
      for (const turn of open) {
        // While it is still being spoken it is kept whole, and told at its end.
        if (turn.captureEnded && (keeper.exhausted(next) || !repeatable(turn))) keepUnsent(turn, message)
        else {
          rewind(turn)
          again.push(turn)
        }
      }
      delivery.requeue(again)
      keeper.lost(next, again.length > 0)
      watch()
    },
    /** The link is up: what has waited for too long is offered, not sent. */
    up() {
      problem = null
      cancelWatch()
      keeper.up()
      for (const turn of waiting()) {
        if (old(turn.askedAt)) keepUnsent(turn, 'The connection came back more than 30 seconds after this was asked.')
      }
    },
    /** A new question: what went wrong before is no reason not to try. */
    fresh() {
      if (link.state === 'down') problem = null
    },
    /** An utterance ended while there was no connection. */
    ended(turn: TurnWork) {
      if (link.state === 'down' && problem !== null && keeper.exhausted(problem)) keepUnsent(turn, problem.message)
      else watch()
    },
    get problem() {
      return problem
    },
  }
}

export type Recovery = ReturnType<typeof createRecovery>
