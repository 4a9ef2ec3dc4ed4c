import type { EntryOf } from '../../../shared/snapshot'
import { toolKey } from '../../../shared/tool-name'
import { CHOOSE } from '../state/wallet'
import { cardOf } from './card'
import { marksOf } from './said/marks'
import { tokenNames } from './token-names'
import { type TurnOutput, toldBy } from './told'
import { readTrade } from './trade'
import { worthOf } from './worth'

/** A proposal, with everything that it is held against. */
export interface Proposed extends Pick<EntryOf<'approval'>, 'server' | 'name' | 'arguments' | 'turnId' | 'wallet'> {
  /** The trader's words, newest first; empty while those of the question are not known. */
  said: readonly string[]
  /** Words that were not heard for sure, in small letters. */
  unsure: readonly string[]
  /** What tools have answered, newest last. */
  outputs: readonly TurnOutput[]
  /** The wallets in use, by the names that their owner gave them. */
  wallets: readonly { address: string; label: string | null }[]
  /** Addresses that something was sent to before. */
  recipients: readonly string[]
}

export type Assessment = Pick<EntryOf<'approval'>, 'card' | 'worth' | 'heard' | 'marks'>

/** Figures older than these many results are not held against a proposal; names are, since a mint does not change its own. */
const MAX_FIGURES = 10
const MAX_NAMES = 30
/** Of all of them: whoever answers with megabytes must not hold up what is being said. */
const MAX_NAME_CHARS = 1_000_000

/** What a proposal is, what it is worth by the tools' own figures, and what of it the trader's words don't hold. Pure. */
export function assessProposal(proposed: Proposed): Assessment {
  const { said, unsure, outputs, recipients, turnId } = proposed
  const heard = said[0] ?? null
  const trade = readTrade(toolKey(proposed), proposed.arguments)
  if (trade === null) return { card: null, worth: null, heard, marks: [] }
  const names = tokenNames(newest(outputs.map(({ output }) => output)))
  const told = toldBy(outputs.slice(-MAX_FIGURES))
  // A choice is about the wallet that it would put in force.
  const wallet = toolKey(proposed) === CHOOSE ? trade.wallet : proposed.wallet
  const card = cardOf(trade, { told, names, wallet, recipients })
  const worth = worthOf(trade, told)
  const wallets = [...proposed.wallets, ...told.wallets]
  const marks = marksOf({
    said,
    unsure,
    latched: proposed.wallet,
    trade,
    card,
    names,
    told,
    turnId,
    worthUsd: worth?.usd ?? null,
    wallets,
  })
  return { card, worth, heard, marks }
}

/** The newest outputs that there is room for. */
function newest(outputs: readonly string[]): string[] {
  const taken: string[] = []
  let room = MAX_NAME_CHARS
  for (const output of outputs.slice(-MAX_NAMES).toReversed()) {
    room -= output.length
    if (room >= 0) taken.unshift(output)
  }
  return taken
}
