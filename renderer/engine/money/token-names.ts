import unhomoglyph from 'unhomoglyph'
import { t } from '../../../shared/i18n'
import { visible } from '../../../shared/safe-text'
import { KNOWN_TOKENS, knownToken } from '../../../shared/tokens'
import { unwrapOutput } from '../../../shared/tool-output'
import type { TokenName } from '../../../shared/trade'
import { ADDRESS } from './trade'

/** What tools have called a mint. */
interface Told {
  symbol: string | null
  name: string | null
}

/** Names by mint: the app's own list first, then what the session's tools told. */
export interface TokenNames {
  of(mint: string): TokenName
  /** Every mint that anything is known of. */
  mints(): Iterable<string>
}

/** Objects of one output that are looked at: whatever is read aloud stands long before. */
const MAX_OBJECTS = 20_000
/** Fields in which servers put the address of a token. */
const MINT_FIELDS = [
  'mint',
  'mintId',
  'mintAddress',
  'mint_address',
  'tokenAddress',
  'token_address',
  'address',
  'id',
  'baseMint',
]
const LONGEST_NAME = 60

/** Reads the names that outputs tell of mints, of whatever shape: an object with an address and a symbol or a name. */
export function tokenNames(outputs: readonly string[]): TokenNames {
  const told = new Map<string, Told>()
  for (const output of outputs) collect(unwrapOutput(output), told)
  const mints = new Set([...told.keys(), ...KNOWN_TOKENS.tokens.map(({ mint }) => mint)])
  return {
    mints: () => mints,
    of(mint) {
      const known = knownToken(mint)
      const names = told.get(mint) ?? { symbol: null, name: null }
      return {
        mint,
        symbol: known?.symbol ?? names.symbol,
        name: known?.name ?? names.name,
        verified: known !== null,
        warnings: known === null ? strangerWarnings(mint, names, told) : knownWarnings(mint, known.symbol, told),
      }
    },
  }
}

function collect(root: unknown, told: Map<string, Told>): void {
  const queue: unknown[] = [root]
  for (let seen = 0; queue.length > 0 && seen < MAX_OBJECTS; seen++) {
    const value = queue.pop()
    if (value === null || typeof value !== 'object') continue
    if (!Array.isArray(value)) note(value as Record<string, unknown>, told)
    for (const inner of Object.values(value)) if (inner !== null && typeof inner === 'object') queue.push(inner)
  }
}

function note(value: Record<string, unknown>, told: Map<string, Told>): void {
  const field = MINT_FIELDS.find((it) => typeof value[it] === 'string' && ADDRESS.test(String(value[it])))
  if (field === undefined) return
  const { symbol, name } = value
  if (typeof symbol !== 'string' && (typeof name !== 'string' || field === 'id')) return
  const before = told.get(String(value[field]))
  told.set(String(value[field]), {
    symbol: before?.symbol ?? short(symbol),
    name: before?.name ?? short(name),
  })
}

const short = (text: unknown): string | null =>
  typeof text === 'string' && text !== '' ? text.slice(0, LONGEST_NAME) : null

// --- names that mislead -----------------------------------------------------------------------------------------------

/**
 * How a name looks, letters that look alike made one and unseen ones dropped (Unicode TS #39, the data of `unhomoglyph`).
 * Two names of one look can't be told apart by a reader.
 */
export const lookOf = (name: string): string =>
  unhomoglyph(unhomoglyph(name.normalize('NFKC').replace(UNSEEN, '')).toLowerCase())
    .replace(/\s+/g, '')
    // A capital I looks like l, and is the same letter as i.
    .replaceAll('i', 'l')
const UNSEEN = /[\p{Cf}\p{Cc}\p{Co}\p{Cs}\u115F\u1160\u2800\u3164\uFFA0]|\p{Variation_Selector}/gu

const KNOWN_LOOKS: ReadonlyMap<string, { symbol: string; mint: string }> = new Map(
  KNOWN_TOKENS.tokens.flatMap(({ symbol, name, mint }) => [
    [lookOf(name), { symbol: name, mint }] as const,
    [lookOf(symbol), { symbol, mint }] as const,
  ]),
)

function strangerWarnings(mint: string, { symbol, name }: Told, told: ReadonlyMap<string, Told>): string[] {
  const warnings: string[] = []
  for (const text of [symbol, name]) {
    if (text === null) continue
    if (visible(text) !== text) warnings.push(t('money.name.hidden', { name: visible(text) }))
    else if (mixesScripts(text)) warnings.push(t('money.name.mixed', { name: text }))
    const known = KNOWN_LOOKS.get(lookOf(text))
    if (known) warnings.push(t('money.name.notKnown', { symbol: known.symbol }))
  }
  const others = sameLook(mint, symbol, told)
  if (others > 0 && warnings.length === 0)
    warnings.push(t('money.name.shared', { count: others + 1, symbol: symbol ?? '' }))
  return [...new Set(warnings)]
}

/** The app vouches for this mint; that others use its name, too, is told all the same. */
function knownWarnings(mint: string, symbol: string, told: ReadonlyMap<string, Told>): string[] {
  const others = sameLook(mint, symbol, told)
  return others === 0 ? [] : [t('money.name.sharedVerified', { count: others + 1, symbol })]
}

function sameLook(mint: string, symbol: string | null, told: ReadonlyMap<string, Told>): number {
  if (symbol === null) return 0
  const look = lookOf(symbol)
  return [...told].filter(([other, it]) => other !== mint && it.symbol !== null && lookOf(it.symbol) === look).length
}

const mixesScripts = (text: string) =>
  (/\p{Script=Latin}/u.test(text) &&
    /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u.test(text)) ||
  (!/^[\x20-\x7E]*$/.test(text) && KNOWN_LOOKS.has(lookOf(text)))
