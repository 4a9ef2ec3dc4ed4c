import { describe, expect, it } from 'vitest'
import { postMortem } from '../../main/app/post-mortem'
import { t } from '../../shared/i18n'
import type { Entry, EntryOf, Turn } from '../../shared/snapshot'
import { approval, assistant, notice, tool, turn, user } from '../../tools/workbench/fixtures/entries'

const SAMPLES = { captured: 48_000, sent: 0, committed: 0, played: 0 }
const TOOLS = [
  { server: 'dexter', name: 'solana_swap_execute', readOnly: false },
  { server: 'dexter', name: 'pumpstream_live_summary', readOnly: true },
]

/** What changes when the engine that published these is gone; `kept` are the questions whose speech is kept. */
const found = (entries: Entry[], turns: Turn[] = [], kept: Record<string, { reached: boolean; acted: boolean }> = {}) =>
  postMortem({ entries, turns, tools: TOOLS, kept: (turnId) => kept[turnId] ?? null, at: 5 })
const one = <E extends Entry>(entry: E) => found([entry]).entries[0] as E
const KEPT = { reached: false, acted: false }

describe('when the engine is gone', () => {
  it.each(['capturing', 'sending', 'unsent'] as const)('a question whose speech is kept stays %s', (delivery) => {
    const question = user({ delivery, turnId: 'kept', resendable: delivery === 'unsent' })
    expect(found([question], [], { kept: KEPT }).entries).toEqual([])
  })

  it.each(['capturing', 'sending'] as const)('a question that was %s and is not kept is not sent', (delivery) => {
    expect(found([user({ delivery, turnId: 'lost' })], [], { other: KEPT }).entries[0]).toMatchObject({
      delivery: 'unsent',
      resendable: false,
      problem: expect.stringContaining('stopped'),
    })
  })

  it('a question that could have been sent again no longer can, and keeps its reason', () => {
    const question = user({ delivery: 'unanswered', resendable: true, problem: 'The line broke.' })
    expect(one(question)).toMatchObject({ delivery: 'unanswered', resendable: false, problem: 'The line broke.' })
  })

  it('a call that may have moved money sends to the wallet, also when the tool is not known', () => {
    for (const name of ['solana_swap_execute', 'brand_new_tool'])
      expect(one(tool({ name, status: 'running', endedAt: null }))).toMatchObject({
        status: 'failed',
        error: expect.stringMatching(/outcome is unknown\. Check your wallet/),
      })
  })

  it('a call that only reads does not frighten', () => {
    const { error } = one(tool({ status: 'running', endedAt: null })) as EntryOf<'tool'>
    expect(error).not.toMatch(/money|wallet/i)
  })

  it('an approval that waited has expired, and nobody holds a key on it', () => {
    const asked = one(approval({ heldSince: 5 }))
    expect(asked).toMatchObject({ decision: 'expired', heldSince: null, reason: expect.stringContaining('stopped') })
  })

  it('an answer that was spoken is cut', () => {
    expect(one(assistant({ state: 'speaking' }))).toMatchObject({ state: 'interrupted' })
  })

  it('nothing changes of what was over, and of notices', () => {
    const over = [user(), assistant(), tool(), approval({ decision: 'denied' }), notice()]
    expect(found(over, [turn()])).toEqual({ entries: [], turns: [] })
  })

  it.each([
    ['its speech was committed', turn({ outcome: null, phase: 'waiting' }), 'failed', 'unanswered'],
    ['it was being recorded', turn({ outcome: null, phase: 'capturing', samples: SAMPLES }), 'unsent', 'unsent'],
    [
      'it was typed and sent',
      turn({ outcome: null, phase: 'waiting', source: 'text', samples: SAMPLES }),
      'failed',
      'unanswered',
    ],
    [
      'it was typed and not sent',
      turn({ outcome: null, phase: 'sending', source: 'text', samples: SAMPLES }),
      'unsent',
      'unsent',
    ],
    [
      'an answer had begun',
      turn({ outcome: null, phase: 'speaking', samples: SAMPLES, said: 'The' }),
      'failed',
      'unanswered',
    ],
  ] as const)('a question that nobody kept ends by the engine’s rule: %s', (_, open, outcome, delivery) => {
    const { entries, turns } = found([user({ turnId: open.id, delivery: 'sending' })], [open])
    expect(turns).toMatchObject([{ phase: 'ended', outcome }])
    expect(entries).toMatchObject([{ delivery, resendable: false }])
  })

  it('a question that the server had, and that nobody kept, does not look answered', () => {
    const open = turn({ outcome: null, phase: 'working' })
    expect(found([user({ turnId: open.id, delivery: 'sent' })], [open]).entries).toMatchObject([
      { delivery: 'unanswered', problem: t('app.lost.voiceGone') },
    ])
  })

  it.each([
    [{ reached: false, acted: false }, 'unsent'],
    [{ reached: true, acted: true }, 'failed'],
  ])('the turn of a kept question ends as the next engine will tell: %o', (kept, outcome) => {
    const open = turn({ id: 'kept', outcome: null, phase: 'capturing', samples: SAMPLES })
    expect(found([], [open], { kept }).turns).toMatchObject([{ outcome }])
  })

  it('a question that may have traded says so, and one that only read does not', () => {
    const open = turn({ id: 't', outcome: null, phase: 'working' })
    const question = user({ turnId: 't', delivery: 'sent' })
    const problem = (name: string) => {
      const call = tool({ turnId: 't', name, status: 'running', endedAt: null })
      const [told] = found([question, call], [open]).entries
      return told?.kind === 'user' ? told.problem : null
    }
    expect(problem('solana_swap_execute')).toMatch(/A trade may have gone through\. Check your wallet\.$/)
    expect(problem('pumpstream_live_summary')).not.toMatch(/trade/)
  })
})
