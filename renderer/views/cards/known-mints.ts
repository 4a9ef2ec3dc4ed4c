/**
 * Mints that may be shown by name before anything is signed. Only these: a name that a tool reports can be borrowed by
 * another mint, so every other mint is shown by its address.
 */
const KNOWN: Record<string, string> = {
  So11111111111111111111111111111111111111112: 'SOL',
  EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v: 'USDC',
  Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB: 'USDT',
}

/** The symbol of a well-known mint, else null. */
export function knownSymbol(mint: string): string | null {
  return Object.hasOwn(KNOWN, mint) ? (KNOWN[mint] ?? null) : null
}
