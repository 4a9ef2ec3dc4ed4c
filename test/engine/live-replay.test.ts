import fc from 'fast-check'
import { expect, it } from 'vitest'
import { playThrough } from '../../renderer/engine/replay/playthrough'
import { readRecording } from '../../renderer/engine/replay/reading/read-recording'
import { redact } from '../../shared/redact'
import type { Entry } from '../../shared/snapshot'
import { type Step, steps } from '../../tools/engine/model/steps'
import { createWorld, type Scenario } from '../../tools/engine/model/world'

/** `DEXTER_RUNS=5000 DEXTER_SEED=random npm test -- test/engine/live-replay.test.ts` looks further than every day's run. */
const RUNS = Number(process.env.DEXTER_RUNS ?? 200)
const SEED = process.env.DEXTER_SEED ?? '20261130'
const MOST_STEPS = 120

const scenario: fc.Arbitrary<Scenario> = fc.record({
  dialect: fc.constantFrom('ga' as const, 'ga' as const, 'beta' as const),
  disguised: fc.nat({ max: 9 }).map((of) => of === 9),
})

/** What a report tells of an entry. */
const told = (entry: Entry) => {
  const { order: _, at: __, ...rest } = entry
  if (rest.kind === 'user') return { ...rest, durationMs: 0, resendable: false }
  if (rest.kind === 'approval') {
    const { id, card, worth, heard, marks, decision, reason, unknown, found } = rest
    return { id, card, worth, heard, marks, decision, reason, unknown, found }
  }
  return rest.kind === 'tool' ? { ...rest, endedAt: null } : rest
}
const isTold = ({ kind }: Entry) => kind === 'user' || kind === 'assistant' || kind === 'tool' || kind === 'approval'
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)

async function differences(of: Scenario, happened: Step[]) {
  const world = createWorld(of)
  world.start()
  for (const step of happened) await world.run(step)
  await world.quiet()
  const text = world.log.map((row) => `${JSON.stringify(row)}\n`).join('')
  const { state } = playThrough(readRecording(text))
  return {
    live: {
      entries: [...world.entries.values()].filter(isTold).map(told).sort(byId),
      turns: [...world.turns.values()].map(({ id, outcome, usage }) => ({ id, outcome, usage })).sort(byId),
      errors: world.status?.errors,
      today: world.status?.spending.today,
    },
    replayed: {
      entries: state.conversation.all().filter(isTold).map(told).sort(byId),
      turns: [...state.turns.all()]
        .map(({ id, stage, usage }) => ({ id, outcome: stage.at === 'ended' ? stage.outcome : null, usage }))
        .sort(byId),
      errors: state.problems.all(),
      today: state.spending.state({
        model: state.settings.paidModel,
        budget: null,
        tokens: null,
        prices: state.settings.modelPrices,
        transcription: null,
      }).today,
    },
  }
}

it('the log of whatever has happened, replayed, tells what the engine told', async () => {
  const seed = SEED === 'random' ? {} : { seed: Number(SEED) }
  await fc.assert(
    fc.asyncProperty(scenario, steps(MOST_STEPS), async (of, happened) => {
      const { live, replayed } = await differences(of, happened)
      // Secrets are masked before a row of the log exists.
      expect(redact(replayed)).toEqual(redact(live))
    }),
    { numRuns: RUNS, ...seed, endOnFailure: false },
  )
}, 600_000)
