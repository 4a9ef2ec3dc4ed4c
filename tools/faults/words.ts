/** Answered at once, without a tool. */
export const HELP = 'help'
/** Needs a tool that reads. */
export const TRENDING = "what's trending on pump fun right now"
/** Leans on the answer before. */
export const SECOND = 'and what is the market cap of the second one'
/** Needs a preview, a word of the trader, and a trade. */
export const BUY = 'buy half a sol of bonk'
