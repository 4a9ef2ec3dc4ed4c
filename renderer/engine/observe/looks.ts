import { sentence, t } from '../../../shared/i18n'
import type { TradeToLookAt } from '../../../shared/ipc'
import type { Balances } from '../../../shared/market'
import type { EntryOf } from '../../../shared/snapshot'
import { toolKey } from '../../../shared/tool-name'
import { readOutput } from '../../../shared/tool-output'
import type { EngineState } from '../state'
import { BALANCES } from '../state/looks'
import type { Turn } from '../state/turn'
import { typed } from './questions'
import { notice } from './tell'

/**
 * Looks at what became of a trade whose end nobody saw, once, by a tool that only reads. Nothing is ever tried again. It is a
 * question of its own, so that what the tool told is seen and heard like any other answer.
 */

export function look(state: EngineState, { card, ...trade }: TradeToLookAt): void {
  const tools = state.connections.current?.tools.all() ?? []
  const tool = tools.find((it) => it.readOnly && toolKey({ server: it.server, name: it.name }) === BALANCES)
  if (tool === undefined) return notice(state, 'warning', 'no_look', t('engine.trade.noLook'), null)
  const wallet = card?.wallet ?? trade.wallet
  // Models are asked in English, and the practice model understands nothing else.
  const question = sentence(() => t('engine.trade.lookUp'))
  const turn = typed(state, question.english, question.shown)
  const before = balancesBefore(state, wallet, turn)
  state.looks.byTurn.set(turn.id, {
    trade: { ...trade, wallet, terms: null },
    card,
    before,
    server: tool.server,
  })
}

/** What the wallet held by the newest output that was told before. */
function balancesBefore(state: EngineState, wallet: string | null, { id }: Turn): Balances | null {
  const told = state.conversation
    .all()
    .filter(
      (entry): entry is EntryOf<'tool'> => entry.kind === 'tool' && entry.turnId !== id && toolKey(entry) === BALANCES,
    )
  for (const { output } of told.toReversed()) {
    const read = output === null ? null : readOutput(BALANCES, output)
    if (read?.kind === 'balances' && read.data.walletAddress === wallet) return read.data
  }
  return null
}
