import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { entropyToMnemonic } from '@scure/bip39'
import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as french } from '@scure/bip39/wordlists/french.js'
import type { Cases, InnocentCase, SecretCase } from './case'
import { base58, base64, bytes, capitals, digits, hex, jwt, letters, lowercase, phrase, uuid, word } from './made-up'

const of = (kind: string, secrets: string[], stands: (...secrets: string[]) => unknown[]): SecretCase => ({
  kind,
  secrets,
  stands: stands(...secrets),
})
const fine = (kind: string, ...stands: unknown[]): InnocentCase => ({ kind, stands })

/** Written apart, so that no scanner takes the source for a leak. */
const glue = (...parts: string[]) => parts.join('')
const json = (value: unknown) => JSON.stringify(value)
const base64Of = (text: string) => btoa(text)
const hexOf = (all: number[]) => bytesToHex(Uint8Array.from(all))
/** As people choose them: a word and a number. */
const password = (name: string) => glue(letters(name, 8), digits(name, 3))

function encode58(all: number[]): string {
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
  let rest = BigInt(`0x${hexOf(all)}`)
  let out = ''
  for (; rest > 0n; rest /= 58n) out = alphabet.charAt(Number(rest % 58n)) + out
  const zeros = all.findIndex((byte) => byte !== 0)
  return '1'.repeat(zeros) + out
}

const encode58check = (all: number[]) => encode58([...all, ...sha256(sha256(Uint8Array.from(all))).slice(0, 4)])

function bech32(prefix: string, all: number[], witness?: number): string {
  const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
  const bits = all.map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const fives = (bits.match(/.{1,5}/g) ?? []).map((five) => Number.parseInt(five.padEnd(5, '0'), 2))
  const data = witness === undefined ? fives : [witness, ...fives]
  const codes = [...prefix].map((letter) => letter.charCodeAt(0))
  let check = 1
  for (const value of [
    ...codes.map((code) => code >> 5),
    0,
    ...codes.map((code) => code & 31),
    ...data,
    0,
    0,
    0,
    0,
    0,
    0,
  ]) {
    const top = check >> 25
    check = ((check & 0x1ffffff) << 5) ^ value
    for (const [bit, mask] of [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3].entries())
      if ((top >> bit) & 1) check ^= mask
  }
  check ^= 1
  const sum = [5, 4, 3, 2, 1, 0].map((at) => (check >> (5 * at)) & 31)
  return `${prefix}1${[...data, ...sum].map((five) => alphabet[five]).join('')}`
}

const wif = (name: string) => encode58check([0x80, ...bytes(name, 32), 1])
const extended = (name: string) =>
  encode58check([0x04, 0x88, 0xad, 0xe4, ...bytes(name, 41), 0, ...bytes(`${name}/k`, 32)])

/** Of a phrase that stands word by word: those of its words that no text around it has. */
const telling = (words: string) => [...new Set(words.split(' ').filter((one) => /^[a-z]{6,}$/i.test(one)))].slice(0, 6)
const apart = (kind: string, words: string, stands: (words: string[]) => unknown[]): SecretCase => ({
  kind,
  secrets: telling(words),
  stands: stands(words.split(' ')),
})

const fence = (side: string, label: string) => glue('-----', side, ' ', label, '-----')
/** What a key file holds between its first line and its last. */
const lines = (name: string, count: number) => Array.from({ length: count }, (_, at) => base64(`${name}/${at}`, 64))
const pem = (label: string, body: string[], end = '\n') =>
  [fence('BEGIN', label), ...body, fence('END', label), ''].join(end)
const PRIVATE = glue('PRIVATE', ' KEY')

const exchanges: SecretCase[] = [
  of('Binance key, in a header', [word('h/binance', 64)], (key) => [
    { rawHeaders: ['Host', 'api.binance.com', 'X-MBX-APIKEY', key, 'Accept', '*/*'] },
    `> GET /api/v3/account HTTP/2\n> Host: api.binance.com\n> x-mbx-apikey: ${key}\n> accept: */*\n>`,
  ]),
  of('Binance listen key', [word('h/listen', 60)], (key) => [
    { status: 200, body: json({ listenKey: key }) },
    `WebSocket connected to wss://stream.binance.com:9443/ws/${key}`,
  ]),
  of('Kraken private key', [glue(base64('h/kraken', 86), '==')], (key) => [
    { config: { exchange: 'kraken', privateKey: key } },
    `KRAKEN_PRIVATE_KEY="${key}"`,
  ]),
  of('Kraken websocket token', [base64('h/krakenws', 43)], (token) => [
    { error: [], result: { token, expires: 900 } },
    json({ method: 'subscribe', params: { channel: 'executions', snap_orders: true, token } }),
  ]),
  of('Coinbase Exchange headers', [lowercase('h/cbpass', 11), glue(base64('h/cbsign', 43), '=')], (pass, sign) => [
    { headers: { 'CB-ACCESS-PASSPHRASE': pass, 'CB-ACCESS-SIGN': sign, 'CB-ACCESS-TIMESTAMP': '1750000000' } },
    `curl -H 'CB-ACCESS-SIGN: ${sign}' -H 'CB-ACCESS-PASSPHRASE: ${pass}' https://api.exchange.coinbase.com/orders`,
  ]),
  of('Coinbase CDP key file', lines('h/cdp', 3), (...body) => [
    {
      output: json({
        name: `organizations/${uuid('h/org')}/apiKeys/${uuid('h/cdpkey')}`,
        privateKey: pem(`EC ${PRIVATE}`, body),
      }),
    },
  ]),
  of('Bybit websocket login', [word('h/bybit', 18), hex('h/bybitsign', 64)], (key, sign) => [
    { op: 'auth', args: [key, 1750000000000, sign] },
    json({ op: 'auth', args: [key, 1750000000000, sign] }),
  ]),
  of('Bybit headers', [word('h/bybit2', 18), hex('h/bybitsign2', 64)], (key, sign) => [
    { 'X-BAPI-API-KEY': key, 'X-BAPI-SIGN': sign, 'X-BAPI-RECV-WINDOW': '5000' },
  ]),
  of(
    'OKX websocket login',
    [uuid('h/okx'), password('h/okxpass'), glue(base64('h/okxsign', 43), '=')],
    (key, pass, sign) => [{ op: 'login', args: [{ apiKey: key, passphrase: pass, timestamp: '1750000000', sign }] }],
  ),
  of('Alpaca stream login', [glue('PK', capitals('h/alpaca', 18)), word('h/alpacasecret', 40)], (key, secret) => [
    { action: 'auth', key, secret },
    `APCA-API-KEY-ID: ${key}\r\nAPCA-API-SECRET-KEY: ${secret}\r\n`,
  ]),
  of('Polygon stream login', [word('h/polygon', 32)], (key) => [
    { action: 'auth', params: key },
    `GET https://api.polygon.io/v2/aggs/ticker/AAPL/prev?adjusted=true&apiKey=${key} 200`,
  ]),
  of('KuCoin passphrase', [glue(base64('h/kucoin', 43), '=')], (pass) => [
    [
      ['KC-API-KEY-VERSION', '2'],
      ['KC-API-PASSPHRASE', pass],
    ],
  ]),
  of('Gemini signature and key', [glue('account-', word('h/gemini', 20)), hex('h/geminisign', 96)], (key, sign) => [
    { headers: { 'X-GEMINI-APIKEY': key, 'X-GEMINI-SIGNATURE': sign } },
  ]),
  of('Deribit login', [word('h/deribit', 43)], (secret) => [
    {
      jsonrpc: '2.0',
      id: 9929,
      method: 'public/auth',
      params: { grant_type: 'client_credentials', client_id: 'fo7WAPRm', client_secret: secret },
    },
  ]),
  of('FIX logon', [password('h/fix')], (pass) => [
    `8=FIX.4.4|9=112|35=A|49=TRADER1|56=BROKER|34=1|108=30|553=trader1|554=${pass}|10=061|`,
    `8=FIX.4.4\u00019=112\u000135=A\u000149=TRADER1\u0001553=trader1\u0001554=${pass}\u000110=061\u0001`,
  ]),
  of('MetaTrader login', [password('h/mt5')], (pass) => [
    { tool: 'mt5_login', arguments: json({ login: 50123456, password: pass, server: 'ICMarketsSC-Demo' }) },
    `mt5.initialize(login=50123456, server="ICMarketsSC-Demo", password="${pass}") -> True`,
  ]),
  of('IG session headers', [hex('h/cst', 64), hex('h/xst', 64)], (cst, token) => [
    { CST: cst, 'X-SECURITY-TOKEN': token, Version: '2' },
    `< HTTP/1.1 200 OK\n< CST: ${cst}\n< X-SECURITY-TOKEN: ${token}\n< Content-Type: application/json`,
  ]),
  of('IBKR OAuth 1.0a header', [hex('h/ibtoken', 20), glue(base64('h/ibsign', 43), '%3D')], (token, sign) => [
    `Authorization: OAuth realm="limited_poa", oauth_consumer_key="TESTCONS", oauth_nonce="fcbc9c08d69b31dc", oauth_signature="${sign}", oauth_token="${token}"`,
  ]),
  of('IBKR live session token', [glue(base64('h/lst', 27), '=')], (token) => [
    { live_session_token: token, live_session_token_expiration: 1750086400000 },
  ]),
  of('Zerodha header', [word('h/kite', 32)], (token) => [
    `Authorization: token ${word('h/kitekey', 16)}:${token}`,
    { headers: { 'X-Kite-Version': '3', Authorization: `token ${word('h/kitekey', 16)}:${token}` } },
  ]),
  of('OANDA token', [glue(hex('h/oanda1', 32), '-', hex('h/oanda2', 32))], (token) => [
    `curl -s -H "Authorization: Bearer ${token}" "https://api-fxpractice.oanda.com/v3/accounts"`,
    `OANDA_ACCESS_TOKEN: ${token}`,
  ]),
  of('tastytrade session', [glue(base64('h/tasty', 66), '+C')], (token) => [
    { data: { user: { username: 'trader1' }, 'session-token': token, 'remember-token': token } },
  ]),
  of('Market data key in a query', [word('h/finnhub', 40)], (key) => [
    `connect wss://ws.finnhub.io?token=${key}`,
    {
      error: {
        message: 'Request failed',
        url: `https://www.alphavantage.co/query?function=RSI&symbol=IBM&apikey=${key}`,
      },
    },
  ]),
  of('cTrader application login', [word('h/ctrader', 50)], (secret) => [
    { clientMsgId: 'cm_1', payloadType: 2100, payload: { clientId: '5430_app', clientSecret: secret } },
  ]),
]

const providers: SecretCase[] = [
  of('Helius address', [uuid('h/helius')], (key) => [
    `fetch failed: https://mainnet.helius-rpc.com/?api-key=${key}`,
    { rpc: `wss://atlas-mainnet.helius-rpc.com?api-key=${key}`, commitment: 'confirmed' },
  ]),
  of('Alchemy address', [word('h/alchemy', 32)], (key) => [
    `HttpRequestError: HTTP request failed.\nStatus: 429\nURL: https://eth-mainnet.g.alchemy.com/v2/${key}\nRequest body: {"method":"eth_blockNumber"}`,
    { endpoint: `https://solana-mainnet.g.alchemy.com/v2/${key}` },
  ]),
  of('Infura address', [hex('h/infura', 32)], (key) => [
    `could not detect network (event="noNetwork", url="https://mainnet.infura.io/v3/${key}")`,
    { ws: `wss://mainnet.infura.io/ws/v3/${key}` },
  ]),
  of('QuickNode address', [hex('h/quicknode', 40)], (key) => [
    { rpcUrl: `https://cool-fragrant-sea.solana-mainnet.quiknode.pro/${key}/` },
    `Error: 403 Forbidden: POST https://cool-fragrant-sea.solana-mainnet.quiknode.pro/${key}/`,
  ]),
  of('Ankr address', [hex('h/ankr', 64)], (key) => [`RPC https://rpc.ankr.com/solana/${key} answered in 81 ms`]),
  of('Triton address', [uuid('h/triton')], (key) => [{ cluster: `https://desk.mainnet.rpcpool.com/${key}` }]),
  of('Chainstack address', [hex('h/chainstack', 32)], (key) => [
    `Using https://solana-mainnet.core.chainstack.com/${key} as the fallback`,
  ]),
  of('Jito auth key', [uuid('h/jito')], (key) => [{ headers: { 'x-jito-auth': key } }]),
  of('Birdeye and Jupiter header', [hex('h/birdeye', 32)], (key) => [
    { request: { headers: { 'X-API-KEY': key, 'x-chain': 'solana' } } },
    `axios.get('https://public-api.birdeye.so/defi/price', { headers: { 'x-api-key': '${key}' } })`,
  ]),
]

const wallets: SecretCase[] = [
  of('Solana key file', [bytes('h/solkey', 64).slice(8, 40).join(',')], () => [
    { stdout: json(bytes('h/solkey', 64)) },
    { file: { path: '/home/ann/.config/solana/id.json', content: json(bytes('h/solkey', 64)) } },
  ]),
  of('Solana key, exported from Phantom', [encode58(bytes('h/phantom', 64))], (key) => [
    { wallet: 'Phantom', private_key: key },
    `SOLANA_PRIVATE_KEY=${key}`,
    `My Phantom private key is ${key}, please import it.`,
  ]),
  of('Ethereum key', [hex('h/eth', 64)], (key) => [
    `Successfully created new keypair.\nAddress:     0x${hex('h/ethaddr', 40)}\nPrivate key: 0x${key}`,
    `cast send 0x${hex('h/ethaddr', 40)} --value 1ether --private-key 0x${key}`,
    { signer: { PrivateKey: key } },
  ]),
  of('Agent key of Hyperliquid', [hex('h/hl', 64)], (key) => [`HL_AGENT_PRIVATE_KEY='0x${key}'\nHL_NETWORK=mainnet`]),
  of('Ethereum keystore', [hex('h/keystore', 64)], (text) => [
    {
      output: json({
        version: 3,
        id: uuid('h/ksid'),
        address: hex('h/ksaddr', 40),
        crypto: {
          cipher: 'aes-128-ctr',
          ciphertext: text,
          cipherparams: { iv: hex('h/iv', 32) },
          kdf: 'scrypt',
          kdfparams: { dklen: 32, n: 262144, p: 1, r: 8, salt: hex('h/salt', 64) },
          mac: hex('h/mac', 64),
        },
      }),
    },
  ]),
  of('Bitcoin WIF', [wif('h/wif')], (key) => [`The paper wallet says ${key}.`, { result: key, id: 'dumpprivkey' }]),
  of('Bitcoin extended private key', [extended('h/xprv')], (key) => [
    `wpkh([d34db33f/84h/0h/0h]${key}/0/*)#cjjspncu`,
    { notes: [`exported ${key}`] },
  ]),
  of('Nostr key', [bech32('nsec', bytes('h/nsec', 32))], (key) => [
    `Log in with ${key} and post it.`,
    { data: { value: key } },
  ]),
  of('Sui key', [bech32('suiprivkey', [0, ...bytes('h/sui', 32)])], (key) => [
    { exportedPrivateKey: key, key: { walletAddress: `0x${hex('h/suiaddr', 64)}` } },
    `sui keytool import ${key} ed25519`,
  ]),
  of('Aptos key', [hex('h/aptos', 64)], (key) => [
    `profiles:\n  default:\n    network: Mainnet\n    private_key: "ed25519-priv-0x${key}"\n    account: ${hex('h/aptosaccount', 64)}`,
    `Account created with ed25519-priv-0x${key}`,
  ]),
  of('Cosmos key, armored', lines('h/cosmos', 3), (...body) => [
    [
      fence('BEGIN', `TENDERMINT ${PRIVATE}`),
      'kdf: bcrypt',
      'type: secp256k1',
      '',
      ...body,
      fence('END', `TENDERMINT ${PRIVATE}`),
    ].join('\n'),
  ]),
  of('NEAR key', [encode58(bytes('h/near', 64))], (key) => [
    {
      account_id: 'ann.near',
      public_key: `ed25519:${encode58(bytes('h/nearpub', 32))}`,
      private_key: `ed25519:${key}`,
    },
    `near login --seed-file - --secretKey ed25519:${key}`,
  ]),
  of('Tezos key', [glue('edsk', base58('h/tezos', 50))], (key) => [
    [{ name: 'ann', value: `unencrypted:${key}` }],
    `octez-client import secret key ann unencrypted:${key}`,
  ]),
  of('Stellar seed', [glue('S', capitals('h/stellar', 55))], (seed) => [
    { stellar: { publicKey: glue('G', capitals('h/stellarpub', 55)), secretSeed: seed } },
    `Keypair.fromSecret("${seed}")`,
  ]),
  of('XRP seed', [glue('sEd', base58('h/xrp', 28))], (seed) => [
    { account_id: glue('r', base58('h/xrpaddr', 33)), master_seed: seed },
    `Wallet.fromSeed('${seed}')`,
  ]),
  of('Cardano signing key', [hex('h/cardano', 64)], (key) => [
    { type: 'PaymentSigningKeyShelley_ed25519', description: 'Payment Signing Key', cborHex: `5820${key}` },
  ]),
  of('Monero spend key', [hex('h/monero', 64)], (key) => [
    { address: glue('4', base58('h/xmr', 94)), private_spend_key: key },
  ]),
  of('Lightning macaroon', [glue('0201036c6e6402', hex('h/macaroon', 180))], (macaroon) => [
    `curl --insecure --header "Grpc-Metadata-macaroon: ${macaroon}" https://localhost:8080/v1/balance/channels`,
    { lnd: { macaroon, socket: '127.0.0.1:10009' } },
  ]),
  of('Nostr wallet connect', [hex('h/nwc', 64)], (secret) => [
    `nostr+walletconnect://${hex('h/nwcpub', 64)}?relay=wss%3A%2F%2Frelay.example.org&secret=${secret}`,
  ]),
  of('WalletConnect pairing', [hex('h/wc', 64)], (key) => [
    `Opening wc:${hex('h/topic', 64)}@2?relay-protocol=irn&symKey=${key}`,
    { uri: `wc:${hex('h/topic', 64)}@2?expiryTimestamp=1750000300&relay-protocol=irn&symKey=${key}` },
  ]),
  of('age key', [bech32('age-secret-key-', bytes('h/age', 32)).toUpperCase()], (key) => [
    `# created: 2026-01-12T10:00:00Z\n# public key: ${bech32('age', bytes('h/agepub', 32))}\n${key}\n`,
  ]),
]

const phrases: SecretCase[] = [
  apart('Phrase, numbered in lines', phrase('h/numbered', 24), (words) => [
    words.map((one, at) => `${at + 1}. ${one}`).join('\n'),
    { note: `Ledger backup\n${words.map((one, at) => `${at + 1}) ${one}`).join('  ')}` },
  ]),
  apart('Phrase, as a list', phrase('h/list', 12), (words) => [{ words }, { output: json({ data: { list: words } }) }]),
  apart('Phrase, as a list with places', phrase('h/places', 12), (words) => [
    { backup: words.map((one, index) => ({ index, word: one })) },
  ]),
  of('Phrase, in capitals', [phrase('h/capitals', 12).toUpperCase()], (words) => [`BACKUP ${words} END`]),
  apart('Phrase, with hyphens or commas', phrase('h/hyphens', 12), (words) => [
    `It is ${words.join('-')}.`,
    { text: words.join(', ') },
    `https://app.example/import?m=${words.join('+')}`,
    { path: `/import?m=${words.join('%20')}` },
  ]),
  of('Phrase, spoken', [phrase('h/spoken', 12)], (words) => [
    {
      type: 'conversation.item.input_audio_transcription.completed',
      transcript: `OK so write this down, ${words}, did you get that?`,
    },
  ]),
  of('Phrase, as a tool printed it', [phrase('h/keygen', 12)], (words) => [
    `Generating a new keypair\n\nWrote new keypair to /home/ann/.config/solana/id.json\n${'='.repeat(72)}\npubkey: ${encode58(bytes('h/keygen', 32))}\n${'='.repeat(72)}\nSave this seed phrase and your BIP39 passphrase to recover your new keypair:\n${words}\n${'='.repeat(72)}`,
  ]),
  apart(
    'Phrase of TON, without the checksum',
    bytes('h/ton', 48)
      .flatMap((byte, at, all) => (at % 2 ? [] : [english[(byte * 256 + (all[at + 1] ?? 0)) % 2048]]))
      .join(' '),
    (words) => [{ wallet: 'v4R2', mnemonic: words }, `TON_MNEMONIC="${words.join(' ')}"`],
  ),
  apart('Phrase in French', entropyToMnemonic(Uint8Array.from(bytes('h/french', 16)), french), (words) => [
    `Ma phrase de récupération : ${words.join(' ')}`,
    { mnemonic: words.join(' ') },
  ]),
  of(
    'Phrase of Monero',
    [
      'sapling vexed utopia ponies lukewarm gyrate daytime wounded buffet oxygen mighty tiers afoot zeal hubcaps inkling roped egotistic jigsaw nabbing pastry quote fawns cobra sapling',
    ],
    (words) => [{ method: 'query_key', result: { key_type: 'mnemonic', key: words } }, `Mnemonic seed: ${words}`],
  ),
  of(
    'Share of SLIP-39',
    [
      'academic acid acrobat romp dwarf surface hobo fishing eclipse velvet justice lips ounce plunge mandate satoshi tricycle ugly unhappy wildlife',
    ],
    (words) => [`Trezor recovery share 1 of 3: ${words}`],
  ),
  of('BIP39 passphrase', [password('h/25th')], (pass) => [
    { hdPath: "m/44'/501'/0'/0'", bip39Passphrase: pass },
    `Enter your 25th word (passphrase): ${pass}`,
  ]),
]

const files: SecretCase[] = [
  of('PGP key', lines('h/pgp', 4), (...body) => [
    [
      fence('BEGIN', `PGP ${PRIVATE} BLOCK`),
      'Version: GnuPG v2',
      '',
      ...body,
      '=aB3d',
      fence('END', `PGP ${PRIVATE} BLOCK`),
    ].join('\n'),
  ]),
  of('SSH key', lines('h/ssh', 4), (...body) => [
    { stdout: `$ cat ~/.ssh/id_ed25519\n${pem(`OPENSSH ${PRIVATE}`, body)}` },
    { file: json({ content: json({ key: pem(`OPENSSH ${PRIVATE}`, body) }) }) },
  ]),
  of('SSH key, cut at its end', lines('h/sshcut', 4), (...body) => [
    `${fence('BEGIN', `RSA ${PRIVATE}`)}\n${body.join('\n')}`,
    { preview: `${fence('BEGIN', `ENCRYPTED ${PRIVATE}`)}\r\n${body.join('\r\n')}…` },
  ]),
  of('Key in YAML, indented', lines('h/yamlkey', 3), (...body) => [
    `tls:\n  key: |\n${pem(PRIVATE, body)
      .split('\n')
      .map((line) => `    ${line}`)
      .join('\n')}`,
  ]),
  of('Key in one line of .env', lines('h/envkey', 3), (...body) => [
    `FIREBLOCKS_KEY="${pem(PRIVATE, body, '\\n')}"\nPORT=80`,
  ]),
  of('PuTTY key', lines('h/putty', 2), (...body) => [
    `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: desk\nPrivate-Lines: 2\n${body.join('\n')}\nPrivate-MAC: ${hex('h/ppk', 64)}`,
  ]),
  of('JWK with its private parts', [word('h/jwk/d', 86), word('h/jwk/p', 43), word('h/jwk/q', 43)], (d, p, q) => [
    { kty: 'RSA', n: word('h/jwk/n', 86), e: 'AQAB', kid: '2026-01', d, p, q },
    json({ keys: [{ kty: 'OKP', crv: 'Ed25519', x: word('h/jwk/x', 43), d: p }] }),
  ]),
  of('WireGuard keys', [glue(base64('h/wg', 43), '='), glue(base64('h/wgpsk', 43), '=')], (key, shared) => [
    `[Interface]\nPrivateKey = ${key}\nAddress = 10.0.0.2/32\n[Peer]\nPublicKey = ${base64('h/wgpub', 43)}=\nPresharedKey = ${shared}`,
  ]),
  of('Google service account', lines('h/gcp', 3), (...body) => [
    {
      type: 'service_account',
      project_id: 'desk-1',
      private_key_id: hex('h/gcpid', 40),
      private_key: pem(PRIVATE, body),
      client_email: 'bot@desk-1.iam.gserviceaccount.com',
    },
  ]),
  of('PKCS#12 and its password', [base64('h/p12', 240), password('h/p12pass')], (bundle, pass) => [
    { CSC_LINK: `data:application/x-pkcs12;base64,${bundle}`, CSC_KEY_PASSWORD: pass },
    `openssl pkcs12 -in desk.p12 -passin pass:${pass} -nodes`,
  ]),
]

const clouds: SecretCase[] = [
  of('AWS secret key', [base64('h/aws', 40)], (secret) => [
    `[default]\naws_access_key_id = ${glue('AK', 'IA', capitals('h/awsid', 16))}\naws_secret_access_key = ${secret}\nregion = eu-central-1`,
    `<Credentials><AccessKeyId>${glue('AS', 'IA', capitals('h/awsid', 16))}</AccessKeyId><SecretAccessKey>${secret}</SecretAccessKey></Credentials>`,
  ]),
  of('AWS session token', [glue('IQoJb3JpZ2luX2VjE', base64('h/sts', 300))], (token) => [
    `<SessionToken>${token}</SessionToken><Expiration>2026-01-12T12:00:00Z</Expiration>`,
    { Credentials: { SessionToken: token, Expiration: '2026-01-12T12:00:00Z' } },
  ]),
  of('Signed address of S3', [hex('h/s3', 64)], (sign) => [
    `https://desk.s3.eu-central-1.amazonaws.com/report.csv?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20260112T100000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=${sign}`,
  ]),
  of('Signed address of Google', [hex('h/gcs', 512)], (sign) => [
    {
      url: `https://storage.googleapis.com/desk/report.csv?X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Expires=900&X-Goog-Signature=${sign}`,
    },
  ]),
  of('Signed address of Azure', [glue(base64('h/sas', 43).replace(/[+/]/g, 'x'), '%3D')], (sign) => [
    `https://desk.blob.core.windows.net/logs/a.json?sv=2024-11-04&ss=b&srt=o&sp=r&se=2026-02-01T00%3A00%3A00Z&sig=${sign}`,
  ]),
  of('Azure connection string', [glue(base64('h/azure', 86), '==')], (key) => [
    `DefaultEndpointsProtocol=https;AccountName=desk;AccountKey=${key};EndpointSuffix=core.windows.net`,
    { bus: `Endpoint=sb://desk.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${key}` },
  ]),
  of('Kubernetes secret', [base64Of(password('h/k8s')), base64Of(word('h/k8skey', 40))], (pass, key) => [
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: desk\ntype: Opaque\ndata:\n  db: ${pass}\n  broker: ${key}`,
    { kind: 'Secret', apiVersion: 'v1', metadata: { name: 'desk' }, data: { db: pass, broker: key } },
  ]),
  of('Kubernetes environment', [password('h/k8senv')], (pass) => [
    {
      containers: [
        {
          name: 'desk',
          env: [
            { name: 'LOG_LEVEL', value: 'info' },
            { name: 'POSTGRES_PASSWORD', value: pass },
          ],
        },
      ],
    },
  ]),
  of('kubeconfig', [base64('h/kubekey', 400)], (key) => [
    `users:\n- name: admin\n  user:\n    client-key-data: ${key}\n`,
  ]),
  of('Docker login', [base64Of(`ann:${password('h/docker')}`)], (auth) => [
    { auths: { 'https://index.docker.io/v1/': { auth } } },
    `{\n\t"auths": {\n\t\t"ghcr.io": {\n\t\t\t"auth": "${auth}"\n\t\t}\n\t}\n}`,
  ]),
  of('Vault token', [glue('hvs', '.', word('h/vault', 90))], (token) => [`vault login ${token}`, { note: token }]),
  of('DigitalOcean token', [glue('dop', '_v1_', hex('h/do', 64))], (token) => [`doctl auth init with ${token}`]),
  of('Terraform token', [glue(word('h/tf', 14), '.atlas', 'v1.', word('h/tf2', 67))], (token) => [
    `credentials "app.terraform.io" {\n  token = "${token}"\n}`,
  ]),
]

const services: SecretCase[] = [
  of('GitLab token', [glue('gl', 'pat-', word('h/gitlab', 20))], (token) => [
    `remote: origin https://oauth2:${token}@gitlab.com/desk/bot.git (push)`,
    `The token ${token} has expired.`,
  ]),
  of(
    'GitHub fine-grained token',
    [glue('github', '_pat_', word('h/ghpat', 22), '_', word('h/ghpat2', 59))],
    (token) => [{ message: `Bad credentials for ${token}` }],
  ),
  of('GitHub app token, in a remote', [glue('gh', 's_', word('h/ghs', 36))], (token) => [
    `fatal: unable to access 'https://x-access-token:${token}@github.com/desk/bot.git/': The requested URL returned error: 403`,
  ]),
  of('npm token', [glue('npm', '_', word('h/npm', 36))], (token) => [
    `//registry.npmjs.org/:_authToken=${token}\nalways-auth=true`,
  ]),
  of('npm login of old', [base64Of(`ann:${password('h/npmold')}`)], (auth) => [`//npm.desk.example/:_auth=${auth}`]),
  of('PyPI token', [glue('pypi', '-AgEIcHlwaS5vcmc', word('h/pypi', 150))], (token) => [
    `twine upload -u __token__ -p ${token} dist/*`,
  ]),
  of('Telegram bot token', [glue(digits('h/tg', 10), ':AA', word('h/tg2', 33))], (token) => [
    `POST https://api.telegram.org/bot${token}/sendMessage 401`,
    `BotFather: Use this token to access the HTTP API:\n${token}\nKeep it secure.`,
  ]),
  of('Discord bot token', [glue('MTA', word('h/dc', 23), '.', word('h/dc2', 6), '.', word('h/dc3', 38))], (token) => [
    `Authorization: Bot ${token}`,
    { content: `client.login ${token}` },
  ]),
  of('Discord webhook', [word('h/dchook', 68)], (token) => [
    `POST https://discord.com/api/webhooks/${digits('h/dcid', 19)}/${token} 204`,
  ]),
  of('Slack webhook', [word('h/slackhook', 24)], (token) => [
    { url: glue('https://hooks.', 'slack.com/services/T0', capitals('h/t', 9), '/B0', capitals('h/b', 9), '/', token) },
  ]),
  of(
    'Slack app token',
    [glue('xa', 'pp-1-A0', capitals('h/xapp', 9), '-', digits('h/xapp', 13), '-', hex('h/xapp', 64))],
    (token) => [`Socket mode refused ${token}`],
  ),
  of('Lark webhook', [uuid('h/lark')], (token) => [
    `alert sent to https://open.larksuite.com/open-apis/bot/v2/hook/${token}`,
  ]),
  of('Stripe secret key', [glue('sk', '_live_', word('h/stripe', 60))], (key) => [
    `Invalid API Key provided: ${key}`,
    `curl https://api.stripe.com/v1/charges -u ${key}:`,
  ]),
  of('Stripe webhook secret', [glue('wh', 'sec_', word('h/whsec', 32))], (key) => [
    `> Ready! Your webhook signing secret is ${key} (^C to quit)`,
  ]),
  of('Stripe client secret', [glue('pi_', word('h/pi', 24), '_secret', '_', word('h/pi2', 25))], (key) => [
    { object: 'payment_intent', client_secret: key },
    `https://desk.example/return?payment_intent=pi_${word('h/pi', 24)}&payment_intent_client_secret=${key}&redirect_status=succeeded`,
  ]),
  of('Plaid', [hex('h/plaid', 30), glue('access', '-production-', uuid('h/plaid'))], (secret, token) => [
    { client_id: hex('h/plaidid', 24), secret, access_token: token },
  ]),
  of('SendGrid key', [glue('SG', '.', word('h/sg', 22), '.', word('h/sg2', 43))], (key) => [`mailer: 401 with ${key}`]),
  of('Twilio login', [hex('h/twilio', 32)], (token) => [
    `curl -X POST https://api.twilio.com/2010-04-01/Accounts -u ${glue('A', 'C', hex('h/twsid', 32))}:${token}`,
    { TWILIO_AUTH_TOKEN: token },
  ]),
  of('Ephemeral key of a realtime session', [glue('ek', '_', hex('h/ek', 32))], (key) => [
    { value: key, expires_at: 1750000600, session: { type: 'realtime', model: 'gpt-realtime' } },
    `Sec-WebSocket-Protocol: realtime, openai-insecure-api-key.${key}, openai-beta.realtime-v1`,
  ]),
  of('OpenAI project key', [glue('sk', '-proj-', word('h/oa', 74), 'T3Blbk', 'FJ', word('h/oa2', 74))], (key) => [
    { protocols: ['realtime', `openai-insecure-api-key.${key}`] },
    `Incorrect API key provided: ${key}. You can find your API key at https://platform.openai.com/account/api-keys.`,
  ]),
  of('Anthropic key', [glue('sk', '-ant-', 'api03-', word('h/ant', 93), 'AA')], (key) => [
    `claude answered 401 to ${key}`,
  ]),
  of('Hugging Face token', [glue('hf', '_', letters('h/hf', 34))], (token) => [
    { args: ['download', '--token', token] },
  ]),
  of('Google key', [glue('AI', 'za', word('h/google', 35))], (key) => [
    `GET https://generativelanguage.googleapis.com/v1beta/models?key=${key}`,
    { note: `with ${key}` },
  ]),
  of('Groq key', [glue('gs', 'k_', word('h/groq', 52))], (key) => [{ line: `provider=groq ${key}` }]),
  of('Sentry address with its secret', [hex('h/sentry', 32)], (secret) => [
    `SENTRY_DSN=https://${hex('h/sentrypub', 32)}:${secret}@o1.ingest.sentry.io/42`,
  ]),
  of('Ably key', [word('h/ably', 43)], (secret) => [
    { key: `${word('h/ablyapp', 6)}.${word('h/ablyid', 6)}:${secret}`, clientId: 'desk' },
  ]),
  of('Datadog keys', [hex('h/dd', 32), hex('h/ddapp', 40)], (key, app) => [
    `-H "DD-API-KEY: ${key}" -H "DD-APPLICATION-KEY: ${app}"`,
  ]),
  of('1Password service account', [glue('ops', '_eyJ', word('h/op', 300))], (token) => [
    `export OP_SERVICE_ACCOUNT_TOKEN=${token}`,
    `op said no to ${token}`,
  ]),
]

const logins: SecretCase[] = [
  of('OAuth code in a callback', [word('h/code', 43)], (code) => [
    `GET http://127.0.0.1:53682/callback?code=${code}&state=${word('h/state', 16)}&iss=https%3A%2F%2Fid.example HTTP/1.1`,
    { redirect: `dexter://oauth/callback?state=${word('h/state', 16)}&code=${code}` },
  ]),
  of('OAuth token exchange', [word('h/code2', 43), word('h/verifier', 64)], (code, verifier) => [
    `POST /oauth/token\r\ncontent-type: application/x-www-form-urlencoded\r\n\r\ngrant_type=authorization_code&code=${code}&redirect_uri=http%3A%2F%2F127.0.0.1%3A53682%2Fcallback&code_verifier=${verifier}&client_id=desk`,
    { body: { grant_type: 'authorization_code', code, code_verifier: verifier } },
  ]),
  of('OAuth tokens in an answer', [word('h/access', 40), word('h/refresh', 40)], (access, refresh) => [
    { tokens: { accessToken: access, refreshToken: refresh, tokenType: 'Bearer', expiresIn: 3600 } },
    `token response {"access_token":"${access}","token_type":"bearer","expires_in":3600,"refresh_token":"${refresh}","sco`,
  ]),
  of('OAuth token in a fragment', [word('h/fragment', 48)], (token) => [
    `Navigated to https://app.example/#access_token=${token}&token_type=bearer&expires_in=3600`,
  ]),
  of('OAuth device code', [word('h/device', 40)], (code) => [
    { device_code: code, verification_uri: 'https://id.example/device', expires_in: 900, interval: 5 },
  ]),
  of('OAuth client registration', [word('h/reg', 48), word('h/regtoken', 48)], (secret, token) => [
    { client_id: 'desk', client_secret: secret, client_secret_expires_at: 0, registration_access_token: token },
  ]),
  of('JWT', [jwt('h/jwt')], (token) => [
    `42["auth",{"token":"${token}"}]`,
    `client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=${token}`,
    `It expired: ${token}`,
  ]),
  of('Basic login', [base64Of(`ann:${password('h/basic')}`)], (auth) => [
    `> Proxy-Authorization: Basic ${auth}`,
    { headers: [{ name: 'authorization', value: `Basic ${auth}` }] },
  ]),
  of('Other schemes of Authorization', [word('h/scheme', 42)], (token) => [
    `authorization: SSWS ${token}`,
    { Authorization: `GenieKey ${token}` },
    `Authorization: Token token="${token}"`,
    { headers: { authorization: token } },
  ]),
  of('Bearer in a sentence', [word('h/bearer', 40)], (token) => [`server rejected "bearer ${token}" with 401`]),
  of('Cookies', [word('h/sid', 32), word('h/csrf', 32)], (session, csrf) => [
    `Cookie: theme=dark; sessionid=${session}; csrftoken=${csrf}`,
    { headers: { 'set-cookie': [`connect.sid=s%3A${session}.${csrf}; Path=/; HttpOnly; SameSite=Lax`] } },
    `< set-cookie: __Secure-next-auth.session-token=${session}; Path=/; Secure`,
  ]),
  of('CSRF token', [word('h/xcsrf', 40)], (token) => [
    { headers: { 'X-CSRF-Token': token } },
    `<input type="hidden" name="csrf_token" value="${token}">`,
  ]),
  of('TOTP seed', [capitals('h/totp', 32)], (seed) => [
    `otpauth://totp/Kraken:ann%40example.com?secret=${seed}&issuer=Kraken&digits=6`,
    { totpSecret: seed },
    `Can't scan the QR code? Enter this setup key: ${seed}`,
  ]),
  of('Codes of a second factor', [digits('h/otp', 6)], (code) => [
    { username: 'ann', mfa_code: code },
    { 'X-Tastyworks-OTP': code },
    `otp=${code}&remember=1`,
  ]),
  of(
    'Recovery codes',
    [0, 1, 2].map((at) => glue(lowercase(`h/rec${at}`, 5), '-', lowercase(`h/recb${at}`, 5))),
    (...codes) => [{ recovery_codes: codes }, `Backup codes:\n${codes.join('\n')}\n`],
  ),
  of('Link to log in with', [word('h/magic', 43)], (token) => [
    `Sign in: https://app.example/auth/verify?magic_token=${token}`,
    { html: `<a href="https://app.example/reset?email=ann%40example.com&amp;reset_token=${token}">Reset</a>` },
  ]),
  of('Hash of a password', [glue('$2b$12$', word('h/bcrypt', 53))], (hash) => [{ user: 'ann', password_hash: hash }]),
  of('TURN login', [glue(base64('h/turn', 27), '=')], (credential) => [
    { iceServers: [{ urls: 'turn:turn.example.com:3478', username: '1750000600:ann', credential }] },
  ]),
  of('Keys in a session description', [word('h/icepwd', 24), base64('h/sdes', 40)], (pwd, key) => [
    `v=0\r\na=ice-ufrag:EsAw\r\na=ice-pwd:${pwd}\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${key}\r\na=setup:actpass\r\n`,
  ]),
]

const connections: SecretCase[] = [
  of('Login in the address of a database', [password('h/db')], (pass) => [
    `psql: could not connect to postgres://desk:${pass}@db.internal:5432/fills?sslmode=require`,
    { url: `mongodb+srv://desk:${pass}@cluster0.ab1cd.mongodb.net/?retryWrites=true` },
    `redis://:${pass}@cache:6379/0`,
    `amqps://desk:${pass}@mq.example/vhost`,
  ]),
  of(
    'Address with a password that is encoded',
    [glue(letters('h/enc', 5), '%40', digits('h/enc', 4), '%23', letters('h/enc2', 5))],
    (pass) => [`DATABASE_URL=postgresql+asyncpg://desk:${pass}@db/fills`],
  ),
  of('Address with an @ in the password', [glue(letters('h/at', 6), '@', digits('h/at', 4))], (pass) => [
    { smtp: `smtps://ann:${pass}@mail.example.com:465` },
  ]),
  of('Login in the address of a proxy', [password('h/proxy')], (pass) => [
    `HTTPS_PROXY=http://desk:${pass}@proxy.corp:3128`,
    `connect ECONNREFUSED via socks5h://desk:${pass}@10.0.0.7:1080`,
  ]),
  of('ADO and JDBC connection strings', [password('h/ado')], (pass) => [
    `Server=tcp:desk.database.windows.net,1433;Database=fills;User ID=ann;Password=${pass};Encrypt=True;`,
    `jdbc:mysql://db:3306/fills?user=ann&password=${pass}&useSSL=true`,
    `jdbc:oracle:thin:ann/${pass}@//db:1521/XE`,
  ]),
  of('libpq connection string', [password('h/libpq')], (pass) => [
    `host=db port=5432 user=ann password='${pass}' dbname=fills`,
  ]),
  of('Passwords of a command line', [password('h/cli')], (pass) => [
    `$ curl -u ann:${pass} https://api.example.com/orders`,
    `$ sshpass -p ${pass} ssh ann@10.0.0.2`,
    `$ mysqldump -u ann -p${pass} fills`,
    `$ redis-cli -h cache -a ${pass} ping`,
    { argv: ['docker', 'login', '-u', 'ann', '--password', pass] },
  ]),
  of('.netrc', [password('h/netrc')], (pass) => [`machine api.example.com\n  login ann\n  password ${pass}\n`]),
]

const shapes: SecretCase[] = [
  of('JSON in JSON in JSON', [word('h/deep', 32)], (secret) => [
    { arguments: json({ request: json({ config: json({ apiSecret: secret }) }) }) },
  ]),
  of('axios error', [word('h/axios', 32), password('h/axiospass')], (key, pass) => [
    {
      name: 'AxiosError',
      code: 'ERR_BAD_REQUEST',
      config: {
        url: '/orders',
        auth: { username: 'ann', password: pass },
        headers: { Accept: 'application/json', 'Api-Key': key },
      },
    },
  ]),
  of('Node stack with an address', [word('h/stack', 32)], (token) => [
    `Error: Unexpected server response: 401\n    at ClientRequest.<anonymous> (/app/node_modules/ws/lib/websocket.js:913:7)\n    url: 'wss://feed.example.com/v1?auth_token=${token}&v=2'`,
  ]),
  of('Printed by Node, Python, Go, Rust, Ruby, PHP', [word('h/print', 28)], (secret) => [
    `Client { host: 'api.example.com', apiSecret: '${secret}', retries: 3 }`,
    `{'host': 'api.example.com', 'api_secret': '${secret}', 'retries': 3}`,
    `{Host:api.example.com APISecret:${secret} Retries:3}`,
    `Config { host: "api.example.com", api_secret: "${secret}", retries: 3 }`,
    `{:host=>"api.example.com", :api_secret=>"${secret}"}`,
    `['host' => 'api.example.com', 'api_secret' => '${secret}']`,
  ]),
  of('XML', [password('h/xml')], (pass) => [
    `<wsse:UsernameToken><wsse:Username>ann</wsse:Username><wsse:Password Type="...#PasswordText">${pass}</wsse:Password></wsse:UsernameToken>`,
    `<login user="ann" password="${pass}"/>`,
    { body: `<add key="BrokerApiKey" value="${pass}" />` },
  ]),
  of('YAML, TOML, INI and properties', [password('h/conf')], (pass) => [
    `broker:\n  host: api.example.com\n  api-secret: ${pass}\n  timeout: 30`,
    `[broker]\nhost = "api.example.com"\napi_secret = "${pass}"`,
    `; broker\nsecret=${pass}\nhost=api.example.com`,
    `spring.datasource.username=ann\nspring.datasource.password=${pass}`,
  ]),
  of('YAML over several lines', [word('h/folded', 40)], (secret) => [
    `broker:\n  api_secret: >-\n    ${secret}\n  timeout: 30`,
  ]),
  of('JSON that was URL-encoded', [word('h/urlenc', 32)], (secret) => [
    `GET /log?data=${encodeURIComponent(json({ user: 'ann', api_secret: secret }))}`,
    `GET /open?next=${encodeURIComponent(`/cb?user=ann&api_key=${secret}&x=1`)}`,
    `GET /open?next=${encodeURIComponent(encodeURIComponent(`/cb?api_key=${secret}`))}`,
  ]),
  of('JSON in HTML', [word('h/html', 32)], (secret) => [
    `<div data-config="{&quot;apiSecret&quot;:&quot;${secret}&quot;,&quot;v&quot;:1}"></div>`,
  ]),
  of('Form with parts', [password('h/form')], (pass) => [
    `------WebKitFormBoundary\r\nContent-Disposition: form-data; name="password"\r\n\r\n${pass}\r\n------WebKitFormBoundary--`,
  ]),
  of('Pairs', [word('h/pairs', 30)], (secret) => [
    [
      ['accept', '*/*'],
      ['x-api-secret', secret],
    ],
    { headers: [{ key: 'x-api-secret', value: secret, enabled: true }] },
    { entries: [['apiSecret', secret]] },
  ]),
  of('Names in many spellings', [word('h/spell', 24)], (secret) => [
    { 'client-secret': secret },
    { ClientSecret: secret },
    { CLIENT_SECRET: secret },
    { clientsecret: secret },
    { 'Client Secret': secret },
    { brokerApiKeyLive: secret },
    { db_pass: secret },
    { userPwd: secret },
  ]),
  of('German names', [password('h/de')], (pass) => [
    { benutzer: 'ann', passwort: pass },
    `Kennwort: ${pass}`,
    { zugangsdaten: { Benutzername: 'ann', Geheimschlüssel: pass } },
    `Das Passwort lautet ${pass}.`,
  ]),
  of('French and Spanish names', [password('h/fr')], (pass) => [
    { utilisateur: 'ann', mot_de_passe: pass },
    { motDePasse: pass },
    `Mot de passe : ${pass}`,
    { usuario: 'ann', contraseña: pass },
    { cle_secrete: pass },
  ]),
  of('Markdown table', [word('h/md', 36)], (secret) => [
    `| Name | Value |\n|---|---|\n| API secret | \`${secret}\` |\n| Region | eu |`,
  ]),
  of('Password that is a plain word', ['sunflower'], (pass) => [
    { user: 'ann', password: pass },
    `user=ann password=${pass}`,
    { arguments: `{"email":"ann@example.com","password":"${pass}"}` },
  ]),
  of('Password with spaces and quotes', ['harbour 7'], (end) => [
    { password: `blue " ${end}` },
    json({ login: { password: `blue " ${end}` } }),
  ]),
  of('Code that somebody pasted', [word('h/code3', 40)], (secret) => [
    `const binance = new ccxt.binance({ apiKey: process.env.KEY, secret: '${secret}' })`,
    `exchange.secret = "${secret}"  # live`,
  ]),
  of('Error that quotes what was sent', [word('h/quoted', 36)], (secret) => [
    { error: { code: 401, message: `Invalid API key: '${secret}'` } },
    `The provided client secret ${secret} is invalid.`,
  ]),
]

const spoken: SecretCase[] = [
  of('Password, spoken', ['sunflower2019'], (pass) => [
    { role: 'user', content: [{ type: 'input_audio', transcript: `Yeah, my password is ${pass}, log me in.` }] },
    `Use the password ${pass} for the broker.`,
  ]),
  of('Secret in a chat', [word('h/chat', 40)], (secret) => [
    `here's my api secret ${secret} can you check my balance`,
    { text: `My secret key for Binance is: ${secret}` },
  ]),
  of('PIN, spoken', ['739204'], (pin) => [`My PIN is ${pin}.`, `the two-factor code is ${pin}, hurry up`]),
  of('App password', ['qzvt mkwe rpxa bdnu'], (pass) => [
    `Your app password for your device: ${pass}`,
    { appPassword: pass },
  ]),
]

const signature = (name: string) => encode58(bytes(`i/${name}`, 64))
const address = (name: string) => encode58(bytes(`i/${name}`, 32))
const hash = (name: string) => `0x${hex(`i/${name}`, 64)}`
const account = (name: string) => `0x${hex(`i/${name}`, 40)}`
const numbers = (name: string, count: number, below: number) => bytes(`i/${name}`, count).map((byte) => byte % below)
const SOL = 'So11111111111111111111111111111111111111112'
const USDC = 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v'
const BONK = 'DezXAZ8z7PnrnRJjz3wXBoRgixCa6xjnB7YaB1pPB263'

const chains: InnocentCase[] = [
  fine(
    'Solana signatures of an address',
    {
      jsonrpc: '2.0',
      id: 1,
      result: [0, 1, 2].map((at) => ({
        signature: signature(`for/${at}`),
        slot: 312345678 + at,
        blockTime: 1750000000 + at,
        confirmationStatus: 'finalized',
        err: null,
        memo: null,
      })),
    },
    { output: json({ signatures: [signature('one'), signature('two')], before: null }) },
  ),
  fine(
    'Solana signature of what was sent',
    { jsonrpc: '2.0', id: 7, result: signature('sent') },
    {
      status: 'Success',
      signature: signature('swap'),
      inputAmountResult: '1000000000',
      outputAmountResult: '181234567',
    },
    { output: json({ ok: true, txid: signature('txid') }) },
    { txSignature: signature('a'), tx: signature('b'), txHash: signature('c'), transactionId: signature('d') },
  ),
  fine(
    'Solana signature in a text',
    `Your swap is confirmed: https://solscan.io/tx/${signature('scan')}`,
    { explorer: `https://explorer.solana.com/tx/${signature('explorer')}?cluster=devnet` },
    `Transaction ${signature('text')} was confirmed in slot 312345678.`,
    `Signature: ${signature('cli')}`,
  ),
  fine('Solana transaction', {
    slot: 312345678,
    transaction: {
      signatures: [signature('tx')],
      message: {
        accountKeys: [
          address('payer'),
          SOL,
          '11111111111111111111111111111111',
          'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA',
        ],
        recentBlockhash: address('blockhash'),
        instructions: [{ programIdIndex: 3, accounts: [0, 1], data: '3Bxs4h24hBtQy9rw' }],
      },
    },
    meta: { fee: 5000, preBalances: [1000000000, 2039280], postBalances: [999995000, 2039280], err: null },
  }),
  fine(
    'Solana mints, programs and accounts',
    { mints: [SOL, USDC, BONK] },
    { token: { address: BONK, symbol: 'BONK', decimals: 5, mintAuthority: address('mint'), freezeAuthority: null } },
    {
      tokenAccount: address('ata'),
      owner: address('owner'),
      authority: address('auth'),
      updateAuthority: address('upd'),
    },
    {
      programId: 'JUP6LkbZbjS1jKKwapdHNy74zcZ3tLUZoi5QNyVTaV4',
      feePayer: address('fee'),
      pubkey: address('pub'),
      publicKey: address('pub2'),
    },
    `https://lite-api.jup.ag/swap/v1/quote?inputMint=${SOL}&outputMint=${USDC}&amount=1000000000&slippageBps=50`,
    `Send it to ${address('friend')} please.`,
  ),
  fine('Price by the address of a token', {
    [SOL]: { usdPrice: 181.23, decimals: 9 },
    [USDC]: { usdPrice: 1.0001, decimals: 6 },
  }),
  fine(
    'EVM transactions',
    {
      transactionHash: hash('tx'),
      blockHash: hash('block'),
      blockNumber: '0x14a2b3c',
      from: account('from'),
      to: account('to'),
      status: '0x1',
    },
    { jsonrpc: '2.0', id: 1, result: hash('result') },
    `https://etherscan.io/tx/${hash('scan')}`,
    `Mined ${hash('mined')} in block 21654332.`,
    { logs: [{ address: account('log'), topics: [hash('t0'), hash('t1')], data: hash('data'), logIndex: '0x1' }] },
    { parentHash: hash('p'), stateRoot: hash('s'), receiptsRoot: hash('r'), transactionsRoot: hash('x') },
  ),
  fine(
    'Transactions of other chains',
    { txid: hex('i/btc', 64), vout: 1, value: 125000 },
    `https://mempool.space/tx/${hex('i/mempool', 64)}`,
    { txhash: hex('i/cosmos', 64).toUpperCase(), height: '21345678', code: 0 },
    { digest: encode58(bytes('i/suidigest', 32)), checkpoint: '101234567' },
  ),
  fine(
    'Addresses of several chains',
    { evm: account('a'), btc: bech32('bc', bytes('i/bc', 20), 0), old: encode58check([0, ...bytes('i/p2pkh', 20)]) },
    {
      cosmos: bech32('cosmos', bytes('i/cosmosaddr', 20)),
      sui: `0x${hex('i/suiaddr', 64)}`,
      npub: bech32('npub', bytes('i/npub', 32)),
    },
    {
      tron: encode58check([0x41, ...bytes('i/tron', 20)]),
      stellar: glue('G', capitals('i/stellar', 55)),
      xrp: glue('r', base58('i/xrp', 33)),
    },
    `Withdraw to ${bech32('bc', bytes('i/bc2', 20), 0)} on the Bitcoin network.`,
    { public_key: `ed25519:${address('near')}`, account_id: 'ann.near' },
  ),
  fine(
    'Ids of markets',
    {
      condition_id: hash('condition'),
      clobTokenIds: [digits('i/clob', 77), digits('i/clob2', 76)],
      question: 'Fed cuts in March?',
    },
    { token_id: digits('i/clob3', 77), price: '0.53', side: 'BUY' },
    { priceFeedId: hash('pyth'), poolId: hash('pool'), price: '18123000000', conf: '9123456', expo: -8 },
    { cloid: `0x${hex('i/cloid', 32)}`, oid: 77738308, coin: 'HYPE' },
  ),
  fine('What a paid call costs', {
    x402Version: 1,
    accepts: [
      {
        scheme: 'exact',
        network: 'solana',
        maxAmountRequired: '10000',
        payTo: address('payto'),
        asset: USDC,
        resource: 'https://api.example.com/x402/token-report',
      },
    ],
  }),
]

const markets: InnocentCase[] = [
  fine(
    'Candles',
    [
      [
        1750000000000,
        '105012.10',
        '105230.00',
        '104800.55',
        '105111.02',
        '1234.56700000',
        1750003599999,
        '129612345.12345678',
        84213,
        '610.1',
        '64012345.1',
        '0',
      ],
      [
        1750003600000,
        '105111.02',
        '105400.00',
        '105000.00',
        '105310.77',
        '987.65400000',
        1750007199999,
        '103912345.12345678',
        71234,
        '500.2',
        '52612345.2',
        '0',
      ],
    ],
    { s: 'ok', t: [1750000000, 1750003600, 1750007200], c: [181.2, 182.4, 181.9], v: [12345678, 23456789, 9876543] },
  ),
  fine('Order book', {
    lastUpdateId: 71234567890,
    bids: [
      ['105110.01', '0.52310000'],
      ['105110.00', '1.20000000'],
    ],
    asks: [['105110.02', '3.10000000']],
  }),
  fine(
    'Series of small whole numbers',
    { symbol: 'SOL', rsi: numbers('rsi', 64, 101) },
    { fearAndGreed: numbers('fear', 32, 101) },
  ),
  fine(
    'Amounts with many digits',
    {
      lamports: 1234567890123,
      wei: '123456789012345678901234567890',
      supply: '88872713145612345678',
      sqrtPriceX96: '1461446703485210103287273052203988822378723970341',
    },
    'You hold 88,872,713,145.61234 BONK, that is 1,912.33 dollars.',
    { price: 0.000021512345678901234, marketCap: 1912345678.12 },
  ),
  fine(
    'Orders',
    {
      id: uuid('i/alpaca'),
      client_order_id: uuid('i/client'),
      asset_id: uuid('i/asset'),
      symbol: 'AAPL',
      qty: '10',
      filled_avg_price: '187.32',
      status: 'filled',
    },
    {
      symbol: 'BTCUSDT',
      orderId: 28457,
      clientOrderId: word('i/binance', 22),
      transactTime: 1750000000000,
      cummulativeQuoteQty: '10.00',
    },
    { error: [], result: { txid: ['OQCLML-BW3P3-BUCMWZ'], descr: { order: 'buy 0.1 XBTUSD @ limit 104000' } } },
    { conid: 265598, orderRef: 'pt-2026-01-12-0001', execId: '0000e0d5.65a1b2c3.01.01', permId: 1312345678 },
    `Order ${uuid('i/order')} was filled at 187.32.`,
  ),
  fine(
    'Names of securities',
    { isin: 'US0378331005', cusip: '037833100', figi: 'BBG000B9XRY4', lei: 'HWUPKR0MPOU8FGXBT394', mic: 'XNAS' },
    'Sell two SPY250620C00450000 and look up DE0007164600.',
  ),
  fine(
    'Addresses of market data',
    'GET https://api.binance.com/api/v3/klines?symbol=BTCUSDT&interval=1h&startTime=1750000000000&limit=500 200',
    'wss://stream.binance.com:9443/ws/btcusdt@depth20@100ms',
    `https://dexscreener.com/solana/${address('pair')}`,
    'https://api.hyperliquid.xyz/info answered in 120 ms',
  ),
]

const words: InnocentCase[] = [
  fine(
    'Token, in a sentence',
    'The token price is up 12% since this morning.',
    'Which token has the most volume today?',
    'Show me the top ten tokens by market cap.',
    { transcript: 'Is this token a rug? Check the token: BONK.' },
    'Basic Attention Token is at 24 cents.',
    'The token is BONK, and its token symbol is BONK.',
  ),
  fine(
    'Key, in a sentence',
    'Press any key to continue.',
    'The key level is 180, and key resistance sits at 195.50.',
    'Hold the key: Right Ctrl.',
    'The key is patience; the key driver was the CPI print.',
  ),
  fine(
    'Secret, password and PIN, in a sentence',
    'What is the secret sauce of that fund?',
    "It's no secret: Nvidia beat estimates.",
    'I see a pin bar at 180 on the daily.',
    'Never tell anyone your password or your seed phrase.',
    'You can change your password in the settings.',
    'The stock got pinned at 450 into expiry, max pain is 447.50.',
  ),
  fine(
    'Seed, code, session and auth, in a sentence',
    'They closed a seed round at 40 million.',
    'The code review is done, error code 429 is a rate limit.',
    'The session high is 105,400 and the session low is 104,800.',
    'Credentials matter less than a track record.',
    'He is the bearer of bad news in a bear market.',
    'The authors expect two cuts; the authorities did not comment.',
    { transcript: 'Use the promo: SUMMER. And what was the phrase the Fed used?' },
  ),
  fine(
    'Words that a phrase could have',
    'Please sell half of my gold position when the market will open and then wait until the price is above that level again.',
    'Buy the dip, ride the wave, then exit when the trend is about to turn around or the volume begins to fade.',
  ),
  fine(
    'Errors that name a secret and do not show it',
    { error: { code: 'invalid_api_key', message: 'Invalid API key.', type: 'invalid_request_error', param: null } },
    'password authentication failed for user "postgres"',
    'Unexpected token < in JSON at position 0',
    { error: 'invalid_grant', error_description: 'The refresh token expired.' },
    'Missing Authorization header',
    'API key required. Get one at https://example.com/keys',
    "KeyError: 'close'",
    'duplicate key value violates unique constraint "orders_pkey"',
    'The access token expired at 2026-01-12T10:00:00Z.',
    { code: -1022, msg: 'Signature for this request is not valid.' },
  ),
]

const protocol: InnocentCase[] = [
  fine(
    'Events of the realtime protocol',
    {
      type: 'session.created',
      event_id: `event_${word('i/ev', 21)}`,
      session: { id: `sess_${word('i/sess', 21)}`, model: 'gpt-realtime', voice: 'marin' },
    },
    {
      type: 'response.output_item.added',
      response_id: `resp_${word('i/resp', 21)}`,
      item: {
        id: `item_${word('i/item', 21)}`,
        type: 'function_call',
        call_id: `call_${word('i/call', 16)}`,
        name: 'get_token_price',
      },
    },
    { type: 'conversation.item.created', previous_item_id: `item_${word('i/prev', 21)}` },
    `Cancelled resp_${word('i/cancel', 21)} of call_${word('i/call2', 24)}.`,
  ),
  fine('Usage', {
    usage: {
      total_tokens: 1253,
      input_tokens: 1100,
      output_tokens: 153,
      input_token_details: {
        text_tokens: 400,
        audio_tokens: 700,
        cached_tokens: 384,
        cached_tokens_details: { text_tokens: 384 },
      },
    },
    max_output_tokens: 4096,
    token_count: 12,
  }),
  fine(
    'Tools and their arguments',
    { name: 'solana_token_report', arguments: json({ token: 'BONK', chain: 'solana', sort_key: 'volume' }) },
    { tools: [{ name: 'get_token_holders' }, { name: 'resolve_token' }, { name: 'list_sessions' }] },
    {
      inputSchema: {
        type: 'object',
        properties: { token: { type: 'string', description: 'Symbol or mint of the token' } },
        required: ['token'],
      },
    },
    { tokenSymbol: 'WIF', tokenName: 'dogwifhat', inputToken: 'SOL', outputToken: 'USDC', tokens: ['SOL', 'USDC'] },
  ),
  fine(
    'Names that hold the letters of a secret',
    {
      keywords: ['AI', 'Fed'],
      keyLevels: [180.5, 176.2],
      keyPoints: ['CPI at 8:30'],
      country: 'Turkey',
      author: 'Ann Lee',
    },
    { passed: true, bypassCache: false, compass: 'north', pinned: true, seedRound: '$40M', codeName: 'Firedancer' },
    { key: 'close', value: 181.2 },
    { hotkey: 'Ctrl+Shift+Space', keycode: 67, pushToTalkKey: 'F9', keyUp: 'F9' },
    { hasPassword: false, requiresApiKey: true, passwordRequired: true, apiKey: null, token: '' },
  ),
  fine(
    'Documents of an OAuth server',
    {
      issuer: 'https://id.example.com',
      authorization_endpoint: 'https://id.example.com/authorize',
      token_endpoint: 'https://id.example.com/token',
      revocation_endpoint: 'https://id.example.com/revoke',
      token_endpoint_auth_methods_supported: ['none', 'client_secret_post'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
    },
    {
      resource: 'https://mcp.example.com',
      authorization_servers: ['https://id.example.com'],
      bearer_methods_supported: ['header'],
    },
    'WWW-Authenticate: Bearer resource_metadata="https://mcp.example.com/.well-known/oauth-protected-resource", error="invalid_token"',
    { token_type: 'Bearer', expires_in: 3600, scope: 'openid wallet:read' },
  ),
  fine(
    'Public keys and certificates',
    { keys: [{ kty: 'OKP', crv: 'Ed25519', use: 'sig', kid: '2026-01', x: word('i/jwk', 43) }] },
    pem('PUBLIC KEY', lines('i/pub', 2)),
    `ssh-ed25519 ${glue('AAAAC3NzaC1lZDI1NTE5AAAAI', base64('i/sshpub', 43))} ann@desk`,
    `The ED25519 key fingerprint is SHA256:${base64('i/finger', 43)}.`,
    `a=fingerprint:sha-256 ${hex('i/dtls', 64).toUpperCase().match(/../g)?.join(':')}`,
  ),
]

const machines: InnocentCase[] = [
  fine(
    'Checksums',
    {
      'node_modules/ws': {
        version: '8.18.0',
        resolved: 'https://registry.npmjs.org/ws/-/ws-8.18.0.tgz',
        integrity: `sha512-${base64('i/sri', 86)}==`,
      },
    },
    `${hex('i/sum', 64)}  dexter-voice-0.1.0.AppImage`,
    `ghcr.io/desk/bot@sha256:${hex('i/digest', 64)}`,
    { sha256: hex('i/sha', 64), size: 123456 },
  ),
  fine(
    'Commits',
    `commit ${hex('i/commit', 40)}\nAuthor: Ann <ann@example.com>`,
    { commit: hex('i/commit2', 40), branch: 'main' },
    `https://github.com/solana-labs/solana/commit/${hex('i/commit3', 40)}`,
  ),
  fine(
    'Ids of requests and traces',
    {
      'x-request-id': `req_${hex('i/req', 32)}`,
      'cf-ray': `${hex('i/ray', 16)}-FRA`,
      traceparent: `00-${hex('i/trace', 32)}-${hex('i/span', 16)}-01`,
    },
    `request ${uuid('i/request')} took 120 ms`,
    `ETag: W/"${hex('i/etag', 32)}"`,
  ),
  fine(
    'Stacks and paths',
    "TypeError: Cannot read properties of undefined (reading 'token')\n    at getToken (file:///app/out/main/index-BvX3k9aQ.js:1021:17)\n    at async Promise.all (index 0)",
    'Error: ENOENT: no such file or directory, open /home/ann/.config/solana/id.json',
    'node_modules/@solana/web3.js/lib/index.esm.js:4567',
  ),
  fine(
    'What curl tells of a connection',
    '*   Trying 104.18.32.7:443...\n* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384 / X25519 / id-ecPublicKey\n* ALPN: server accepted h2\n*  issuer: C=US; O=Google Trust Services; CN=WE1\n> GET /v1/ticker HTTP/2\n> Host: api.example.com\n> User-Agent: curl/8.7.1\n> Accept: */*',
  ),
  fine(
    'Addresses without a login',
    'postgres://localhost:5432/fills',
    'redis://cache:6379/0',
    'git@github.com:desk/bot.git',
    'https://medium.com/@ann/why-sol-0a1b2c3d4e5f',
    'Write to ann@example.com or see https://x.com/solana/status/1750000000000000000',
  ),
  fine(
    'Models, versions and times',
    {
      model: 'gpt-4o-realtime-preview-2025-06-03',
      transcription: 'gpt-4o-mini-transcribe',
      fallback: 'claude-sonnet-4-5-20250929',
    },
    {
      started: '2026-01-12T10:00:00.123Z',
      times: [1750000000000, 1750000060000, 1750000120000],
      version: '0.1.0-beta.3+build.20260112',
    },
    {
      words: [
        { word: 'token', start: 0.12, end: 0.4 },
        { word: 'price', start: 0.41, end: 0.8 },
      ],
    },
  ),
]

/** Cases by somebody who has not seen the rules: what is missed here is mended in its kind, never by its letters. */
export const heldOut: Cases = {
  secrets: [
    ...exchanges,
    ...providers,
    ...wallets,
    ...phrases,
    ...files,
    ...clouds,
    ...services,
    ...logins,
    ...connections,
    ...shapes,
    ...spoken,
  ],
  innocents: [...chains, ...markets, ...words, ...protocol, ...machines],
}
