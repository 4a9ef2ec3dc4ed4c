/** What a backend says of itself, and why it could not be reached. */
export default {
  tls: 'The secure connection to {host} can’t be trusted. Check the date and time on this computer, and the address in Settings.',
  offline: '{host} can’t be found. Check your internet connection.',
  unreachable: '{host} can’t be reached. Try again in a moment.',
  tooLarge: '{host} sent far too much data. Check its address in Settings.',
  timeout:
    '{seconds, plural, one {{host} didn’t respond within # second.} other {{host} didn’t respond within # seconds.}}',
  redirected: '{host} redirects to another address. Check its address in Settings.',
  empty: '{host} sent an empty response. Try again.',
  webPage: '{host} sent a web page instead of data. Check its address in Settings.',
  unreadable: '{host} sent a response that can’t be read. Check its address in Settings.',
  badSession: '{host} sent a session that Dexter Voice can’t read. Check its address in Settings.',
  badWalletList: '{host} sent a list of wallets that Dexter Voice can’t read.',
  quoting: '{sentence} It says: {said}',
  unauthorized: '{host} doesn’t accept your key or sign-in. Enter it again, or sign in again.',
  forbidden: {
    session: '{host} doesn’t let this account open a session.',
    walletList: '{host} doesn’t let this account see its wallets.',
    transactionStatus: '{host} doesn’t let you look up transactions.',
  },
  notFound: {
    session: '{host} has no sessions at this address. Check its address in Settings.',
    walletList: '{host} has no list of wallets at this address. Check its address in Settings.',
    transactionStatus: '{host} can’t look up transactions at this address. Check its address in Settings.',
  },
  slowDown: '{host} is busy. Wait a moment and try again.',
  wait: '{seconds, plural, one {{host} is busy. Try again in # second.} other {{host} is busy. Try again in # seconds.}}',
  trouble: '{host} is having problems (error {status}). Try again later.',
  troubleWait:
    '{seconds, plural, one {{host} is having problems (error {status}). Try again in # second.} other {{host} is having problems (error {status}). Try again in # seconds.}}',
  refused: {
    session: '{host} refused to open a session (error {status}).',
    walletList: '{host} refused to list your wallets (error {status}).',
    transactionStatus: '{host} refused to look up the transaction (error {status}).',
  },
  signInEnded: 'Your sign-in at {host} has expired. You can look but not trade until you sign in again.',
  signInRefused: '{host} doesn’t accept your sign-in. You can look but not trade until you sign in again.',
  mcp: {
    leftOut: 'The tools of {server} aren’t available. {why}',
    noHeader: 'Enter the value of its {header} header in Settings.',
    badHeader: 'Its {header} header contains characters that can’t be sent. Enter it again in Settings.',
    noKeychain: 'Its key is in your keychain, which can’t be read. Unlock it and try again.',
  },
  openai: {
    noKeychain: 'Your keychain can’t be read. Unlock it, or enter your OpenAI key in Settings.',
    noKey: 'Enter your OpenAI key in Settings to talk to OpenAI.',
  },
  practice: {
    note: 'Practice: prices, streams and wallets are simulated on this computer.',
    slow: 'Practice took too long to start. Try again.',
    ended: 'Practice stopped unexpectedly. Try again.',
    notStarted: 'Practice couldn’t start. Quit Dexter Voice and start it again.',
    startsLater: 'Practice starts with your first question.',
    stopped: 'Practice stopped. Your next question starts it again.',
    noVoice: 'The practice voice couldn’t be loaded. Quit Dexter Voice and start it again. ({why})',
    moneyNotRemoved: 'Your practice money couldn’t be reset. Close programs that use its file and try again. ({why})',
    moneyDamaged: 'Your practice money couldn’t be read, so you start with fresh money.',
    moneyDamagedKept:
      'Your practice money couldn’t be read, so you start with fresh money. The damaged file is saved as {file}.',
    moneyNotSaved: 'Your practice money couldn’t be saved. You keep it until you quit. ({why})',
  },
  rpc: {
    notRpc: '{host} doesn’t respond like a Solana RPC server. Check its address in Settings.',
    refused: '{host} refused to look up the transaction (error {code}).',
  },
  look: {
    elsewhere:
      'You made this trade with another service. Switch to it under “Answered by”, or enter the address of a Solana RPC server in Settings, then look again.',
    asked: 'Checking your wallet. The answer appears in the conversation.',
    gone: 'This trade is no longer in the ledger.',
    known: 'The outcome of this trade is already known.',
    unsaved: '{found} The trade ledger can’t be saved, so this isn’t on record yet.',
    nothing:
      'The RPC server doesn’t know this transaction. It may never have reached the chain, or it’s too old for this server.',
    failed: 'The transaction failed on the chain, so nothing was traded (slot {slot}).',
    processed: 'The chain has seen the transaction but not confirmed it (slot {slot}). Look again in a minute.',
    wentThrough: 'The transaction went through (slot {slot}, {state}).',
  },
} as const
