import { describe, expect, it } from 'vitest'
import { createAppState, updateOf } from '../../main/app/app-state'
import type { EntryOf, SnapshotUpdate } from '../../shared/snapshot'
import { approval, assistant, snapshot, turn, user } from '../../tools/workbench/fixtures/entries'

const open = () => {
  const state = createAppState({ backend: 'practice', after: () => {} })
  const told: SnapshotUpdate[] = []
  state.subscribe((now) => told.push(updateOf(now)))
  return { state, told }
}

describe('what is told of a change', () => {
  const { status } = snapshot([], { state: 'working' })

  it('is everything that is on screen, and of the conversation what has changed', () => {
    const { state, told } = open()
    const first = user()
    const second = assistant()
    state.engine({ status, entries: [first], turns: [turn()] })
    state.engine({ status, entries: [second], turns: [] })
    state.set({ backendNote: 'Practice' })
    expect(told.map(({ entries, turns }) => [entries, turns])).toEqual([
      [[first], [turn()]],
      [[second], []],
      [[], []],
    ])
    expect(told.at(-1)).toMatchObject({ status, backendNote: 'Practice', inSight: null })
    expect(Object.keys(told[0]!)).not.toContain('approvalWaits')
    const { entries, turns } = state.snapshot()
    expect([entries, turns]).toEqual([[first, second], [turn()]])
  })

  it('reaches those alone who follow what has changed', () => {
    const { state } = open()
    const told: string[] = []
    for (const slice of ['account', 'wallets', 'hotkey', 'status'] as const)
      state.subscribe(
        (now) => now[slice],
        () => told.push(slice),
      )
    state.set({ wallets: { ...state.current.wallets, total: 3 } })
    state.notice('info', 'news', 'Something happened.')
    expect(told).toEqual(['wallets'])
  })

  it('a notice is taken back once what it says no longer holds, and stays where it was', () => {
    const { state, told } = open()
    const withdraw = state.notice('error', 'ledger', 'Nothing can be saved.')
    state.notice('info', 'news', 'Something happened.')
    withdraw()
    const [gone, stays] = state.snapshot().entries
    expect(gone).toMatchObject({ code: 'ledger', over: true })
    expect(stays).not.toHaveProperty('over')
    expect(told.at(-1)?.entries).toEqual([gone])
  })
})

describe('when the engine is gone', () => {
  it('the conversation says so, and nothing waits for an approval', () => {
    const { state, told } = open()
    const waits = approval()
    state.engine({
      status: snapshot([], { state: 'working' }).status,
      entries: [waits],
      turns: [turn({ outcome: null, phase: 'working' })],
    })
    expect(state.current.approvalWaits).toBe(true)
    state.voiceGone(() => null, null)
    expect(told.at(-1)).toMatchObject({
      status: { state: 'connecting', sessionId: null },
      entries: [{ id: waits.id, decision: 'expired' }],
      turns: [{ phase: 'ended', outcome: 'failed' }],
    })
    expect(state.current.approvalWaits).toBe(false)
    expect(state.snapshot().entries).toMatchObject([{ decision: 'expired' }])
  })

  it('the reason of a crash is said masked and short, and none where it was meant', () => {
    const { state } = open()
    const secret = ['sk', 'abcdefgh12345678'].join('-')
    state.voiceGone(() => null, null)
    expect(state.snapshot().entries).toEqual([])
    state.voiceGone(() => null, `no socket for ${secret} ${'x'.repeat(10_000)}`)
    const [told] = state.snapshot().entries as EntryOf<'notice'>[]
    expect(told?.text).toMatch(/no socket for/)
    expect(told?.text).not.toContain(secret)
    expect(told?.text.length).toBeLessThan(300)
  })
})

it('a desktop without a tray is told of once, and stays known', () => {
  const state = createAppState({ backend: 'practice', after: () => {} })
  expect(state.current.trayMissing).toBe(false)
  state.trayMissing()
  const { trayMissing, entries } = state.snapshot()
  expect([trayMissing, entries.map((it) => it.kind === 'notice' && it.text)]).toEqual([
    true,
    [expect.stringMatching(/^Your desktop doesn’t show tray icons.*start Dexter Voice again\.$/)],
  ])
})
