import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import { Activity } from '../../renderer/views/activity/activity'
import { keptId } from '../../shared/kept-conversation'
import type { LogEvent } from '../../shared/log'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { AT, snapshot, turn, user } from '../../tools/workbench/fixtures/entries'
import { click, mount, unmountAll } from '../../tools/workbench/fixtures/mount'

afterEach(unmountAll)

let seq = 0
const row = (mono: number, direction: LogEvent['direction'], name: string, data: object = {}): LogEvent => ({
  seq: ++seq,
  at: AT + mono,
  mono,
  direction,
  name,
  turnId: 'turn-1',
  cause: null,
  data,
})
const frame = () => act(async () => void (await new Promise((resolve) => requestAnimationFrame(resolve))))

test('where the time of a turn went goes on after its end while events come late, and when it is asked again', async () => {
  const ended = turn({ id: 'turn-1', outcome: 'answered', phase: 'ended' })
  const given = snapshot([user({ id: 'turn-1', turnId: 'turn-1' })])
  given.turns = [ended]
  const bridge = fakeBridge({
    snapshot: given,
    log: [row(0, 'app', 'talk.press'), row(100, 'app', 'talk.release'), row(110, 'out', 'response.create')],
  })
  const { all } = await mount(<Activity />, bridge)
  await frame()
  await click(all('.turn-row button').find((button) => /time went/.test(button.textContent ?? ''))!)
  const kinds = () => all('.waterfall li').map((part) => part.dataset.kind)
  const told = async (rows: LogEvent[]) => {
    await act(async () => bridge.push.log(rows))
    await frame()
    return kinds()
  }
  expect(kinds()).toEqual(['you', 'sending', 'thinking'])
  const speaks = [
    row(200, 'in', 'response.output_audio.delta', { item_id: 'm1' }),
    row(900, 'in', 'response.output_audio.done', { item_id: 'm1' }),
    row(910, 'app', 'turn.ended'),
  ]
  expect(await told(speaks)).toEqual(['you', 'sending', 'thinking', 'speaking'])
  await act(async () => bridge.push.update({ ...given, turns: [{ ...ended, outcome: null, phase: 'sending' }] }))
  expect(await told([row(2000, 'out', 'response.create'), row(2500, 'in', 'response.created')])).toHaveLength(5)
})

test('where the time of a turn went has its beginning, too, once that is read', async () => {
  const given = snapshot([user({ id: 'turn-1', turnId: 'turn-1' })])
  given.turns = [turn({ id: 'turn-1', outcome: 'answered', phase: 'ended' })]
  const bridge = fakeBridge({ snapshot: given, log: [] })
  const before = { ...row(0, 'app', 'session.began'), turnId: null }
  const beginning = [row(0, 'app', 'talk.press'), row(100, 'app', 'talk.release')]
  const { all, stores } = await mount(<Activity />, bridge)
  await frame()
  await act(async () => stores.log.append([row(110, 'out', 'response.create'), row(910, 'app', 'turn.ended')]))
  await frame()
  await click(all('.turn-row button').find((button) => /time went/.test(button.textContent ?? ''))!)
  await act(async () => void stores.log.prepend([before, ...beginning]))
  await frame()
  expect(all('.waterfall li').map((part) => part.dataset.kind)).toEqual(['you', 'sending', 'thinking'])
})

test('turns of earlier runs, which a look back has read, are no turns of this session', async () => {
  const given = snapshot([user({ id: 'turn-1', turnId: 'turn-1' })])
  given.turns = [turn({ id: 'turn-1', outcome: 'answered' })]
  const { all, stores } = await mount(<Activity />, fakeBridge({ snapshot: given }))
  await act(async () =>
    stores.conversation.readOlder(async () => ({
      entries: [user({ id: keptId('a', 'turn-1'), order: -9, turnId: keptId('a', 'turn-1') })],
      turns: [turn({ id: keptId('a', 'turn-1') })],
      before: null,
    })),
  )
  expect(all('.turn-row')).toHaveLength(1)
})
