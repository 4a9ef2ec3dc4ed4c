import type { CallOutput } from '../../renderer/engine/evidence'
import { BALANCES, RECEIPT, SWAP, TOKENS } from '../../tools/workbench/fixtures/outputs'
import recorded from '../../tools/workbench/fixtures/streams.json'

/** When the fixtures' figures were made, and a moment after. */
export const MADE = Date.parse(recorded.generatedAt)
export const SOON = MADE + 2_000

export function call(name: string, value: unknown, args: unknown = {}, receivedAt: number | null = SOON): CallOutput {
  return {
    name,
    arguments: JSON.stringify(args),
    output: typeof value === 'string' ? value : JSON.stringify(value),
    receivedAt,
  }
}

/** The fixtures, made at the same moment as the recorded streams. */
const made = new Date(MADE).toISOString()
export const recordedStreams = recorded
export const streams = () => call('pumpstream_live_summary', recorded, { pageSize: 5, sort: 'viewers', status: 'live' })
export const balances = { ...BALANCES, generatedAt: made }
export const tokens = { ...TOKENS, generatedAt: made }
export const swap = { ...SWAP, quote: { ...SWAP.quote, quotedAt: made } }
export const receipt = { ...RECEIPT, quote: { ...RECEIPT.quote, quotedAt: made } }
