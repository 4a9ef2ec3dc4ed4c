import type { BackendId } from '../../shared/grant'
import { parseJson } from '../../shared/json-text'
import type { Entry } from '../../shared/snapshot'
import { unwrapOutput } from '../../shared/tool-output'
import { isKeyword } from '../../shared/transcription'

/** What traders say all day and a transcription writes down otherwise. */
const COMMON = [
  'Dexter',
  'Solana',
  'SOL',
  'USDC',
  'USDT',
  'BTC',
  'ETH',
  'BONK',
  'WIF',
  'JUP',
  'Jupiter',
  'Raydium',
  'Pump.fun',
  'memecoin',
]
/** Tokens that were talked of last; more would crowd out each other. */
const MAX_SEEN = 40
/** Longer ones are slogans. */
const LONGEST_NAME = 24
/** Deeper and further nobody lists tokens. */
const MAX_DEPTH = 8
const MAX_VISITED = 2000
/** Longer outputs are not worth a second look on this thread. */
const MAX_CHARS = 100_000

export interface Vocabulary {
  /** Takes note of the tokens that this backend's tools told of. Those of practice are made up. */
  note(entries: readonly Entry[], backend: BackendId): void
  /** Tickers and names, those that were told last first. */
  words(): readonly string[]
}

/** Names and tickers that a trader is likely to say: those of the tokens his tools told of, and a few that everybody says. */
export function createVocabulary(): Vocabulary {
  const looked = new Set<string>()
  let seen: string[] = []
  return {
    note(entries, backend) {
      if (backend === 'practice') return
      for (const entry of entries) {
        if (entry.kind !== 'tool' || entry.output === null || entry.output.length > MAX_CHARS) continue
        if (looked.has(entry.id)) continue
        looked.add(entry.id)
        const names = tokensIn(unwrapOutput(entry.output) ?? parseJson(entry.output))
        seen = [...new Set([...names, ...seen])].slice(0, MAX_SEEN)
      }
      // Ids of a day, at most.
      if (looked.size > MAX_VISITED) looked.clear()
    },
    words: () => [...seen, ...COMMON],
  }
}

/** `symbol`, and the `name` beside it: what has no symbol is a stream, a pool or a person. */
function tokensIn(value: unknown): string[] {
  const found: string[] = []
  let visited = 0
  const look = (at: unknown, depth: number) => {
    if (at === null || typeof at !== 'object' || depth > MAX_DEPTH || ++visited > MAX_VISITED) return
    if ('symbol' in at && typeof at.symbol === 'string') {
      for (const word of [at.symbol, 'name' in at ? at.name : null])
        if (typeof word === 'string' && word.length <= LONGEST_NAME && isKeyword(word.trim())) found.push(word.trim())
    }
    for (const below of Object.values(at)) look(below, depth + 1)
  }
  look(value, 0)
  return found
}
