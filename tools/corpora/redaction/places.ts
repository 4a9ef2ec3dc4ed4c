import type { SecretCase } from './case'
import { base58, base64, capitals, hex, phrase, word } from './made-up'

/** Secrets that their place gives away: what stands beside them, a format of its own, another language, a sentence. */

const opaque = word('places', 32)
const sign = hex('places', 64)
const chosen = 'Quokka77vale'
const of = (kind: string, secrets: string[], ...stands: unknown[]): SecretCase => ({ kind, secrets, stands })

const BESIDE: SecretCase[] = [
  of(
    'signature of a request',
    [sign],
    { 'OK-ACCESS-SIGN': sign },
    { 'X-Hub-Signature-256': `sha256=${sign}` },
    `BX-SIGN: ${sign}`,
    { apiKey: opaque, sign, timestamp: 1 },
    { params: { api_key: opaque, signature: sign } },
  ),
  of(
    'login of a websocket',
    [opaque, sign],
    { op: 'authKeyExpires', args: [opaque, 1750000000, sign] },
    { action: 'authenticate', data: { key_id: opaque } },
    { method: 'login', params: { auth: opaque } },
    { request: 'login', payload: [opaque] },
    ['auth', opaque, sign],
    { authorize: opaque },
    `{"op":"login","args":["${opaque}","${sign.slice(0, 40)}`,
  ),
  of(
    'JSON Web Key',
    [opaque],
    { kty: 'oct', k: opaque },
    { keys: [{ kty: 'EC', crv: 'P-256', d: opaque }] },
    `{"kty":"RSA","n":"abc","d":"${opaque}","p":"`,
  ),
  of(
    'header of a hosted MCP server',
    ['plainword'],
    { type: 'mcp', server_label: 'desk', headers: { 'x-desk': 'plainword' } },
    { tools: [{ server_url: 'https://desk.example', headers: { 'x-desk': 'plainword' } }] },
    JSON.stringify({ type: 'mcp', server_label: 'desk', headers: { 'x-desk': 'plainword' } }),
  ),
  of(
    'Kubernetes Secret',
    ['plainword'],
    { kind: 'Secret', stringData: { broker: 'plainword' } },
    'kind: Secret\nstringData:\n  broker: plainword\n  n: other\n',
    'data:\n  broker: plainword\nkind: Secret\n',
  ),
  of(
    'key store and signing key',
    [sign],
    { Crypto: { cipherText: sign } },
    { type: 'StakeSigningKeyShelley_ed25519', cborHex: `5820${sign}` },
    `{"type":"PaymentSigningKeyShelley_ed25519","cborHex":"5820${sign}`,
  ),
  of('OAuth code beside its grant', [opaque], { grant_type: 'authorization_code', code: opaque }),
  of(
    'field of a name beside it',
    [opaque],
    { field: 'api_secret', input: opaque },
    `- name: API_SECRET\n  value: ${opaque}`,
    `{"name":"API_SECRET","value":"${opaque}`,
  ),
  of(
    'call that takes one',
    [opaque],
    `client.setApiKey("${opaque}")`,
    `Keypair.fromSecretKey('${opaque}')`,
    `.withSecret("${opaque}")`,
  ),
]

const words = phrase('places', 12)
const list = words.split(' ')
const monero =
  'tavern haunted inkling sorry afoot oyster bygones pancake lucky dozen vixen husband rockets fawns nuance upbeat gopher wounded ailments sixteen tufts jubilee pastry onward pancake'
const spanish = 'ábaco abdomen abeja abierto abogado abono aborto abrazo abrir abuelo abuso acabar'
const WHOLE: SecretCase[] = [
  of(
    'phrase under a sentence that announces it',
    [words],
    `Save this seed phrase and your passphrase to recover your new keypair:\n${words}\n====`,
    `Mnemonic:\n\n  ${words}`,
    `Your secret recovery phrase is ${words}.`,
  ),
  of(
    'phrase with its places',
    [`"${list[2]}"`, `"${list[9]}"`],
    { words: list.map((it, index) => ({ position: index + 1, word: it })) },
    { list: list.map((text, i) => ({ i, text })) },
    Object.fromEntries(list.map((it, index) => [`word${index + 1}`, it])),
  ),
  of(
    'phrase of a list that is not known',
    [monero, spanish],
    { mnemonic: monero },
    { words: monero.split(' ').join(' ') },
    `Electrum seed: ${monero}`,
    `monero wallet, the 25 words:\n${monero}`,
    `Frase de recuperación: ${spanish}`,
    `semilla: ${spanish}`,
    `SLIP-39 share 2 of 5: ${monero}`,
  ),
  of(
    'list of codes',
    ['8f3k-2m9q', '2k4j-8d7h', 'qrst-uvwx'],
    'Recovery codes:\n1. 8f3k-2m9q\n2. 2k4j-8d7h\n3. qrst-uvwx\n',
    'Backup codes:\n- 8f3k-2m9q\n- 2k4j-8d7h\n',
    'Your backup codes are: 8f3k-2m9q, 2k4j-8d7h, qrst-uvwx',
    'Backup codes\n\n8f3k-2m9q\n2k4j-8d7h\n',
  ),
  of('groups', ['EFGH', 'mkwe'], 'setup key: ABCD EFGH IJKL MNOP', 'App password: qzvt mkwe rpxa bdnu'),
  of('scheme with id and secret', [opaque], `Authorization: token ${word('id', 16)}:${opaque}`),
  of(
    '.netrc',
    ['plainword'],
    'machine a.example login ann password plainword',
    'default\n\tlogin ann\n\tpassword plainword\n',
  ),
  of(
    'key files',
    [base64('file', 64)],
    [
      `---- BEGIN SSH2 ENCRYPTED ${'PRIVATE'} KEY ----\n${base64('file', 64)}\n`,
      `-----BEGIN OpenVPN Static key V1-----\n${base64('file', 64)}\n`,
      `PuTTY-User-Key-File-2: ssh-rsa\r\nPrivate-Lines: 1\r\n${base64('file', 64)}\r\nPrivate-MAC: 00`,
    ],
  ),
  of(
    'value on the next line',
    [opaque],
    `API secret:\n\n    ${opaque}\n`,
    `api_secret: |\n  ${opaque}\n`,
    `secret_key: >-\n    ${opaque}\nn: 1`,
  ),
]

const FORMATS: SecretCase[] = [
  of(
    'Stellar, XRP and Tezos',
    [capitals('stellar', 55), base58('xrp', 28), base58('tezos', 84)],
    [
      `with S${capitals('stellar', 55)}.`,
      `xrp secret s${base58('xrp', 28)}`,
      `Wallet.fromSeed("sEd${base58('xrp', 28)}")`,
      `edesk1${base58('tezos', 84)}`,
    ],
  ),
  of(
    'hashes of passwords',
    [word('hash', 43)],
    `$argon2id$v=19$m=65536,t=3,p=4$${word('salt', 22)}$${word('hash', 43)}`,
    `ann:$6$${word('salt', 16)}$${word('hash', 43)}:19000`,
    { stored: `$scrypt$ln=16,r=8,p=1$${word('salt', 22)}$${word('hash', 43)}` },
    { passwordHash: word('hash', 43) },
  ),
  of('Ably', [word('ably', 43)], `ABLY=${word('a', 6)}.${word('b', 6)}:${word('ably', 43)}`),
  of('key store in an address', [base64('pfx', 90)], `data:application/x-pkcs12;base64,${base64('pfx', 90)}`),
  of('FIX', [chosen], `8=FIX.4.2\u000135=A\u0001554=${chosen}\u0001`, `8=FIX.4.4^A35=A^A925=${chosen}^A`),
  of('Oracle', [chosen], `jdbc:oracle:thin:scott/${chosen}@db:1521:orcl`, `sqlplus scott/${chosen}@orcl`),
  of(
    'command line',
    [chosen],
    `mysql -h db -u root -p${chosen} fills`,
    `sshpass -p '${chosen}' ssh ann@host`,
    `redis-cli -a ${chosen} ping`,
    `curl -uann:${chosen} https://a.example`,
    `docker login -u ann -p ${chosen} ghcr.io`,
    `smbclient //host/share -U ann%${chosen}`,
    `xfreerdp /u:ann /p:${chosen} /v:host`,
    { argv: ['sshpass', '-p', chosen, 'ssh', 'ann@host'] },
    { args: ['curl', '-u', `ann:${chosen}`] },
    ['mysql', `-p${chosen}`],
  ),
  of(
    'XML',
    [chosen],
    `<Password Type="text">${chosen}</Password>`,
    `<ns:ApiKey xmlns:ns="u"><![CDATA[${chosen}]]></ns:ApiKey>`,
    `<add value="${chosen}" key="DbPassword"/>`,
    `<setting name="ApiSecret"><value>${chosen}</value></setting>`,
    `<key>apiSecret</key>\n<string>${chosen}</string>`,
    `<meta name="csrf-token" content="${chosen}">`,
  ),
  of(
    'JSON in HTML',
    [chosen],
    `<a b='{&#34;password&#34;:&#34;${chosen}&#34;}'>`,
    `{&quot;password&quot;: &quot;${chosen}&quot;}`,
  ),
  of(
    'form with parts',
    [chosen],
    `--x\r\nContent-Disposition: form-data; name="api_secret"\r\nContent-Type: text/plain\r\n\r\n${chosen}\r\n--x--`,
  ),
  of(
    'Markdown',
    [opaque],
    `| name | api_key | \`${opaque}\` |`,
    `**API Key:** ${opaque}`,
    `- **API key**: \`${opaque}\``,
    `API_KEY\t${opaque}`,
  ),
  of(
    'login in SQL and other protocols',
    [chosen],
    [
      `CREATE USER ann IDENTIFIED BY '${chosen}'`,
      `USER ann\r\nPASS ${chosen}\r\n`,
      `requirepass ${chosen}`,
      `WIFI:T:WPA;S:home;P:${chosen};;`,
    ],
  ),
]

const NAMES_ABROAD =
  'Kennwort/Zugangscode/API-Schlüssel/Wiederherstellungscode/mot de passe/clé secrète/code de vérification/contraseña/clave secreta/' +
  'llave privada/código de verificación/chiave privata/codice di recupero/senha/chave de API/wachtwoord/geheime sleutel/herstelcode'
const ABROAD = NAMES_ABROAD.split('/').map((name) =>
  of(`field ${name}`, [chosen], `${name}: ${chosen}`, { [name]: chosen }),
)

const TOLD: SecretCase[] = [
  of(
    'password, told',
    [chosen],
    [
      `log in with password ${chosen} please`,
      `The password for my Kraken account is ${chosen}.`,
      `password to the account: ${chosen}`,
      `Das Kennwort ist ${chosen}.`,
      `Mi contraseña es ${chosen}`,
      `Mon mot de passe est ${chosen}, merci`,
    ],
  ),
  of(
    'key, told',
    [opaque],
    [
      `my api key ${opaque} does it work`,
      `secret ${opaque} is wrong`,
      `API key for Helius: ${opaque}`,
      `the access token for Alpaca is ${opaque}`,
      `Use client secret ${opaque}`,
    ],
  ),
  of(
    'code, told',
    ['839201', '839 201', 'seven one one'],
    [
      'my verification code for Kraken is 839201',
      'one-time code is 839 201',
      '2FA code 839201 please',
      '839201 is your Binance verification code',
      'my pin is four seven one one',
    ],
  ),
]

export const PLACES: SecretCase[] = [...BESIDE, ...WHOLE, ...FORMATS, ...ABROAD, ...TOLD]
