import { describe, expect, it } from 'vitest'
import {
  answering,
  askAgain,
  createTurn,
  delivered,
  ended,
  letGo,
  recorded,
  rewind,
  type Stage,
  type Turn,
} from '../../renderer/engine/state/turn'

const NOW = { now: 1_000, mono: 0 }
const spoken = () =>
  createTurn({ id: 't', source: 'voice', text: null, backend: 'practice', wallet: null, at: 1_000 }, NOW)

/** A turn that has come this far. */
const AT: Record<Stage['at'], () => Turn> = {
  holding: spoken,
  capturing: () => done(spoken(), (turn) => letGo(turn, 1_500)),
  deciding: () => done(AT.capturing(), (turn) => recorded(turn, 'hold', NOW)),
  queued: () => done(AT.capturing(), (turn) => recorded(turn, 'question', NOW)),
  delivered: () => done(AT.queued(), (turn) => delivered(turn, 'sess_1', 1_700)),
  answering: () => done(AT.delivered(), answering),
  ended: () => done(AT.answering(), (turn) => ended(turn, 'answered')),
}
const done = (turn: Turn, move: (turn: Turn) => void) => {
  move(turn)
  return turn
}

const MOVES: Record<string, { move(turn: Turn): void; from: Stage['at'][]; to: Stage['at'] }> = {
  'the key is up': { move: (turn) => letGo(turn, 1_500), from: ['holding'], to: 'capturing' },
  'a question is recorded': {
    move: (turn) => recorded(turn, 'question', NOW),
    from: ['holding', 'capturing'],
    to: 'queued',
  },
  'a hold is recorded': {
    move: (turn) => recorded(turn, 'hold', NOW),
    from: ['holding', 'capturing'],
    to: 'deciding',
  },
  'it is delivered': { move: (turn) => delivered(turn, 'sess_1', 1_700), from: ['queued'], to: 'delivered' },
  'it ends': {
    move: (turn) => ended(turn, 'unsent'),
    from: ['holding', 'capturing', 'deciding', 'queued', 'delivered', 'answering', 'ended'],
    to: 'ended',
  },
  'it is asked again': {
    move: (turn) => askAgain(turn, 'practice', NOW),
    from: ['ended'],
    to: 'queued',
  },
}
const STAGES = Object.keys(AT) as Stage['at'][]

describe.each(Object.entries(MOVES))('%s', (_, { move, from, to }) => {
  it.each(STAGES)('%s', (at) => {
    const turn = AT[at]()
    if (from.includes(at)) {
      move(turn)
      expect(turn.stage.at).toBe(to)
    } else {
      expect(() => move(turn)).toThrow(`A turn can't go from ${at} to ${to}.`)
      expect(turn.stage.at).toBe(at)
    }
  })
})

it('a question whose connection is lost is delivered again from its first sample, and counts how often', () => {
  const turn = AT.answering()
  Object.assign(turn.attempt, { sent: 4_800, committed: 4_800, itemId: 'item_1', nextFrame: 3 })
  rewind(turn)
  expect(turn.stage.at).toBe('queued')
  expect(turn.attempt).toMatchObject({ sent: 0, committed: 0, itemId: null, nextFrame: 0, deliveries: 1 })
})

it('what came of a first try does not count for the next', () => {
  const turn = AT.ended()
  Object.assign(turn.attempt, { toolIds: ['c1'], assistantIds: ['m1'], responseCreates: 2, toolsRefused: true })
  askAgain(turn, 'practice', NOW)
  expect(turn.attempt).toMatchObject({ toolIds: [], assistantIds: [], responseCreates: 0, toolsRefused: false })
})
