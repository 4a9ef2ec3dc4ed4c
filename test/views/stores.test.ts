import { describe, expect, test, vi } from 'vitest'
import { createConversation } from '../../renderer/state/conversation'
import { createLog } from '../../renderer/state/log'
import { matcher, NO_FILTER } from '../../renderer/state/log-filter'
import { mirror, mirrorLog } from '../../renderer/state/mirror'
import { createRing } from '../../renderer/state/ring'
import { createStores } from '../../renderer/state/stores'
import { createTrades } from '../../renderer/state/trades'
import type { ConversationPage } from '../../shared/kept-conversation'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { assistant, snapshot, tool, turn, user } from '../../tools/workbench/fixtures/entries'
import { sessionLog } from '../../tools/workbench/fixtures/log'
import { fakeTrades, manyTrades } from '../../tools/workbench/fixtures/trades'

describe('the conversation', () => {
  test('keeps entries in their order, whatever order they come in', () => {
    const conversation = createConversation()
    const [a, b, c, d] = [user(), tool(), assistant(), user()]
    conversation.upsert([c], [])
    conversation.upsert([d, a], [])
    conversation.upsert([b, b], [])
    expect(conversation.getState().ids).toEqual([a.id, b.id, c.id, d.id])
  })

  test('replaces an entry in place, and leaves the others as they are', () => {
    const conversation = createConversation()
    const [question, answer] = [user(), assistant({ text: 'On' })]
    conversation.upsert([question, answer], [])
    const { ids } = conversation.getState()
    conversation.upsert([{ ...answer, text: 'One' }], [])
    expect(conversation.getState().ids).toBe(ids)
    expect(conversation.getState().entries.get(question.id)).toBe(question)
    expect(conversation.getState().entries.get(answer.id)).toMatchObject({ text: 'One' })
  })

  test('is not filled again by a page that was being read when it was cleared', async () => {
    const conversation = createConversation()
    let tell = (_: ConversationPage) => {}
    const reading = conversation.readOlder(() => new Promise((resolve) => (tell = resolve)))
    conversation.clear(Number.POSITIVE_INFINITY)
    tell({ entries: [user()], turns: [], before: null })
    await reading
    expect(conversation.getState().ids).toEqual([])
  })

  test('knows the last answer of each turn', () => {
    const conversation = createConversation()
    const [first, last, other] = [assistant(), assistant(), assistant({ turnId: 'turn-2' })]
    conversation.upsert([last, first, other], [turn()])
    expect(Object.fromEntries(conversation.getState().answers)).toEqual({ 'turn-1': last.id, 'turn-2': other.id })
  })
})

describe('mirroring', () => {
  test('a change that comes before the snapshot is not undone by it', async () => {
    const entry = tool({ status: 'running', endedAt: null })
    const bridge = fakeBridge({ snapshot: snapshot([entry]) })
    const stores = createStores()
    // The snapshot, and then what came before it.
    const changed = new Promise<void>((resolve) => {
      let changes = 0
      stores.conversation.subscribe(() => ++changes === 2 && resolve())
    })
    mirror(bridge, stores)
    bridge.push.update(snapshot([{ ...entry, status: 'done', endedAt: 5 }], { state: 'speaking' }))
    await changed
    expect(stores.conversation.getState().entries.get(entry.id)).toMatchObject({ status: 'done' })
    expect(stores.status.getState().app?.status.state).toBe('speaking')
  })

  test('goes on with what is pushed when the snapshot is refused', async () => {
    const bridge = { ...fakeBridge(), snapshot: () => Promise.reject(new Error('no')) }
    const stores = createStores()
    const changed = new Promise((resolve) => stores.conversation.subscribe(resolve))
    mirror(bridge, stores)
    bridge.push.update(snapshot([user()]))
    await changed
    expect(stores.conversation.getState().ids).toHaveLength(1)
  })

  test('the log is filled from its newest rows back, and rows that come meanwhile are added once', async () => {
    const bridge = fakeBridge({ log: sessionLog(45_000) })
    const { log } = handLog()
    const { rows } = log.getState()
    const lengths: number[] = []
    const filled = new Promise<void>((resolve) => {
      const { append, prepend } = log
      log.append = (events) => {
        append(events)
        lengths.push(rows.length)
      }
      log.prepend = (events) => {
        const room = prepend(events)
        if (rows.length === 45_002) resolve()
        return room
      }
    })
    mirrorLog(bridge, log, async () => {})
    bridge.push.log(sessionLog(3, 44_999))
    await filled
    bridge.push.log(sessionLog(1, 45_002))
    // No more than a window needs before the first rows show.
    expect(lengths[0]).toBeLessThan(1_000)
    expect(Array.from({ length: rows.length }, (_, at) => rows.at(at)?.seq)).toEqual(upTo(45_003))
  })
})

describe('the ring', () => {
  test('keeps the newest, and numbers that hold', () => {
    const ring = createRing<number>(3)
    expect([1, 2, 3, 4, 5].map((value) => ring.push(value))).toEqual([undefined, undefined, undefined, 1, 2])
    expect([ring.at(0), ring.at(1), ring.at(2), ring.at(3), ring.at(-1)]).toEqual([3, 4, 5, undefined, undefined])
    expect(ring.dropped).toBe(2)
  })

  test('takes older values before its first, the newest that there is room for; their numbers hold', () => {
    const ring = createRing<number>(4)
    ring.push(8)
    ring.push(9)
    const first = ring.dropped
    expect(ring.unshift([5, 6, 7])).toBe(2)
    expect([0, 1, 2, 3].map((at) => ring.at(at))).toEqual([6, 7, 8, 9])
    expect(ring.at(first - ring.dropped)).toBe(8)
    expect(ring.unshift([5])).toBe(0)
    ring.push(10)
    expect([0, 1, 2, 3].map((at) => ring.at(at))).toEqual([7, 8, 9, 10])
  })
})

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at)

/** A log whose frames a test draws by hand, on a clock that moves when it is looked at. */
function handLog(capacity?: number, msPerLook = 0) {
  const frames: (() => void)[] = []
  let now = 0
  const clock = {
    frame: (draw: () => void) => void frames.push(draw),
    now() {
      now += msPerLook
      return now
    },
  }
  const log = createLog(clock, capacity)
  return {
    log,
    frames,
    draw() {
      for (const frame of frames.splice(0)) frame()
    },
    seqs: () =>
      Array.from({ length: log.getState().visible.length }, (_, index) => log.getState().visible.at(index)?.seq),
  }
}

describe('the log', () => {
  test('draws once per frame, however many batches came', () => {
    const { log, frames, draw } = handLog()
    let drawn = 0
    log.subscribe(() => {
      drawn += 1
    })
    for (let batch = 0; batch < 50; batch += 1) log.append(sessionLog(10, batch * 10))
    expect(frames).toHaveLength(1)
    expect(drawn).toBe(0)
    draw()
    expect(drawn).toBe(1)
    expect(log.getState().visible.length).toBe(500)
  })

  test('holds its capacity and counts errors of what it holds', () => {
    const { log, draw } = handLog(160)
    log.append(sessionLog(1600))
    draw()
    expect(log.getState().rows.length).toBe(160)
    expect(log.getState().errors).toBe(10)
  })

  test('takes older rows before the first, through its filter, with what they say of errors and turns', () => {
    const { log, draw, seqs } = handLog(300)
    log.append(sessionLog(100, 400))
    log.setFilter({ ...NO_FILTER, errorsOnly: true })
    draw()
    const errors = () => log.getState().visible.length
    const [shown, counted] = [errors(), log.getState().errors]
    expect(log.prepend(sessionLog(160, 240))).toBe(true)
    draw()
    expect(errors()).toBe(shown + 10)
    expect(log.getState().errors).toBe(counted + 10)
    log.setFilter(NO_FILTER)
    expect(seqs()).toEqual(upTo(260).map((at) => at + 240))
    // A turn that lay on both sides is whole.
    expect(log.rowsOf('turn-26').map(({ seq }) => seq)).toEqual(upTo(16).map((at) => at + 400))
    expect(log.rowsOf('turn-25').map(({ seq }) => seq)).toEqual(upTo(16).map((at) => at + 384))
    // Full: there is nothing more to ask for.
    expect(log.prepend(sessionLog(240))).toBe(false)
    expect(log.getState().rows.length).toBe(300)
  })

  test('stands still while paused, and catches up when it follows again', () => {
    const { log, draw, seqs } = handLog(100)
    log.append(sessionLog(50))
    draw()
    log.pause()
    log.append(sessionLog(200, 50))
    draw()
    expect(seqs()).toHaveLength(50)
    expect(seqs()[0]).toBe(0)
    expect(log.getState().waiting).toBe(200)
    log.follow()
    expect(seqs()).toHaveLength(100)
    expect(seqs()[0]).toBe(150)
    expect(log.getState().waiting).toBe(0)
  })

  test('a filter over a full log runs in slices, misses nothing and doubles nothing', () => {
    // Each look at the clock finds the slice over.
    const { log, draw, frames, seqs } = handLog(undefined, 10)
    log.append(sessionLog(3200))
    draw()
    const filter = { ...NO_FILTER, text: 'name:response.done' }
    log.setFilter(filter)
    log.append(sessionLog(160, 3200))
    let slices = 0
    while (frames.length > 0 && slices < 100) {
      draw()
      slices += 1
    }
    expect(slices).toBeGreaterThan(5)
    expect(log.getState().scanning).toBe(false)
    expect(seqs()).toHaveLength(210)
    expect(new Set(seqs()).size).toBe(210)
  })
})

describe('a filter', () => {
  const [press, append] = sessionLog(2)
  const matches = (text: string, event = press!) => matcher({ ...NO_FILTER, text })!(event)
  test('finds words in names and data, all of them, in any case', () => {
    expect(matches('TALK')).toBe(true)
    expect(matches('right ctrl')).toBe(true)
    expect(matches('right alt')).toBe(false)
  })
  test('finds a turn exactly', () => {
    expect(matches('turn:turn-1')).toBe(true)
    expect(matches('turn:turn-10')).toBe(false)
  })
  test('lets a direction through or not', () => {
    const onlyIn = matcher({ ...NO_FILTER, directions: new Set(['in']) })!
    expect(onlyIn(append!)).toBe(false)
  })
  test('that asks for nothing is none', () => expect(matcher(NO_FILTER)).toBeNull())
})

test('older trades that could not be read are asked for again', async () => {
  const bridge = fakeBridge({ trades: fakeTrades(manyTrades(Date.UTC(2026, 10, 30), 150)) })
  const trades = createTrades(bridge)
  const stop = trades.follow()
  await vi.waitFor(() => expect(trades.getState().more).toBe(true))
  const { listTrades } = bridge
  bridge.listTrades = () => Promise.reject(new Error('The disk is gone.'))
  await trades.older()
  expect(trades.getState()).toMatchObject({ more: true, problem: expect.any(String) })
  bridge.listTrades = listTrades
  await trades.older()
  expect(trades.getState()).toMatchObject({ more: false, problem: null })
  stop()
})

test('a filter for a turn shows what the server told within it, though its beginning is read later', () => {
  const { log, draw, seqs } = handLog()
  const rows = [null, 'turn-1', null, null, 'turn-1', null].map((turnId, seq) => ({
    ...sessionLog(1, seq)[0]!,
    turnId,
  }))
  log.append(rows.slice(3))
  log.setFilter({ ...NO_FILTER, text: 'turn:turn-1' })
  expect(seqs()).toEqual(rows.slice(4, 5).map(({ seq }) => seq))
  log.prepend(rows.slice(0, 3))
  draw()
  expect(seqs()).toEqual(rows.slice(1, 5).map(({ seq }) => seq))
})
