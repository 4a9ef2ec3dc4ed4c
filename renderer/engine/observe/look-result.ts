import { sentence } from '../../../shared/i18n'
import type { EntryOf } from '../../../shared/snapshot'
import { toolKey } from '../../../shared/tool-name'
import { readOutput } from '../../../shared/tool-output'
import { findingOf } from '../money/look'
import type { EngineState } from '../state'
import { BALANCES } from '../state/looks'
import { notice } from './tell'

/** A tool has answered: if it was asked for a look, what it found goes into the ledger. */
export function lookAnswered(state: EngineState, entry: EntryOf<'tool'>): void {
  const asked = entry.turnId === null ? undefined : state.looks.byTurn.get(entry.turnId)
  if (asked === undefined || toolKey(entry) !== BALANCES || entry.output === null) return
  const read = readOutput(BALANCES, entry.output)
  if (read.kind !== 'balances' || read.data.walletAddress !== asked.trade.wallet) return
  state.looks.byTurn.delete(entry.turnId ?? '')
  const { data } = read
  const found = sentence(() => findingOf(asked.card, asked.before, data))
  state.outbox.push({
    do: 'money',
    fact: { at: state.time.now, step: 'looked', ...asked.trade, detail: found.english },
    waits: null,
  })
  state.conversation.change(asked.trade.requestId, 'approval', { found: found.shown })
  notice(state, 'info', 'looked', found.shown, entry.turnId)
}
