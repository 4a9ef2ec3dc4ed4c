import assert from 'node:assert/strict'
import type { Behaviour } from '../../main/practice/behaviour'
import type { FaultName } from '../../main/practice/faults'
import type { Scenario } from './scenario'
import { staged } from './stage'
import { BUY, SECOND, TRENDING } from './words'

/** From the first event on: a question with a tool, one that leans on it, and a trade. */
const disturbed = (what: string, names: FaultName[], behaviour: Partial<Behaviour> = {}): Scenario =>
  staged(
    what,
    { cold: true, behaviour, faults: Object.fromEntries(names.map((name) => [name, Number.POSITIVE_INFINITY])) },
    async (stage) => {
      const [, second] = rowsOf(await stage.answered(stage.ask(TRENDING)))
      assert.match(await stage.answered(stage.ask(SECOND)), new RegExp(`${second}, has a market cap`))
      const trade = stage.ask(BUY)
      stage.approve(await stage.card())
      await stage.answered(trade)
      // A result may come after the answer.
      await stage.until('the ledger tells the end', () => stage.steps().length === 4)
      assert.equal(stage.server.executed.length, 1)
      assert.deepEqual(stage.steps(), ['proposed', 'approved', 'called', 'succeeded'])
    },
  )

/** Names of the streams of an answer, in its order. */
export const rowsOf = (said: string): string[] =>
  [...said.matchAll(/([A-Z]\w+(?: [A-Z]\w+)*) has \d+ viewers/g)].map((match) => match[1] ?? '')

const ALL: FaultName[] = ['duplicate', 'reorder', 'unknown-event', 'malformed', 'wrong-types', 'binary-frames']

/** Events come twice, in another order, broken, or from the future. */
export const disturbances: Scenario[] = [
  disturbed('every event is told twice', ['duplicate']),
  disturbed('neighbouring events are swapped', ['reorder']),
  disturbed('events that nobody knows', ['unknown-event']),
  disturbed('messages that break off', ['malformed']),
  disturbed('events with fields of wrong types', ['wrong-types']),
  disturbed('every event comes as a binary frame', ['binary-frames']),
  disturbed('all of these at once', ALL),
  disturbed('all of these at once, calls end before response.done', ALL, { callsBeforeDone: true }),
  disturbed('all of these at once, in the older dialect', ALL, { dialect: 'beta' }),
  disturbed('a server that shows one dialect and speaks the other', [], { disguised: true }),
  disturbed('a server with the habits of the recorded session', [], { asRecorded: true }),
]
