import assert from 'node:assert/strict'
import type { FaultName } from '../../main/practice/faults'
import type { Scenario } from './scenario'
import { staged } from './stage'
import { BUY, SECOND, TRENDING } from './words'

/** From the first event on: a question with a tool, one that leans on it, and a trade. */
const disturbed = (what: string, names: FaultName[]): Scenario =>
  staged(
    what,
    { cold: true, faults: Object.fromEntries(names.map((name) => [name, Number.POSITIVE_INFINITY])) },
    async (stage) => {
      const [, second] = rowsOf(await stage.answered(stage.ask(TRENDING)))
      assert.match(await stage.answered(stage.ask(SECOND)), new RegExp(`${second}, has a market cap`))
      const trade = stage.ask(BUY)
      stage.approve(await stage.card())
      await stage.answered(trade)
      assert.equal(stage.server.executed.length, 1)
      assert.deepEqual(stage.steps(), ['proposed', 'approved', 'called', 'succeeded'])
    },
  )

/** Names of the streams of an answer, in its order. */
export const rowsOf = (said: string): string[] =>
  [...said.matchAll(/([A-Z]\w+(?: [A-Z]\w+)*) has \d+ viewers/g)].map((match) => match[1] ?? '')

/** Events come twice, in another order, broken, or from the future. */
export const disturbances: Scenario[] = [
  disturbed('every event is told twice', ['duplicate']),
  disturbed('neighbouring events are swapped', ['reorder']),
  disturbed('events that nobody knows', ['unknown-event']),
  disturbed('messages that break off', ['malformed']),
  disturbed('events with fields of wrong types', ['wrong-types']),
  disturbed('all of these at once', ['duplicate', 'reorder', 'unknown-event', 'malformed', 'wrong-types']),
]
