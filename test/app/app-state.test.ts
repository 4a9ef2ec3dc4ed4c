import { describe, expect, it } from 'vitest'
import { createAppState } from '../../main/app/app-state'
import type { Entry, EntryOf, SnapshotUpdate } from '../../shared/snapshot'
import { approval, assistant, snapshot, tool, turn, user } from '../views/fixtures/entries'

/** What stands on screen after the engine that published `entries` is gone; `kept` are the turns whose speech is kept. */
function afterCrash(entries: Entry[], kept: string[] = [], crash: string | null = null) {
  const updates: SnapshotUpdate[] = []
  const state = createAppState({
    backend: 'practice',
    onChange: (update) => updates.push(update),
    onAlarm: () => {},
    after: () => {},
  })
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
  const speaking = snapshot([], { state: 'speaking' }).status
  const flags = [{ kind: 'claim' as const, detail: 'The second has more viewers.' }]
  /** What of it was in sight after each update: `voice`, an entry of a moment, an approval that waits, or nothing. */
  const watch = () => {
    const seen: string[] = []
    const timers: ((() => void) & { ms: number })[] = []
    const state = createAppState({
      backend: 'practice',
      onChange: ({ inSight }, sight) =>
        seen.push(sight.listening ? 'voice' : (inSight ?? (sight.unasked ? 'waits' : 'nothing'))),
      onAlarm: () => {},
      after: (ms, callback) => timers.push(Object.assign(() => callback(), { ms })),
    })
    const update = (status: typeof working, ...entries: Entry[]) => state.engine({ status, entries, turns: [] })
    return { seen, timers, state, update }
  }

  it('while the microphone is open, while something waits for an approval, and for a moment once it is decided', () => {
    const { seen, timers, state, update } = watch()
    const waits = approval()
    update(listening)
    update(working)
    update(working, waits)
    update(working)
    update(working, { ...waits, decision: 'approved' })
    update(working)
    timers.pop()?.()
    expect(seen).toEqual(['voice', 'nothing', 'waits', 'waits', waits.id, waits.id, 'nothing'])
    update(working, approval())
    state.voiceGone(() => false, null)
    expect(seen.slice(7)).toEqual(['waits', 'nothing'])
  })

  it('once an answer or a result does not hold, for as long as it is heard and a while longer', () => {
    const { seen, timers, update } = watch()
    const answer = assistant({ flags: [] })
    update(working, answer)
    update(speaking, { ...answer, flags })
    update(speaking, { ...answer, flags })
    timers.pop()?.()
    update(working)
    expect(seen).toEqual(['nothing', answer.id, answer.id, answer.id])
    timers.pop()?.()
    expect(seen.at(-1)).toBe('nothing')
  })

  it('when an answer came without sound, for as long as it takes to read it', () => {
    const { seen, timers, update } = watch()
    const answer = assistant({ text: 'word '.repeat(100) })
    update(working, answer)
    update(working, { ...answer, unspoken: true })
    // What of it does not hold stands below it, and does not shorten the time.
    update(working, { ...answer, unspoken: true, flags })
    expect(seen).toEqual(['nothing', answer.id, answer.id])
    expect(timers.map(({ ms }) => ms)).toEqual([42_000])
    timers.pop()?.()
    expect(seen.at(-1)).toBe('nothing')
  })

  it('until the trader goes on, by voice or in writing', () => {
    const { seen, timers, update } = watch()
    update(working, tool({ flags }))
    update(listening)
    update(working)
    expect(seen.slice(1)).toEqual(['voice', 'nothing'])
    const other = tool({ flags })
    const question = user()
    update(working, other)
    update(working, question)
    expect(seen.slice(3)).toEqual([other.id, 'nothing'])
    // What is told of a question that is known is nothing new; and the time of what is out of sight ends nothing.
    const third = tool({ flags })
    update(working, third)
    update(working, { ...question, text: 'What is trending?' })
    for (const end of timers.splice(0, 2)) end()
    expect(seen.slice(5)).toEqual([third.id, third.id])
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

it('opens the panel for each warning that something ran otherwise than approved, once', () => {
  let opened = 0
  const state = createAppState({
    backend: 'practice',
    onChange: () => {},
    onAlarm: () => opened++,
    after: () => {},
  })
  const told = (...ids: string[]) =>
    state.engine({
      status: snapshot([], { alarms: ids.map((id) => ({ id, text: 'It ran.' })) }).status,
      entries: [],
      turns: [],
    })
  told()
  told('alarm-1')
  told('alarm-1')
  expect(opened).toBe(1)
  told('alarm-1', 'alarm-2')
  told('alarm-2')
  expect(opened).toBe(2)
})

it('a desktop without a tray is told of once, and stays known', () => {
  const state = createAppState({ backend: 'practice', onChange: () => {}, onAlarm: () => {}, after: () => {} })
  expect(state.current.trayMissing).toBe(false)
  state.trayMissing()
  const { trayMissing, entries } = state.snapshot()
  expect([trayMissing, entries.map((it) => it.kind === 'notice' && it.text)]).toEqual([
    true,
    [expect.stringMatching(/^Your desktop doesn’t show tray icons.*start it again to bring the window back\.$/)],
  ])
})
