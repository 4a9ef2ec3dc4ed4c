import { describe, expect, it } from 'vitest'
import { createAppState } from '../../main/app/app-state'
import { hudReasons, isAlarmed, lookAt } from '../../main/app/in-sight'
import type { Entry } from '../../shared/snapshot'
import { approval, assistant, notice, snapshot, tool, user } from '../../tools/workbench/fixtures/entries'

describe('what a change puts in sight', () => {
  const flags = [{ kind: 'claim' as const, detail: 'The second has more viewers.' }]
  const answer = assistant({ text: 'word '.repeat(100) })

  it.each([
    ['a decision, for a moment', approval(), approval({ decision: 'denied' }), 4_000],
    ['an approval that waits, not for a moment', undefined, approval(), null],
    ['what does not hold of an answer', answer, { ...answer, flags }, 12_000],
    ['what does not hold of a result', tool(), tool({ flags }), 12_000],
    ['an answer without sound, until it is read', undefined, { ...answer, unspoken: true }, 42_000],
    ['a very long one, for a minute', undefined, assistant({ text: 'x'.repeat(5000), unspoken: true }), 60_000],
    ['what has been flagged before, not again', { ...answer, flags }, { ...answer, flags }, null],
    ['a question, never', undefined, user(), null],
  ] as const)('%s', (_, before, entry, ms) => {
    expect(lookAt(before, entry as Entry, null)?.ms ?? null).toBe(ms)
  })

  it('nothing anew below an answer that is being read', () => {
    const read = { ...answer, unspoken: true, flags }
    expect(lookAt({ ...answer, unspoken: true }, read, answer.id)).toBe(null)
    expect(lookAt({ ...answer, unspoken: true }, read, null)).toMatchObject({ ms: 12_000, heard: true })
  })
})

describe('the small window is in sight', () => {
  it.each([
    ['panic', 6_000],
    ['hands_free_over', 6_000],
    ['tap', null],
  ])('for a moment where a tone has told something (%s)', (code, ms) => {
    const told = notice({ code })
    expect(lookAt(undefined, told, null)?.ms ?? null).toBe(ms)
    expect(lookAt(told, told, null)).toBeNull()
  })

  const working = snapshot([], { state: 'working' }).status
  const listening = snapshot([], { state: 'listening' }).status
  const speaking = snapshot([], { state: 'speaking' }).status
  const flags = [{ kind: 'claim' as const, detail: 'The second has more viewers.' }]
  /** What of it was in sight after each update: `voice`, an entry of a moment, an approval that waits, or nothing. */
  const watch = (wanted = true) => {
    const seen: string[] = []
    const timers: ((() => void) & { ms: number })[] = []
    const state = createAppState({
      backend: 'practice',
      after: (ms, callback) => timers.push(Object.assign(() => callback(), { ms })),
    })
    state.subscribe((now) => {
      const { listening, unasked } = hudReasons(now, wanted)
      seen.push(listening ? 'voice' : (now.inSight ?? (unasked ? 'waits' : 'nothing')))
    })
    const update = (status: typeof working, ...entries: Entry[]) => state.engine({ status, entries, turns: [] })
    return { seen, timers, state, update }
  }

  it('where it is switched off, only for what waits for an approval, and for a moment once it is decided', () => {
    const { seen, update } = watch(false)
    const waits = approval()
    update(listening)
    update(speaking)
    update(working, waits)
    update(working, { ...waits, decision: 'approved' })
    expect(seen).toEqual(['nothing', 'nothing', 'waits', waits.id])
  })

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
    state.voiceGone(() => null, null)
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

  it('while what was asked aloud is answered, and a few seconds longer; not for what was typed, or tapped', () => {
    const { timers, state, update } = watch()
    const idle = snapshot([], { state: 'idle' }).status
    const answering = () => hudReasons(state.current, true).answering
    const question = user({ text: null, delivery: 'capturing' })
    update(working)
    expect(answering()).toBe(false)
    update(listening, question)
    update(working, { ...question, delivery: 'sent' })
    expect(answering()).toBe(true)
    update(speaking)
    update(idle)
    update(idle)
    expect(timers).toHaveLength(1)
    // A follow-up begins before it has gone: the first one's time ends nothing.
    update(listening, user())
    update(working)
    timers.pop()?.()
    expect(answering()).toBe(true)
    update(idle)
    timers.pop()?.()
    expect(answering()).toBe(false)
    // A session that is renewed is no answer.
    update(snapshot([], { state: 'connecting' }).status)
    expect(answering()).toBe(false)
    const tap = user({ text: null, delivery: 'capturing' })
    update(listening, tap)
    update(working, { ...tap, delivery: 'discarded' })
    expect(answering()).toBe(false)
    update(working, user({ source: 'text' }))
    expect(answering()).toBe(false)
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

it('a warning that something ran otherwise than approved alarms once', () => {
  const alarms = (...ids: string[]) => ids.map((id) => ({ id, text: 'It ran.' }))
  expect(isAlarmed(alarms('alarm-1'), alarms())).toBe(true)
  expect(isAlarmed(alarms('alarm-1'), alarms('alarm-1'))).toBe(false)
  expect(isAlarmed(alarms('alarm-1', 'alarm-2'), alarms('alarm-1'))).toBe(true)
  expect(isAlarmed(alarms('alarm-2'), alarms('alarm-1', 'alarm-2'))).toBe(false)
  expect(isAlarmed(alarms(), alarms('alarm-2'))).toBe(false)
})
