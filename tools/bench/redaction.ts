import { redact } from '../../shared/redact'
import { word } from '../corpora/redaction/made-up'
import type { Row } from './table'

const COUNT = 60_000
const ROUND = 1000

/**
 * What masking costs an event on its way into the log, beside writing it as JSON and reading it again: events of a spoken
 * answer, one in fifty the output of a tool with twenty rows.
 */
export function measureRedaction(): Row[] {
  const events = Array.from({ length: ROUND }, (_, index) => (index % 50 === 0 ? toolEvent(index) : textEvent(index)))
  const values: number[] = []
  const floors: number[] = []
  // In turns, so that a change of the machine's speed touches both.
  for (let round = 0; round < COUNT / ROUND; round++) {
    floors.push(time(events, (event) => JSON.parse(JSON.stringify(event))))
    values.push(time(events, (event) => redact(event)))
  }
  const median = [...floors].sort((a, b) => a - b)[floors.length >> 1] ?? 0
  const floor = { name: 'JSON, there and back', value: median }
  return [{ name: 'masking one event', values, floor, aim: '<= 4 x', unit: 'us' }]
}

/** Microseconds per event, over a thousand. */
function time(events: unknown[], call: (event: unknown) => unknown): number {
  const from = performance.now()
  for (const event of events) call(event)
  return performance.now() - from
}

const textEvent = (index: number) => ({
  type: 'response.output_audio_transcript.delta',
  event_id: `event_${word(`event ${index}`, 21)}`,
  response_id: 'resp_CLeyDLLk466ciUTqgUGub',
  item_id: 'item_CLeyDLLk466ciUTqgUGub',
  output_index: 0,
  content_index: 0,
  delta: index % 3 === 0 ? ' market' : ' cap, at $68,029',
})

const toolEvent = (index: number) => ({
  type: 'response.output_item.done',
  event_id: `event_${word(`event ${index}`, 21)}`,
  item: {
    type: 'mcp_call',
    name: 'pumpstream_live_summary',
    arguments: '{"pageSize":20,"sort":"viewers"}',
    output: JSON.stringify({ streams: Array.from({ length: 20 }, (_, row) => stream(`${index}/${row}`)) }),
  },
})

const stream = (name: string) => ({
  mintId: word(name, 44),
  name: 'Golden Lobster',
  thumbnail: `https://ipfs.io/ipfs/${word(name, 46)}`,
  createdAt: '2026-11-29T10:01:02.345Z',
  description: 'A lobster that trades: live every day at 8:00.',
  marketCapUsd: 68029.15,
  lastTx: word(`${name} tx`, 88),
})
