import { anywhere, type Cases, type InnocentCase, type SecretCase } from './case'
import { LOOK_ALIKES } from './look-alikes'
import { base58, base64, bytes, capitals, digits, hex, jwt, letters, lowercase, phrase, uuid, word } from './made-up'
import { PLACES } from './places'

/** The cases that the rules were written for. To add one, add it to a list. */

const keypair = bytes('keypair', 64)
const seedBytes = bytes('seed', 32)

/** A secret whose look tells, with what it begins. */
const format = (kind: string, secret: string): SecretCase => ({ kind, secrets: [secret], stands: anywhere(secret) })

const pem = (label: string) =>
  `-----BEGIN ${label}-----\n${base64(label, 64)}\n${base64(`${label}2`, 40)}\n-----END ${label}-----`
const pemCase = (label: string): SecretCase => ({
  kind: `PEM ${label}`,
  secrets: [base64(label, 64), base64(`${label}2`, 40)],
  stands: [
    `Read ${pem(label)} from disk`,
    { deep: [{ file: pem(label) }] },
    { output: JSON.stringify({ text: pem(label) }) },
    pem(label).slice(0, -30),
  ],
})

const FORMATS: SecretCase[] = [
  format('base58 secret key, 88 characters', base58('a', 88)),
  format('base58 secret key, 87 characters', base58('b', 87)),
  format('AWS access key', `AKIA${capitals('aws', 16)}`),
  format('AWS temporary access key', `ASIA${capitals('sts', 16)}`),
  format('AWS secret key', base64('aws secret', 38).concat('/+')),
  format('GitHub personal token', `ghp_${word('ghp', 36)}`),
  format('GitHub OAuth token', `gho_${word('gho', 36)}`),
  format('GitHub server token', `ghs_${word('ghs', 36)}`),
  format('GitHub fine-grained token', `github_pat_${word('p', 22)}_${word('q', 59)}`),
  format('GitLab token', `glpat-${word('gl', 20)}`),
  format('xAI key', `xai-${word('xai', 80)}`),
  format('Groq key', `gsk_${word('gsk', 52)}`),
  format('Google API key', `AIza${word('google', 35)}`),
  format('Google access token', `ya29.${word('ya', 80)}`),
  format('Slack bot token', `xoxb-${digits('s', 12)}-${digits('t', 12)}-${word('slack', 24)}`),
  format('Slack user token', `xoxp-${digits('s', 12)}-${word('slack2', 32)}`),
  format('Hugging Face token', `hf_${word('hf', 34)}`),
  format('npm token', `npm_${word('npm', 36)}`),
  format('Telegram bot token', `${digits('tg', 9)}:AA${word('tg', 33)}`),
  format('SendGrid key', `SG.${word('sg', 22)}.${word('sg2', 43)}`),
  format('Stripe secret key', `sk_live_${word('stripe', 24)}`),
  format('Stripe restricted key', `rk_live_${word('stripe2', 24)}`),
  format('Stripe webhook secret', `whsec_${word('wh', 32)}`),
  format('OpenAI key', `sk-${word('oa', 48)}`),
  format('OpenAI project key', `sk-proj-${word('oap', 60)}`),
  format('OpenAI ephemeral key', `ek_${hex('ek', 32)}`),
  format('Anthropic key', `sk-ant-api03-${word('ant', 90)}`),
  format('DigitalOcean token', `dop_v1_${hex('do', 64)}`),
  format('BIP-32 private key', `xprv9${base58('xprv', 106)}`),
  format('JWT', jwt('trader')),
  pemCase('PRIVATE KEY'),
  pemCase('RSA PRIVATE KEY'),
  pemCase('OPENSSH PRIVATE KEY'),
  pemCase('EC PRIVATE KEY'),
]

const token = jwt('split')
const [head = '', body = '', tail = ''] = token.split('.')
const SHAPES: SecretCase[] = [
  {
    kind: 'JWT with spaces round the dots',
    secrets: [body, tail],
    stands: [`it is ${head} . ${body} . ${tail} now`, { note: [`${head}. ${body}. ${tail}`] }],
  },
  {
    kind: 'JWT over lines',
    secrets: [body, tail],
    stands: [
      `${head}.\n${body}.\n${tail}`,
      { text: `${head}.${body.slice(0, 20)}\n${body.slice(20)}.${tail.slice(0, 20)}\r\n${tail.slice(20)}` },
    ],
  },
  {
    kind: 'key pair of 64 numbers',
    secrets: [keypair.slice(8, 24).join(','), keypair.slice(8, 24).join(', ')],
    stands: [
      keypair,
      { result: { data: keypair } },
      { output: JSON.stringify({ imported: keypair }) },
      `Wrote [${keypair.join(',')}] to id.json`,
      `Wrote [${keypair.join(', ')}`,
      { bytes: Object.fromEntries(keypair.entries()) },
      { type: 'Buffer', data: keypair },
    ],
  },
  {
    kind: 'seed of 32 numbers',
    secrets: [seedBytes.slice(8, 24).join(',')],
    stands: [seedBytes, { inner: [{ raw: seedBytes }] }, `from [${seedBytes.join(',')}]`],
  },
  ...[12, 15, 18, 21, 24].map((count): SecretCase => {
    const words = phrase(`phrase ${count}`, count)
    const list = words.split(' ')
    return {
      kind: `seed phrase of ${count} words`,
      secrets: [list.slice(2, 8).join(' '), list.slice(2, 8).join(', '), list.slice(2, 8).join('","')],
      stands: [
        `I wrote down ${words} on paper`,
        words.toUpperCase().toLowerCase(),
        { deep: { note: `phrase: ${words}` } },
        { output: JSON.stringify({ list }) },
        list.map((it, at) => `${at + 1}. ${it}`).join('\n'),
        list.join(', '),
      ],
    }
  }),
  {
    kind: 'seed phrase with a slip (no checksum)',
    secrets: ['zoo zoo zoo zoo zoo zoo'],
    stands: [Array(12).fill('zoo').join(' '), { text: `It is ${Array(24).fill('zoo').join(' ')}.` }],
  },
  ...['', '0x'].map((prefix): SecretCase => {
    const key = prefix + hex('evm', 64)
    return {
      kind: `hex private key${prefix && ' with 0x'}`,
      secrets: [key],
      stands: [
        { privateKey: key },
        { account: { key } },
        `private key: ${key}`,
        `PRIVATE_KEY=${key}`,
        `The private key is ${key}`,
        `import wallet key ${key}`,
        `${key} is my private key`,
        { output: `{"pk":"${key}` },
      ],
    }
  }),
]

const opaque = word('opaque', 24)
const HEADERS: SecretCase[] = [
  {
    kind: 'Bearer, letters only',
    secrets: [letters('bearer', 24), lowercase('bearer', 12)],
    stands: [
      `Authorization: Bearer ${letters('bearer', 24)}`,
      `sent Bearer ${letters('bearer', 24)} to it`,
      { headers: { authorization: `Bearer ${lowercase('bearer', 12)}` } },
      { sent: `Bearer ${lowercase('bearer', 12)}` },
    ],
  },
  {
    kind: 'Token scheme',
    secrets: [hex('drf', 40)],
    stands: [
      `Authorization: Token ${hex('drf', 40)}`,
      `sent Token ${hex('drf', 40)}`,
      { sent: [`Token ${hex('drf', 40)}`] },
    ],
  },
  {
    kind: 'Basic, base64 of user and password',
    secrets: [btoa('trader:hunter2'), btoa('abcd:efghijk').replace(/=/g, '')],
    stands: [
      `Authorization: Basic ${btoa('trader:hunter2')}`,
      { note: [`it sent Basic ${btoa('abcd:efghijk').replace(/=/g, '')}`] },
      `BASIC ${btoa('trader:hunter2')}`,
    ],
  },
  {
    kind: 'X-Api-Key header',
    secrets: ['plainword'],
    stands: ['X-Api-Key: plainword', { 'x-api-key': 'plainword' }, "curl -H 'X-API-KEY: plainword' https://a.example"],
  },
  {
    kind: 'Authorization in any case',
    secrets: ['plainword'],
    stands: [
      { AUTHORIZATION: 'plainword' },
      { 'proxy-authorization': 'plainword' },
      'authorization: plainword',
      '"AUTHORIZATION": "plainword"',
    ],
  },
  {
    kind: 'Cookie header',
    secrets: [opaque, 'theme1'],
    stands: [
      `Cookie: sid=${opaque}; theme=theme1`,
      { Cookie: `sid=${opaque}` },
      `GET / HTTP/1.1\r\ncookie: a=${opaque}\r\n`,
    ],
  },
  {
    kind: 'Set-Cookie header',
    secrets: [opaque],
    stands: [`Set-Cookie: sid=${opaque}; Path=/; HttpOnly`, { headers: { 'set-cookie': [`sid=${opaque}`] } }],
  },
  {
    kind: 'headers as pairs',
    secrets: [opaque, 'plainword'],
    stands: [
      {
        headers: [
          ['x-api-key', 'plainword'],
          ['accept', 'text/html'],
        ],
      },
      { list: [{ name: 'authorization', value: 'plainword' }] },
      { list: [{ key: 'api_key', value: opaque }] },
      { rawHeaders: ['Host', 'a.example', 'X-Api-Key', 'plainword'] },
    ],
  },
]

const assigned = (kind: string, name: string, secret = 'xyzzy'): SecretCase => ({
  kind,
  secrets: [secret],
  stands: [`${name}=${secret}`, `${name}: ${secret}`, `{"${name}": "${secret}", "n"`, `{\\"${name}\\":\\"${secret}\\"`],
})
const NAMED: SecretCase[] = [
  assigned('api_key=', 'api_key'),
  assigned('password:', 'password', 'hunter'),
  assigned('quoted client_secret', 'client_secret'),
  assigned('environment variable', 'OPENAI_API_KEY'),
  {
    kind: 'spoken-like name',
    secrets: ['xyzzy1'],
    stands: ['my api key: xyzzy1', 'the password is xyzzy1', 'Secret key = xyzzy1'],
  },
  {
    kind: 'command-line flag',
    secrets: ['xyzzy'],
    stands: ['run --api-key xyzzy now', '--password=xyzzy', 'x --token xyzzy12345'],
  },
  {
    kind: 'URL-encoded form',
    secrets: [opaque, 'hunter2'],
    stands: [
      `grant_type=refresh_token&refresh_token=${opaque}&client_id=a`,
      { body: 'user=trader&password=hunter2' },
      `redirect=https%3A%2F%2Fa.example%2F%3Fapi-key%3D${opaque}`,
    ],
  },
  ...(
    'seed keypair pin pwd passwd signingKey credentials accessKey sessionId recovery_phrase botToken mnemonic privateKey ' +
    'secretKey private_key PRIVATE-KEY walletSecretKey secret_key_base58 userPassword dbpassword apiKeys client_secret ' +
    'refreshToken accessToken id_token OPENAI_API_KEY aws_secret_access_key seedPhrase passphrase SessionToken'
  )
    .split(' ')
    .map(
      (name): SecretCase => ({
        kind: `field ${name}`,
        secrets: ['opaque1'],
        stands: [
          { [name]: 'opaque1' },
          { a: [{ b: { [name]: { inner: ['opaque1'] } } }] },
          { output: JSON.stringify({ [name]: 'opaque1' }) },
          { output: `{"${name}":"opaque1` },
        ],
      }),
    ),
  { kind: 'pin as a number', secrets: ['4711'], stands: [{ pin: 4711 }, 'PIN: 4711'] },
]

const at = (kind: string, secret: string, ...urls: string[]): SecretCase => ({
  kind,
  secrets: [secret],
  stands: urls.flatMap((url) => [`POST ${url} 429`, { error: { cause: [url] } }]),
})
const ADDRESSES: SecretCase[] = [
  at(
    '?api-key=',
    uuid('helius'),
    `https://mainnet.helius-rpc.com/?api-key=${uuid('helius')}`,
    `/v0/x?api-key=${uuid('helius')}`,
  ),
  at('#access_token=', opaque, `https://a.example/cb#access_token=${opaque}&expires_in=3600`),
  at('?password=', 'hunter2', 'https://a.example/?user=x&password=hunter2'),
  at(
    'X-Amz-Signature',
    hex('amz', 64),
    `https://b.s3.amazonaws.com/k?X-Amz-Expires=60&X-Amz-Signature=${hex('amz', 64)}`,
  ),
  at('X-Amz-Security-Token', opaque, `https://b.s3.amazonaws.com/k?X-Amz-Security-Token=${opaque}`),
  at('Azure sig', opaque, `https://a.blob.core.windows.net/c?sv=2022&sig=${opaque}%3D`),
  at(
    'user and password in an address',
    'hunter2',
    'postgres://trader:hunter2@db.example/x',
    'https://u:hunter2@a.example/',
  ),
  at(
    'QuickNode',
    hex('qn', 40),
    `https://some-name.solana-mainnet.quiknode.pro/${hex('qn', 40)}/`,
    `wss://a.quiknode.pro/${hex('qn', 40)}`,
  ),
  at('Alchemy', word('alch', 32), `https://solana-mainnet.g.alchemy.com/v2/${word('alch', 32)}`),
  at(
    'Infura',
    hex('infura', 32),
    `https://mainnet.infura.io/v3/${hex('infura', 32)}`,
    `wss://mainnet.infura.io/ws/v3/${hex('infura', 32)}`,
  ),
  at('Triton', uuid('triton'), `https://name.rpcpool.com/${uuid('triton')}`),
  at('Discord webhook', word('dc', 68), `https://discord.com/api/webhooks/123456789012345678/${word('dc', 68)}`),
  at('Slack webhook', word('sw', 24), `https://hooks.slack.com/services/T0000000A/B0000000B/${word('sw', 24)}`),
  at(
    'Telegram bot in a path',
    `AA${word('tgp', 33)}`,
    `https://api.telegram.org/bot123456789:AA${word('tgp', 33)}/getMe`,
  ),
]

const signature = base58('signature', 88)
const wallet = base58('wallet', 44)
const sha = hex('sha', 64)
const INNOCENTS: InnocentCase[] = [
  {
    kind: 'signature under its name',
    stands: [
      { signature },
      { txSignature: signature },
      { tx: signature },
      { txid: signature },
      { transaction: { signatures: [signature] } },
    ],
  },
  {
    kind: 'signature in a text',
    stands: [
      `Transaction ${signature} confirmed`,
      `signature: ${signature}`,
      `The signature is ${signature}.`,
      { output: `{"txHash":"${signature}","x` },
    ],
  },
  {
    kind: 'signature in an explorer',
    stands: [
      `https://solscan.io/tx/${signature}`,
      { url: `https://explorer.solana.com/tx/${signature}?cluster=mainnet` },
    ],
  },
  {
    kind: 'wallet and mint',
    stands: [wallet, { wallet, mint: base58('mint', 43), token: wallet }, `token ${wallet} is up`, `Token: ${wallet}`],
  },
  { kind: 'EVM address', stands: [`0x${hex('evm address', 40)}`, { token: `0x${hex('evm address', 40)}` }] },
  {
    kind: 'EVM transaction hash',
    stands: [`tx 0x${sha}`, { hash: `0x${sha}` }, `https://etherscan.io/tx/0x${sha}`, `0x${sha}`],
  },
  { kind: 'block hash', stands: [{ blockhash: base58('block', 44), blockHash: sha }, `block ${sha}`] },
  { kind: 'hash of arguments', stands: [{ argumentsHash: sha, binding: { sha256: sha } }, `sha256 ${sha}`, sha] },
  {
    kind: 'prices and amounts',
    stands: [{ price: 0.000019, marketCapUsd: 12364948.8, lamports: 1500000000 }, 'It is at $68,029.15 (+3.2%).'],
  },
  {
    kind: '64 candle prices',
    stands: [
      { candles: Array.from({ length: 64 }, (_, index) => 101.5 + index / 8) },
      Array.from({ length: 64 }, (_, index) => 101.25 + index / 4),
      { viewers: bytes('viewers', 64) },
      { prices: Array.from({ length: 64 }, (_, index) => 300 + index) },
    ],
  },
  { kind: 'bytes of a public key', stands: [{ publicKey: bytes('public', 32) }] },
  {
    kind: 'ordinary sentences',
    stands: [
      'I asked for basic information about the bearer market.',
      'The token is up, and my password is not working.',
      'Is the API key missing? Press the talk key and say the secret word.',
      'Password: required',
      'Token 2022 is a program. Basic understanding helps.',
      { text: 'The key is to wait. Your session is over. Pass: yes' },
    ],
  },
  {
    kind: 'speech with many listed words',
    stands: [
      'you will now find that this market can still grow more than any other when they buy gold again',
      'They can also use this very time to buy more, then hold it still.',
    ],
  },
  {
    kind: 'UUID of a session or item',
    stands: [{ session: { id: uuid('session') }, item_id: uuid('item') }, `request ${uuid('item')}`],
  },
  {
    kind: 'session id of Realtime',
    stands: [{ session: { id: `sess_${word('sess', 21)}` } }, { sessionId: `sess_${word('sess', 21)}` }],
  },
  {
    kind: 'ids of events and items',
    stands: [
      { event_id: `event_${word('e', 21)}`, item_id: `item_${word('i', 21)}`, call_id: `call_${word('c', 16)}` },
      { response: { id: `resp_${word('r', 21)}`, conversation_id: `conv_${word('v', 21)}` } },
    ],
  },
  {
    kind: 'names of tools',
    stands: ['pumpstream_live_summary', { name: 'resolve_token', arguments: '{"token":"BONK","key":"price"}' }],
  },
  {
    kind: 'coins called token',
    stands: [{ token: 'BONK', inputToken: 'SOL', quote_token: 'USDC' }, 'Token: BONK', '?token=BONK'],
  },
  { kind: 'counts of tokens', stands: [{ input_tokens: 12, output_tokens: 4, token_details: { cached_tokens: 2 } }] },
  {
    kind: 'ordinary addresses',
    stands: ['https://dexscreener.com/solana/abc?pageSize=5&sort=viewers', `https://api.example/v1/tokens/${wallet}`],
  },
  {
    kind: 'parameter of a tool',
    stands: [{ properties: { password: { type: 'string', description: 'Not used' }, seed: { type: 'integer' } } }],
  },
  { kind: 'seed of a random walk', stands: [{ seed: 42 }, 'seed=42'] },
  { kind: 'masked before', stands: [{ key: 'ek_…masked…e5', secret: null, refresh_token: '' }, 'Bearer …masked…'] },
  { kind: 'public PEM', stands: ['-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQ\n-----END PUBLIC KEY-----'] },
  { kind: 'times and ratios', stands: ['At 8:26:55 PM the ratio was 3:2', { at: '2026-11-29T10:01:02.345Z' }] },
]

export const tuned: Cases = {
  secrets: [...FORMATS, ...SHAPES, ...HEADERS, ...NAMED, ...ADDRESSES, ...PLACES],
  innocents: [...INNOCENTS, ...LOOK_ALIKES],
}
