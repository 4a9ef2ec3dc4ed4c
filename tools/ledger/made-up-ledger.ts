import { closeSync, openSync, writeSync } from 'node:fs'
import { chained, type Link } from '../../main/journal/ledger-chain'
import { madeUpTrade } from './made-up'

/** A made-up trader's day has so many trades. */
const TRADES_A_DAY = 40
const DAY_MS = 86_400_000

/** Writes a ledger of at least so many lines, the newest of them of `until`; answers how many trades there are. */
export function writeMadeUpLedger(path: string, lines: number, until = Date.now()): number {
  const step = DAY_MS / TRADES_A_DAY
  const trades = Math.ceil((lines / 18) * 5)
  const file = openSync(path, 'w', 0o600)
  let last: Link | null = null
  let written = 0
  let number = 0
  for (; written < lines; number += 1) {
    let text = ''
    for (const fact of madeUpTrade(number, Math.round(until - (trades - number) * step))) {
      const line = chained(fact, last)
      last = line
      text += `${JSON.stringify(line)}\n`
      written += 1
    }
    writeSync(file, text)
  }
  closeSync(file)
  return number
}
