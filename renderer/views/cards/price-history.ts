import { useMemo } from 'react'
import type { Ohlcv } from '../../../shared/market'
import { toolKey } from '../../../shared/tool-name'
import { readOutput } from '../../../shared/tool-output'
import type { ConversationState } from '../../state/conversation'
import { useConversation } from '../app-context'

/** Answers with candles that are looked through, newest first: what was asked of a token is seldom older. */
const MAX_ANSWERS = 20

/** What was found last: every table of tokens asks, with every word that is said. */
let last: { of: ConversationState; text: string } | null = null

function newestIn(state: ConversationState): string {
  if (last?.of === state) return last.text
  const { ids, entries } = state
  const found: string[] = []
  for (let at = ids.length - 1; at >= 0 && found.length < MAX_ANSWERS; at--) {
    const entry = entries.get(ids[at] ?? '')
    if (entry?.kind === 'tool' && entry.output !== null && toolKey(entry) === 'markets_fetch_ohlcv')
      found.push(entry.output)
  }
  const text = found.join('\n\u0000')
  last = { of: state, text: text === last?.text ? last.text : text }
  return last.text
}

/** The newest price history that a tool has given of each mint in this conversation. */
export function usePriceHistory(): ReadonlyMap<string, Ohlcv> {
  // One text, so that only another answer draws anew.
  const newest = useConversation(newestIn)
  return useMemo(() => {
    const histories = new Map<string, Ohlcv>()
    for (const output of newest === '' ? [] : newest.split('\n\u0000')) {
      const read = readOutput('markets_fetch_ohlcv', output)
      if (read.kind === 'candles' && !histories.has(read.data.mint)) histories.set(read.data.mint, read.data)
    }
    return histories
  }, [newest])
}
