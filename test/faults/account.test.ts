import { expect, it } from 'vitest'
import type { MoneyFact } from '../../shared/ledger'
import type { Entry, Turn } from '../../shared/snapshot'
import { accountFor, type Books, type Passed } from '../../tools/faults/account'
import { createSight } from '../../tools/faults/sight'

// The table is only worth as much as its books: each kind of loss and doubling has to show.

const question = { turnId: 't1', words: 'help', samples: 2400, sha256: 'aa', resends: 0 }
const RECEIVED = [{ itemId: 'i1', sha256: 'aa' }]

const out = (type: string): Passed => ({ direction: 'out', event: { type } })
const told = (type: string, fields = {}): Passed => ({ direction: 'in', event: { type, ...fields } })
const delivery = (itemId: string): Passed[] => [
  out('input_audio_buffer.commit'),
  out('response.create'),
  told('input_audio_buffer.committed', { item_id: itemId }),
]
const HEARD = told('response.output_audio.delta')

function account(outcome: Turn['outcome'], user: object, books: Partial<Books>) {
  const sight = createSight()
  sight.update({
    status: { state: 'idle', detail: 'Ready' } as never,
    entries: [{ kind: 'user', id: 't1', delivery: 'sent', problem: null, resendable: false, ...user } as Entry],
    turns: [{ id: 't1', outcome } as Turn],
  })
  const { saw: _, ...found } = accountFor({
    questions: [question],
    sight,
    lines: [[...delivery('i1'), HEARD]],
    received: RECEIVED,
    executed: [],
    money: [],
    ...books,
  })
  return found
}

const fact = (step: MoneyFact['step']): MoneyFact => ({
  at: 0,
  step,
  backend: 'practice',
  turnId: 't1',
  requestId: 'apr_1',
  server: 'dexter',
  tool: 'buy',
  arguments: '{}',
  wallet: null,
  detail: null,
  terms: null,
})

const FINE = { lost: 0, doubled: 0, doubledTrades: 0 }

it('a question that was delivered whole and answered once', () => {
  expect(account('answered', {}, {})).toEqual(FINE)
})

const LOST: [string, Turn['outcome'], object, Partial<Books>][] = [
  ['has not ended', null, {}, {}],
  [
    'passes for answered, the server heard something else',
    'answered',
    {},
    { received: [{ itemId: 'i1', sha256: 'b' }] },
  ],
  ['passes for answered, no session that had it spoke', 'answered', {}, { lines: [delivery('i1')] }],
  ['stands as not sent, and was not sent again', 'unsent', { delivery: 'unsent', problem: 'x', resendable: true }, {}],
  ['was thrown away without a word', 'failed', {}, {}],
]

it.each(LOST)('lost: it %s', (_, outcome, user, books) => {
  expect(account(outcome, user, books)).toMatchObject({ lost: 1 })
})

it('what may have moved money stands without Resend, and is not lost', () => {
  const user = { delivery: 'unanswered', problem: 'A trade may have gone through. Check your wallet.' }
  expect(account('failed', user, {})).toEqual(FINE)
})

it('doubled: answered in two deliveries, or asked for twice in one', () => {
  const received = [...RECEIVED, { itemId: 'i2', sha256: 'aa' }]
  const lines = [
    [...delivery('i1'), HEARD],
    [...delivery('i2'), HEARD],
  ]
  expect(account('answered', {}, { received, lines })).toMatchObject({ doubled: 1 })
  expect(account('answered', {}, { lines: [[...delivery('i1'), out('response.create'), HEARD]] })).toMatchObject({
    doubled: 1,
  })
})

it('trades: one for each approval, and an end for each', () => {
  const money = [fact('proposed'), fact('approved'), fact('called'), fact('succeeded')]
  expect(account('answered', {}, { money, executed: [1] })).toEqual(FINE)
  expect(account('answered', {}, { money, executed: [1, 2] })).toMatchObject({ doubledTrades: 1 })
  expect(account('answered', {}, { money: money.slice(0, 3) })).toMatchObject({ doubledTrades: 1 })
  expect(account('answered', {}, { money: [...money, fact('unknown')] })).toMatchObject({ doubledTrades: 1 })
})
