import { describe, expect, it } from 'vitest'
import { createLog } from '../../renderer/state/log'
import { percentile, waterfallOf } from '../../renderer/state/waterfall'
import type { LogEvent } from '../../shared/log'

let seq = 0
const row = (
  mono: number,
  direction: LogEvent['direction'],
  name: string,
  data: object = {},
  over: Partial<LogEvent> = {},
): LogEvent => ({ seq: ++seq, at: mono, mono, direction, name, turnId: null, cause: null, data, ...over })
const mine = { turnId: 't1' }

const turn = () => [
  row(1000, 'app', 'talk.press', {}, mine),
  row(3000, 'app', 'talk.release', {}, mine),
  row(3150, 'out', 'input_audio_buffer.commit', { event_id: 'e1' }, mine),
  row(3150, 'out', 'response.create', { event_id: 'e2' }, mine),
  row(3160, 'in', 'input_audio_buffer.committed', {}, { cause: 'e1' }),
  row(3300, 'in', 'response.output_item.added', { item: { id: 'c1', type: 'mcp_call', name: 'solana_list_balances' } }),
  row(3400, 'in', 'response.mcp_call.in_progress', { item_id: 'c1' }),
  row(3900, 'in', 'response.mcp_call.completed', { item_id: 'c1' }),
  row(3950, 'in', 'conversation.item.done', { item: { id: 'a1', type: 'mcp_approval_request' } }),
  row(9950, 'app', 'approval.decided', { requestId: 'a1' }),
  row(9960, 'in', 'response.output_audio.delta', { item_id: 'm1' }),
  row(9990, 'in', 'response.output_audio.delta', { item_id: 'm1' }),
  row(12_000, 'in', 'response.output_audio.done', { item_id: 'm1' }),
  row(12_500, 'app', 'turn.ended', {}, mine),
]

describe('where a turn’s time went', () => {
  it('is told part by part, the trader’s own time apart', () => {
    expect(waterfallOf(turn())).toEqual([
      { kind: 'you', name: '', from: 0, to: 2000 },
      { kind: 'sending', name: '', from: 2000, to: 2150 },
      { kind: 'thinking', name: '', from: 2150, to: 8960 },
      { kind: 'tool', name: 'solana_list_balances', from: 2400, to: 2900 },
      { kind: 'you', name: '', from: 2950, to: 8950 },
      { kind: 'speaking', name: '', from: 8960, to: 11_000 },
    ])
    expect(waterfallOf([])).toEqual([])
  })

  it('lasts to the newest row where its end was not told', () => {
    expect(waterfallOf(turn().slice(0, 7)).at(-1)).toEqual({
      kind: 'tool',
      name: 'solana_list_balances',
      from: 2400,
      to: 2400,
    })
  })
})

describe('the rows of a turn', () => {
  it('are its own and what the server told meanwhile, also by the filter', () => {
    const log = createLog({ frame: (draw) => draw(), now: () => 0 })
    const rows = [row(0, 'in', 'session.created'), ...turn(), row(13_000, 'in', 'rate_limits.updated')]
    log.append(rows)
    expect(log.rowsOf('t1')).toEqual(rows.slice(1, -1))
    log.setFilter({ ...log.getState().filter, text: 'turn:t1' })
    expect(log.getState().visible.length).toBe(rows.length - 2)
    expect(log.rowsOfEvent('e1')).toMatchObject({
      sent: { name: 'input_audio_buffer.commit' },
      answers: [{ name: 'input_audio_buffer.committed' }],
    })
  })
})

it('percentiles are of the nearest rank', () => {
  expect([percentile([], 0.5), percentile([3, 1, 2], 0.5), percentile([3, 1, 2], 0.95)]).toEqual([null, 2, 3])
})
