const WORDS: Record<string, string> = {
  pumpstream_live_summary: 'Live streams on pump.fun',
  resolve_wallet: 'Which wallet is in force',
  list_my_wallets: 'Your wallets',
  set_session_wallet_override: 'Choose a wallet',
  auth_info: 'Sign-in details',
  solana_resolve_token: 'Find a token',
  solana_list_balances: 'Balances',
  solana_swap_preview: 'Preview a swap',
  solana_swap_execute: 'Swap',
  solana_preview_sell_all: 'Preview selling all',
  solana_execute_buy: 'Buy',
  solana_execute_sell: 'Sell',
  solana_send: 'Send tokens',
  markets_fetch_ohlcv: 'Price history',
  search: 'Search',
  fetch: 'Read a document',
}

/** A tool's name in human words; an unknown one's own name, made readable. */
export function toolWords(name: string): string {
  const words = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined
  if (words !== undefined) return words
  const readable = name.replace(/[_-]+/g, ' ').trim()
  return readable === '' ? 'Unnamed tool' : readable.charAt(0).toUpperCase() + readable.slice(1)
}
