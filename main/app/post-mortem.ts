import { t } from '../../shared/i18n'
import type { Entry, EntryOf, Status, Turn } from '../../shared/snapshot'
import { unanswered } from '../../shared/turn-outcome'

/** What is known of a question whose speech was kept. */
interface Kept {
  reached: boolean
  acted: boolean
}

export interface Remains {
  entries: readonly Entry[]
  turns: readonly Turn[]
  tools: Status['tools']
  /** The question of a turn whose speech was kept; null for any other. */
  kept(turnId: string): Kept | null
  /** Now, in epoch milliseconds. */
  at: number
}

/**
 * How entries and turns stand when the engine is gone with its window; only those that change. What it was about to do
 * will not happen, and must not look as if. Questions whose speech was kept stay as they are: the next engine publishes
 * them again under their ids.
 */
export function postMortem({ entries, turns, tools, kept, at }: Remains): { entries: Entry[]; turns: Turn[] } {
  const onlyReads = (call: EntryOf<'tool'>) =>
    tools.some(({ server, name, readOnly }) => server === call.server && name === call.name && readOnly)
  const acting = new Set(entries.flatMap((entry) => (entry.kind === 'tool' && !onlyReads(entry) ? entry.turnId : [])))
  const open = new Map(turns.flatMap((turn) => (turn.outcome === null ? [[turn.id, turn]] : [])))

  /** By the engine's own rule. What was kept the next engine has at hand again; nobody has the rest. */
  const ending = (turnId: string, reached: boolean) =>
    unanswered({
      ...(kept(turnId) ?? { acted: acting.has(turnId), reached }),
      hasSpeech: kept(turnId) !== null,
      problem: t('app.lost.voiceGone'),
    })

  const question = (entry: EntryOf<'user'>): Entry[] => {
    const turnId = entry.turnId ?? entry.id
    const turn = open.get(turnId)
    if (kept(turnId) !== null || !isOpen(entry, turn)) return []
    const reached = entry.delivery === 'unanswered' || (turn !== undefined && hasReached(turn))
    const { delivery, problem, resendable } = ending(turnId, reached)
    return [{ ...entry, delivery, resendable, problem: entry.problem ?? problem }]
  }

  return {
    entries: entries.flatMap((entry): Entry[] => {
      switch (entry.kind) {
        case 'user':
          return question(entry)
        case 'assistant':
          return entry.state === 'speaking' ? [{ ...entry, state: 'interrupted' }] : []
        case 'tool':
          return entry.status !== 'done' && entry.status !== 'failed' ? [abandoned(entry, onlyReads(entry), at)] : []
        case 'approval':
          return entry.decision === 'pending'
            ? [{ ...entry, decision: 'expired', reason: t('app.lost.voiceGone'), heldSince: null, hindrance: null }]
            : []
        case 'notice':
          return []
        default:
          return entry satisfies never
      }
    }),
    turns: [...open.values()].map((turn) => ({
      ...turn,
      phase: 'ended',
      outcome: ending(turn.id, hasReached(turn)).outcome,
    })),
  }
}

/** Nothing ends it but the engine that is gone. */
function isOpen({ delivery, resendable }: EntryOf<'user'>, turn: Turn | undefined): boolean {
  if (resendable || delivery === 'capturing' || delivery === 'sending') return true
  return delivery === 'sent' && turn !== undefined
}

/** As far as what was published last tells. */
const hasReached = ({ source, samples, phase, said }: Turn) =>
  said !== '' || (source === 'voice' ? samples.committed > 0 : phase !== 'capturing' && phase !== 'sending')

function abandoned(call: EntryOf<'tool'>, onlyRead: boolean, at: number): Entry {
  const error = t(onlyRead ? 'app.lost.askAgain' : 'app.lost.mayHaveMoved')
  return { ...call, status: 'failed', error, unknown: !onlyRead, endedAt: at }
}
