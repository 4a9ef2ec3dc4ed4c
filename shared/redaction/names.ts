import { FOREIGN_NAMES } from './foreign-names'

/** What a field's name says about the value under it. */
export interface NameFacts {
  /**
   * `always`: the value is a secret, whatever it looks like. `text`: when it is a text. `opaque`: when it is a text that is
   * neither a coin's symbol nor an address, since `token` is a coin here as often as a secret. `random`: when it is long and
   * random, since `sign` and `code` are words as often.
   */
  secret: 'always' | 'text' | 'opaque' | 'random' | 'never'
  /** As a parameter of an address: some words are secrets only there. */
  secretInUrl: boolean
  /** A number under it is no secret: the `seed` of a random walk. */
  numberIsPlain: boolean
  /** Where a value of this name stands on a chain: this decides about keys and signatures, which look alike. */
  place: 'signature' | 'key' | 'public' | 'figures' | 'phrase' | null
  /** A whole header line or phrase stands under it in a text, spaces and all. */
  spansLine: boolean
  /** What its value has in a text, where the name is a plain word, too: "Pin: bar reversal", "Cookies: none". */
  inTextHolds: RegExp | null
  /** Its value may be digits alone: a PIN, a one-time code, a password. */
  isCode: boolean
  /** Several stand under it: `backup codes`. */
  isList: boolean
  /** It holds what a field beside it names: `{name: "authorization", value: "..."}`. */
  isValue: boolean
  /** One of our own or of the service: Realtime's `sess_…` is needed to read a log. */
  isSessionId: boolean
}

/** Any of these ends the name: `OPENAI_API_KEY`, `walletSecretKey`, `X-Api-Key`, `user.password`, `SECRETKEY`. */
const SECRET = endsWith(
  'authorization|cookies?|pass_?words?|pass_?wd|pwd|pass_?phrases?|pass_?codes?|pin|pin_?code|otp|totp|(?:mfa|2fa|otp)_?code',
  'mnemonics?|mnemonic_?(?:phrase|words?)|seeds?|seed_?(?:phrase|words?)|recovery_?(?:phrase|words?|codes?|key|seed)',
  'backup_?(?:phrase|words?|codes?|key)|secret_?(?:phrase|words?)|secret_?recovery_?phrase|wallet_?phrase|srp',
  'key_?pairs?|secrets?|secret_?keys?|sk_?(?:b58|base58|hex)|priv(?:ate)?_?keys?|sign(?:ing|er)_?keys?|master_?keys?',
  '(?:en|de)cryption_?keys?|wallet_?keys?|ssh_?keys?|x?api_?keys?|app_?keys?|access_?keys?|access_?key_?ids?|auth_?keys?',
  'subscription_?keys?|licen[cs]e_?keys?|service_?(?:role_?|account_?)?keys?|session_?keys?|(?:pre_?)?shared_?keys?|psk',
  'consumer_?keys?|hmac_?keys?|deploy_?keys?|admin_?keys?|rpc_?keys?|root_?keys?|user_?keys?|bot_?keys?|server_?keys?',
  'application_?keys?|client_?keys?|(?:tls|ssl)_?keys?|listen_?keys?|sym(?:metric)?_?keys?|(?:spend|view)_?keys?',
  '(?:setup|manual_?entry|totp|otp|2fa|authenticator|device)_?keys?|api_?key_?ids?|store_?pass|key_?pass|25th_?words?',
  '(?:membership|rescue|emergency|scratch|activation|pairing|unlock|verification|two_?factor|one_?time|sms|authenticator)_?codes?',
  'macaroons?|cvv2?|cvc2?|puk|(?:recovery|backup|secret|seed)_?shares?|(?:access|login|setup)_?codes?',
  '(?:pass(?:word|wd|phrase)?|pwd|pw)_?(?:hash(?:es)?|digest)|hashed_?pass(?:word|wd)',
  'ephemeral_?keys?|credentials?|creds|jwts?|bearers?|code_?verifier|device_?code|auth(?:orization)?_?code',
  '(?:php|j|asp_?net_?)?sess(?:ion)?_?ids?|sess_?id|connect_sid|sid|(?:amz|goog|aws|request)_signature|auth_?headers?',
  '(?:access|refresh|id|mcp|bearer|auth|session|api|csrf|xsrf|oauth|bot|user|device|push|security|service|deploy)_?tokens?',
  '(?:personal|grant|jwt|git_?hub|git_?lab|slack|discord|telegram|npm|hf|login|reset|verification|app|client|server)_?tokens?',
  '(?:admin|secret|signing|hub|webhook|invite|magic|sso|saml|stripe|openai|anthropic|vault|private|openid|identity|sas)_?tokens?',
  ...FOREIGN_NAMES,
)
/** A signing key has a public half, and its name says so. */
const PUBLIC_HALF = /(?:^|_)pub(?:lic)?_(?:[a-z]+_)?keys?$/
/** So plain that nothing has to part them from what is before: `dbpassword`, `clientsecret`. */
const SECRET_RUN_ON =
  /(?:pass(?:word|wd|phrase)|mnemonic|secret|seedphrase|privatekey|secretkey|signingkey|apikey|accesskey|keypair|(?:auth|access|refresh|bot|session)token|passwort|kennwort|wachtwoord|contrasena)s?$/
/** What follows a name and changes nothing: `privateKeyBase58`, `api_key_2`, `SECRET_PROD`. */
const SUFFIX =
  /_(?:values?|b58|base_?58|b64|base_?64|hex|bytes|array|raw|plain|text|string|str|json|encoded|encrypted|header|old|new|neu|backup|current|primary|prod|production|dev|test|live|staging|main|mainnet|devnet|default|env|data|v?\d+)$|\d{1,3}$/
const TEXT_SECRET = /^(?:.*_)?(?:auth|pass|pw)$/
const MAYBE_TOKEN = /(?:^|_)(?:token|authorize|clave|jeton)$/
/** Signatures of a request (HMAC), not of a transaction: these have the exchange's prefix. */
const MAYBE_RANDOM =
  /^(?:.*_)?(?:sign|signed_?challenge|auth_?sig|hmac|cst|cipher_?text|account_?keys?|key_?store|pfx|p12|(?:x|api|access|request|webhook|hub)_(?:.*_)?(?:signature|sig))$/
const PARAMETER =
  /^(?:.*_)?(?:key|code|sig|signature|token|auth|pass|pw|session|hmac|dkey|ticket|assertion|amz_credential)$/
const NUMBER_IS_PLAIN = /(?:^|_)seeds?$|(?:^|_)cookies?$/
const SPANS_LINE =
  /(?:^|_)(?:authorization|cookies?|mnemonics?|passphrases?|phrases?|(?:seed|recovery|backup|secret)_?words?)$/
const CODE =
  /(?:^|_)(?:pin|pin_?code|puk|otp|totp|codes?|cvv2?|cvc2?|pass[a-z]*|pwd|pw|[a-z]*(?:passwort|kennwort|wachtwoord)|senha|contrasena)$/
const LIST = /(?:codes|keys|tokens|secrets|passwords|pins|words|shares)$/
const VALUE = /^(?:value|val|v|content|data|input|answer|current|default_value)$/
const SESSION_ID = /(?:^|_)(?:session_?id|sess_?id)s?$/

const SIGNATURE =
  /(?:^|_)(?:signatures?|sigs?|tx|txs|txns?|tx_?ids?|txn_?ids?|transactions?|transaction_?ids?|(?:tx|txn|block|transaction)?_?hash(?:es)?|before|until|confirmations?)$/
const KEYWORD = /(?:^|_)(?:secret|private|priv|key|seed)(?:_|$)/
const KEY = /(?:^|_)(?:keys?|pk|sk|priv|privkey|secret|seed|entropy|signer|deployer)$/
const PUBLIC =
  /(?:^|_)(?:pub(?:lic)?_?(?:[a-z]+_)?keys?|pubkeys?|address(?:es)?|mints?|owners?|hash(?:es)?|sha_?\d*|digest|checksum|program_?id|accounts?)$/
const FIGURES =
  /(?:^|_)(?:prices?|candles?|volumes?|amounts?|counts?|viewers?|scores?|values?|closes?|opens?|highs?|lows?|series|history|histogram|percentages?|ages?|points|ohlcv?|sparkline|balances?|holders?|ranks?|levels?|samples?|rsi|mfi|cci|adx|atr|[es]ma|macd|stoch(?:astic)?|greed|fear|sentiment|index|indexes|indices|indicators?|signals?|ratings?|returns?|changes?|deltas?|bins?|buckets?|weights?|distribution|daily|hourly|weekly)$/
const PHRASE = /(?:^|_)(?:words|phrase)$/

function endsWith(...alternatives: string[]): RegExp {
  return new RegExp(`^(?:.*_)?(?:${alternatives.join('|')})$`)
}

/** `walletSecretKey`, `Wallet-Secret-Key` and `wallet.secret key` as `wallet_secret_key`. */
export const spellName = (name: string) =>
  plainLetters(name)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase()

/** `contraseña` as `contrasena`. */
const plainLetters = (name: string) => (/[^\0-\x7f]/.test(name) ? name.normalize('NFD').replace(/\p{M}+/gu, '') : name)

/** A log has a few hundred names; a server that invents new ones must not fill the memory. */
const MAX_CACHED = 2000
/** A longer name is data, as in a table by address. */
const MAX_NAME = 64
const cache = new Map<string, NameFacts>()

/** What a name says, in any spelling. Cached: the same names come with every event. */
export function factsOf(name: string): NameFacts {
  const known = cache.get(name)
  if (known) return known
  const facts = judge(name.length > MAX_NAME ? name.slice(-MAX_NAME) : name)
  if (name.length > MAX_NAME) return facts
  if (cache.size >= MAX_CACHED) cache.clear()
  cache.set(name, facts)
  return facts
}

function judge(name: string): NameFacts {
  let spelt = spellName(name)
  while (SUFFIX.test(spelt) && !isSecret(spelt) && !MAYBE_RANDOM.test(spelt)) spelt = spelt.replace(SUFFIX, '')
  const secret = isSecret(spelt)
    ? 'always'
    : TEXT_SECRET.test(spelt)
      ? 'text'
      : MAYBE_TOKEN.test(spelt)
        ? 'opaque'
        : MAYBE_RANDOM.test(spelt)
          ? 'random'
          : 'never'
  return {
    secret,
    secretInUrl: secret !== 'never' || PARAMETER.test(spelt),
    numberIsPlain: NUMBER_IS_PLAIN.test(spelt),
    place: placeOf(spelt),
    spansLine: SPANS_LINE.test(spelt),
    inTextHolds: /(?:^|_)(?:seed|pin|otp)$/.test(spelt) ? /\d/ : /(?:^|_)cookies?$/.test(spelt) ? /=/ : null,
    isCode: CODE.test(spelt),
    isList: LIST.test(spelt),
    isValue: VALUE.test(spelt),
    isSessionId: SESSION_ID.test(spelt),
  }
}

const isSecret = (spelt: string) => (SECRET.test(spelt) || SECRET_RUN_ON.test(spelt)) && !PUBLIC_HALF.test(spelt)

function placeOf(spelt: string): NameFacts['place'] {
  // `secret_key_tx` is named after its use.
  if (SIGNATURE.test(spelt) && !KEYWORD.test(spelt)) return 'signature'
  if (PUBLIC.test(spelt)) return 'public'
  if (KEY.test(spelt)) return 'key'
  if (FIGURES.test(spelt)) return 'figures'
  return PHRASE.test(spelt) ? 'phrase' : null
}
