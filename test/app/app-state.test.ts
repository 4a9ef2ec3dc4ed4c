import { describe, expect, it } from 'vitest'
import { createAppState } from '../../main/app/app-state'
import type { Entry, EntryOf, SnapshotUpdate } from '../../shared/snapshot'
import { approval, assistant, snapshot, tool, turn, user } from '../views/fixtures/entries'

/** What stands on screen after the engine that published `entries` is gone; `kept` are the turns whose speech is kept. */
function afterCrash(entries: Entry[], kept: string[] = [], crash: string | null = null) {
  const updates: SnapshotUpdate[] = []
  const state = createAppState({ backend: 'practice', onChange: (update) => updates.push(update), after: () => {} })
  const tools = [
    { server: 'dexter', name: 'solana_swap_execute', readOnly: false },
    { server: 'dexter', name: 'pumpstream_live_summary', readOnly: true },
  ]
  const { status } = snapshot([], { tools, state: 'working' })
  state.engine({ status, entries, turns: [turn({ outcome: null, phase: 'working' })] })
  state.voiceGone((turnId) => kept.includes(turnId), crash)
  return { shown: state.snapshot(), told: updates.at(-1)! }
}
const one = <E extends Entry>(entry: E, kept?: string[]) => afterCrash([entry], kept).shown.entries[0] as E

describe('the small window is in sight', () => {
  const working = snapshot([], { state: 'working' }).status
  const listening = snapshot([], { state: 'listening' }).status
  /** Whether it was, after each update. */
  const watch = () => {
    const seen: boolean[] = []
    const timers: (() => void)[] = []
    const state = createAppState({
      backend: 'practice',
      onChange: (_update, floats) => seen.push(floats),
      after: (_ms, callback) => timers.push(callback),
    })
    const update = (status: typeof working, ...entries: Entry[]) => state.engine({ status, entries, turns: [] })
    return { seen, timers, state, update }
  }

  it('while the microphone is open, and while something waits for an approval', () => {
    const { seen, state, update } = watch()
    const waits = approval()
    update(listening)
    update(working)
    update(working, waits)
    update(working)
    update(working, { ...waits, decision: 'approved' })
    update(working, approval())
    state.voiceGone(() => false, null)
    expect(seen).toEqual([true, false, true, true, false, true, false])
  })

  it('for a while once an answer or a result does not hold, or until the next question', () => {
    const { seen, timers, update } = watch()
    const flags = [{ kind: 'claim', detail: 'The second has more viewers.' }] as const
    const answer = assistant({ flags: [] })
    update(working, answer)
    update(working, { ...answer, flags: [...flags] })
    update(working, { ...answer, flags: [...flags] })
    expect(seen).toEqual([false, true, true])
    timers.pop()?.()
    expect(seen).toEqual([false, true, true, false])
    update(working, tool({ flags: [...flags] }))
    update(listening)
    update(working)
    expect(seen.slice(4)).toEqual([true, true, false])
    // The time of a flag that the trader went on from ends nothing.
    const before = seen.length
    timers.pop()?.()
    expect(seen).toHaveLength(before)
  })
})

describe('when the engine is gone', () => {
  it.each(['capturing', 'sending', 'unsent'] as const)('a question whose speech is kept stays %s', (delivery) => {
    const question = user({ delivery, turnId: 'kept', resendable: delivery === 'unsent' })
    const { shown, told } = afterCrash([question], ['kept'])
    expect(shown.entries).toEqual([question])
    expect(told.entries).toEqual([])
  })

  it.each(['capturing', 'sending'] as const)('a question that was %s and is not kept is not sent', (delivery) => {
    expect(one(user({ delivery, turnId: 'lost' }), ['other'])).toMatchObject({
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
        error: expect.stringMatching(/outcome is unknown: check the wallet/),
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

  it('an answer that was spoken is cut, and open turns have failed', () => {
    const { shown } = afterCrash([assistant({ state: 'speaking' })])
    expect(shown.entries[0]).toMatchObject({ state: 'interrupted' })
    expect(shown.turns[0]).toMatchObject({ phase: 'ended', outcome: 'failed' })
    expect(shown.status).toMatchObject({ state: 'connecting', sessionId: null })
  })

  it('the reason of a crash is said masked and short, and none where it was meant', () => {
    const secret = ['sk', 'abcdefgh12345678'].join('-')
    const { shown } = afterCrash([], [], `no socket for ${secret} ${'x'.repeat(10_000)}`)
    expect(shown.entries).toHaveLength(1)
    const { text } = shown.entries[0] as EntryOf<'notice'>
    expect(text).toMatch(/no socket for/)
    expect(text).not.toContain(secret)
    expect(text.length).toBeLessThan(300)
    expect(afterCrash([]).shown.entries).toEqual([])
  })
})
