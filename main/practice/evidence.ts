/** What was said to the server in one go. */
export interface ReceivedUtterance {
  sessionId: string
  itemId: string
  /** 16-bit mono samples at 24 kHz. */
  samples: number
  /** Of those samples as little-endian bytes (for `audio/pcm`: the very bytes that were sent), in hex; null when the utterance was longer than what is kept. */
  sha256: string | null
}

/** A trade that moved paper money. */
export interface ExecutedTrade {
  tool: string
  arguments: Record<string, unknown>
  /** Address of the wallet that paid. */
  wallet: string
  signature: string
}

/** What a test may ask afterwards: was any speech lost or doubled, was any trade doubled? */
export interface Evidence {
  readonly received: readonly ReceivedUtterance[]
  readonly executed: readonly ExecutedTrade[]
  heard(utterance: ReceivedUtterance): void
  traded(trade: ExecutedTrade): void
}

/** The oldest are forgotten: a server that runs for days must not grow. */
const KEPT = 1000

export function createEvidence(): Evidence {
  const received: ReceivedUtterance[] = []
  const executed: ExecutedTrade[] = []
  const keep = <Entry>(list: Entry[], entry: Entry) => {
    list.push(entry)
    if (list.length > KEPT) list.shift()
  }
  return {
    received,
    executed,
    heard: (utterance) => keep(received, utterance),
    traded: (trade) => keep(executed, trade),
  }
}
