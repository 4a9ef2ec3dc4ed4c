import { t } from '../../../shared/i18n'
import { visible } from '../../../shared/safe-text'
import { KNOWN_TOKENS, knownToken } from '../../../shared/tokens'

/** A token as a tool's answer names it. */
export interface NamedToken {
  mint: string
  symbol: string
  name: string
}

/** Letters that look like those from A to Z, of the scripts that have them (Unicode UTS #39). */
const ALIKE =
  /(?![A-Za-z])[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}\p{Script=Lisu}]/u
const PLAIN_LETTER = /[A-Za-z]/
/** In a name an accent is no lie; letters of two scripts in one are. */
const OTHER_SCRIPT = /(?!\p{Script=Latin})\p{L}/u

const misleads = (symbol: string, name: string) =>
  ALIKE.test(symbol) ||
  (PLAIN_LETTER.test(name) && ALIKE.test(name) && OTHER_SCRIPT.test(name)) ||
  [symbol, name].some((text) => visible(text) !== text || text.normalize('NFKC') !== text.normalize('NFC'))

const folded = (symbol: string) => symbol.trim().replace(/^\$/, '').toUpperCase()

const MINTS_BY_SYMBOL: ReadonlyMap<string, string> = new Map(
  KNOWN_TOKENS.tokens.map(({ symbol, mint }) => [folded(symbol), mint]),
)

/**
 * What of a token's name can mislead, a sentence each, as far as the rows beside it and the app's own list tell: letters
 * that are no plain ones, the symbol of a well-known token, a symbol that another row has, too.
 */
export function nameWarnings({ mint, symbol, name }: NamedToken, rows: readonly NamedToken[] = []): string[] {
  if (knownToken(mint) !== null) return []
  const known = MINTS_BY_SYMBOL.get(folded(symbol))
  const namesakes = rows.filter((row) => row.mint !== mint && folded(row.symbol) === folded(symbol))
  return [
    ...(misleads(symbol, name) ? [t('cards.name.lookalike')] : []),
    ...(known === undefined ? [] : [t('cards.name.namesake')]),
    ...(namesakes.length === 0 ? [] : [t('cards.name.shared')]),
  ]
}
