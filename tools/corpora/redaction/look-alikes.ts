import type { InnocentCase } from './case'
import { base58, bytes, hex, word } from './made-up'

/** What stands where a secret could, and is none: a trader has to be able to read it. */

const fine = (kind: string, ...stands: unknown[]): InnocentCase => ({ kind, stands })
const account = base58('look-alike', 44)
const signature = base58('look-alike', 88)
const hash = hex('look-alike', 64)

export const LOOK_ALIKES: InnocentCase[] = [
  fine(
    'keys of accounts',
    { accountKeys: [account, '1'.repeat(32), 'ComputeBudget111111111111111111111111111111'] },
    { accountKeys: [{ pubkey: account, signer: true, writable: true, source: 'transaction' }] },
    { staticAccountKeys: [account], account_keys: account },
    `accountKeys: ["${account}","${'1'.repeat(32)}"]`,
    { publicSpendKey: hash, public_view_key: hash },
  ),
  fine(
    'series of small whole numbers',
    { scores: bytes('scores', 32).map((byte) => byte % 100) },
    { daily: Array.from({ length: 64 }, (_, index) => 120 + Math.round(40 * Math.sin(index / 5))) },
    { unnamed: bytes('unnamed', 64).map((byte) => byte % 128) },
    { votes: bytes('votes', 32).map((byte) => (byte % 4) * 60) },
    Array.from({ length: 32 }, (_, index) => index * 3),
  ),
  fine(
    'what is said of a secret',
    "It's no secret: markets fell.",
    "It's an open secret: Apple will do it.",
    'The secret: buy low, sell high.',
    'my password is not working',
    'the secret to trading is patience',
    'Password for Kraken: see the vault',
    'The private key SHA256 hash of it',
    'access token lifetime is 3600s',
    'Your password was changed on 2026-01-12',
    'Backup codes: none left',
    'Secret Network is 0.3456 today',
    'La clave es paciencia',
    'Der Schlüssel ist Geduld',
    'contraseña incorrecta',
    'Passwort: erforderlich',
    'Secrets: 3 stored',
  ),
  fine(
    'codes and pins',
    'code 429 too many requests',
    'error code 10054',
    'The stock code is 600519',
    'pin bar at 180',
    'The PIN bar is at 4500',
    'QR code 12 of 30',
    'Two-factor codes are 6 digits',
    { code: 'ERR_BAD_REQUEST', errorCode: 'E1001' },
  ),
  fine(
    'fields beside others',
    { token: 'BONK', signature },
    { method: 'getTransaction', params: [signature, 'json'] },
    { op: 'subscribe', args: ['orderbook.50.BTCUSDT', 'tickers.SOLUSDT'] },
    { event: 'login', code: '0', connId: 'a4d3ae55' },
    { op: 'auth', success: true, conn_id: 'a1b2c3d4e5f6g7' },
    { event: 'authors', data: ['abc12345678'] },
    { kind: 'ConfigMap', data: { level: 'plain' } },
    'kind: ConfigMap\ndata:\n  level: plain\n',
    { type: 'PaymentVerificationKeyShelley_ed25519', cborHex: `5820${hash}` },
    { kty: 'RSA', n: word('n', 86), e: 'AQAB' },
    { sign: 'buy', share: 0.5, storageKey: 'dexter.panel1' },
  ),
  fine(
    'flags, tables and tags',
    'docker run -p 8080:80 nginx',
    'ssh -p 22 ann@host',
    'redis-cli -p 6379 ping',
    'mkdir -p /tmp/a1b2',
    { argv: ['docker', 'run', '-p', '8080:80', 'nginx'] },
    '| Token | Price |\n|---|---|\n| BONK | 0.0123 |',
    '| Secret | Price | Key |\n| a | b | c |',
    '<label for="password">Password</label>',
    '<add key="PageSize" value="20" />',
    '8=FIX.4.4|35=D|55=AAPL|54=1|44=181.2|38=100|',
    'getCookie("theme2") and keytar.getPassword("desk1")',
    'CST: 10:30',
  ),
]
