import { describe, expect, test } from 'vitest'
import { createConversation } from '../../renderer/state/conversation'
import { createLog } from '../../renderer/state/log'
import { matcher, NO_FILTER } from '../../renderer/state/log-filter'
import { mirror, mirrorLog } from '../../renderer/state/mirror'
import { createRing } from '../../renderer/state/ring'
import { createStores } from '../../renderer/state/stores'
import type { ConversationPage } from '../../shared/kept-conversation'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { assistant, snapshot, tool, turn, user } from '../../tools/workbench/fixtures/entries'
import { sessionLog } from '../../tools/workbench/fixtures/log'

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

  test('the log is filled page by page, and rows that come meanwhile are added once', async () => {
    const kept = sessionLog(45_000)
    const bridge = fakeBridge({ log: kept })
    const { log } = handLog()
    const { rows } = log.getState()
    const filled = new Promise<void>((resolve) => {
      const append = log.append
      log.append = (events) => {
        append(events)
        if (rows.length === 45_002) resolve()
      }
    })
    mirrorLog(bridge, log)
    bridge.push.log(sessionLog(3, 44_999))
    await filled
    bridge.push.log(sessionLog(1, 45_002))
    expect(rows.length).toBe(45_003)
    expect(rows.at(rows.length - 1)?.seq).toBe(45_002)
    expect(rows.at(44_999)?.seq).toBe(44_999)
  })
})

describe('the ring', () => {
  test('keeps the newest, and numbers that hold', () => {
    const ring = createRing<number>(3)
    expect([1, 2, 3, 4, 5].map((value) => ring.push(value))).toEqual([undefined, undefined, undefined, 1, 2])
    expect([ring.at(0), ring.at(1), ring.at(2), ring.at(3), ring.at(-1)]).toEqual([3, 4, 5, undefined, undefined])
    expect(ring.dropped).toBe(2)
  })
})

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
