import { LISTED_STREAMS } from '../../market/streams'
import { LISTED_TOKENS, type ListedToken, SOL_MINT, USDC_MINT, WIF_MINT } from '../../market/tokens'
import { createNameIndex } from '../names'

/** The coins that can be meant, and the words around them that mean no coin. */
export const names = createNameIndex(LISTED_TOKENS, LISTED_STREAMS)
const tokenBy = (mint: string): ListedToken => {
  const token = LISTED_TOKENS.find((candidate) => candidate.mint === mint)
  if (!token) throw new Error(`The market does not list ${mint}.`)
  return token
}
export const SOL = tokenBy(SOL_MINT)
export const USDC = tokenBy(USDC_MINT)
export const WIF = tokenBy(WIF_MINT)

/** Words that carry a question and name nothing. */
export const CARRIER = new Set(
  'what which how is are was the a an of at for in on to and about right now please tell me show give get much many price prices priced worth cost costs trading doing today currently current do does did has have had it its s much market cap caps value valued quote check up down day daily change changed hour hours last past week weekly month twenty four you can could would i my we want know going by this that there here look looking like let see hey dexter okay ok so well then or token tokens coins stream streams viewers viewer moved move moving one ones from over since yesterday be been run trade trades performing perform chart go gone weather new news latest just quick quickly say live own hold holding balance balances portfolio wallet'.split(
    ' ',
  ),
)
