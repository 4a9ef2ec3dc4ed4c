/** A base58 address (Bitcoin's alphabet: no 0, O, I or l), as long as Solana's are. */
export const ADDRESS = /[1-9A-HJ-NP-Za-km-z]{32,44}/
const WHOLE_ADDRESS = new RegExp(`^${ADDRESS.source}$`)

/** Splits text at what was pasted rather than written: no word of a language is as long and has digits or capitals in it. */
export const PASTED = /([A-Za-z0-9]{24,})/

export const isPasted = (word: string): boolean => word.length >= 24 && /\d|[a-z][A-Z]/.test(word)

export const isAddress = (word: string): boolean => WHOLE_ADDRESS.test(word)

/** "DezX…B263", as it is spoken of. */
export const shortAddress = (address: string): string => `${address.slice(0, 4)}…${address.slice(-4)}`
