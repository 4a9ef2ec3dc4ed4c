import { maskKeeping } from './mask'

/**
 * Secrets that tell what they are by how they begin. To add one, add a line: its name, the beginning (kept when masked), and
 * what follows. The lengths are below the issuers' own: a cut or a made-up one is masked, too.
 *
 * A kept rule set was looked for first. The only maintained one on npm with a usable licence, secretlint's preset, answers
 * with a promise and imports node:fs and node:path, while a row is masked before it exists, in a browser's worker; it takes a
 * millisecond a text, and knows 11 of the hundred kinds in tools/corpora/redaction/tuned.ts in all the places that they
 * stand in.
 */
interface TokenFormat {
  name: string
  begins: string
  follows: string
}

const WORD = '[A-Za-z0-9]'
const URL_SAFE = '[A-Za-z0-9_-]'
const BASE58 = '[1-9A-HJ-NP-Za-km-z]'

const TOKEN_FORMATS: readonly TokenFormat[] = [
  { name: 'OpenAI, Anthropic, Stripe keys', begins: '(?:ek|sk|rk)[_-]', follows: `${URL_SAFE}{8,}` },
  { name: 'GitHub tokens', begins: 'gh[pousr]_', follows: `${WORD}{16,}` },
  { name: 'GitHub fine-grained token', begins: 'github_pat_', follows: '[A-Za-z0-9_]{16,}' },
  { name: 'GitLab tokens', begins: 'gl(?:pat|dt|rt|ft|ptt|cbt|agent|imt|soat|oas)-', follows: `${URL_SAFE}{12,}` },
  { name: 'xAI', begins: 'xai-', follows: `${WORD}{16,}` },
  { name: 'Groq', begins: 'gsk_', follows: `${WORD}{16,}` },
  { name: 'Google API key', begins: 'AIza', follows: `${URL_SAFE}{20,}` },
  { name: 'Google access token', begins: 'ya29\\.', follows: '[A-Za-z0-9_.-]{10,}' },
  { name: 'Google refresh token', begins: '1//0', follows: `${URL_SAFE}{20,}` },
  { name: 'Google client secret', begins: 'GOCSPX-', follows: `${URL_SAFE}{16,}` },
  { name: 'AWS access key', begins: '(?:AKIA|ASIA|ABIA|ACCA)', follows: '[A-Z0-9]{12,}' },
  { name: 'Slack tokens', begins: 'xox[a-z]-', follows: '[A-Za-z0-9-]{8,}' },
  { name: 'Slack app token', begins: 'xapp-', follows: '[A-Za-z0-9-]{8,}' },
  { name: 'Hugging Face', begins: 'hf_', follows: `${WORD}{16,}` },
  { name: 'npm', begins: 'npm_', follows: `${WORD}{16,}` },
  { name: 'PyPI', begins: 'pypi-', follows: `${URL_SAFE}{32,}` },
  { name: 'RubyGems', begins: 'rubygems_', follows: '[a-f0-9]{32,}' },
  { name: 'Docker', begins: 'dckr_pat_', follows: `${URL_SAFE}{16,}` },
  { name: 'Telegram bot', begins: '(?:bot)?\\d{6,12}:(?=AA)', follows: `${URL_SAFE}{24,}` },
  { name: 'SendGrid', begins: 'SG\\.', follows: `${URL_SAFE}{12,}\\.${URL_SAFE}{12,}` },
  { name: 'Stripe webhook', begins: 'whsec_', follows: '[A-Za-z0-9+/=]{16,}' },
  { name: 'Twilio API key', begins: 'SK(?=[0-9a-f]{32}(?![A-Za-z0-9]))', follows: '[0-9a-f]{32}' },
  { name: 'Mailgun', begins: 'key-', follows: '[0-9a-f]{32}' },
  { name: 'Shopify', begins: 'shp(?:at|ca|pa|ss)_', follows: '[A-Fa-f0-9]{16,}' },
  { name: 'Square', begins: '(?:sq0[a-z]{3}-|EAAA)', follows: `${URL_SAFE}{22,}` },
  { name: 'DigitalOcean', begins: 'do[oprs]_v1_', follows: '[a-f0-9]{16,}' },
  { name: 'Atlassian', begins: 'ATATT3', follows: '[A-Za-z0-9_=-]{20,}' },
  {
    name: 'Discord bot',
    begins: '[MNO](?=[A-Za-z0-9_-]{22,27}\\.[A-Za-z0-9_-]{5,7}\\.)',
    follows: '[A-Za-z0-9_.-]{50,}',
  },
  { name: 'Linear', begins: 'lin_(?:api|oauth)_', follows: `${WORD}{16,}` },
  { name: 'Notion', begins: 'ntn_', follows: `${WORD}{16,}` },
  { name: 'Grafana', begins: 'gl(?:sa|c)_', follows: '[A-Za-z0-9_=+/]{16,}' },
  { name: 'Vault', begins: 'hv[sbr]\\.', follows: `${URL_SAFE}{16,}` },
  { name: 'Postman', begins: 'PMAK-', follows: '[A-Za-z0-9-]{20,}' },
  { name: 'Databricks', begins: 'dapi', follows: '[a-f0-9]{32}' },
  { name: 'Figma', begins: 'figd_', follows: `${URL_SAFE}{16,}` },
  { name: 'Supabase', begins: 'sb(?:p|_secret)_', follows: `${URL_SAFE}{16,}` },
  { name: 'Sentry', begins: 'sntry[su]_', follows: '[A-Za-z0-9_=+/]{16,}' },
  { name: 'PostHog', begins: 'phx_', follows: `${WORD}{16,}` },
  { name: 'Perplexity', begins: 'pplx-', follows: `${WORD}{16,}` },
  { name: 'Replicate', begins: 'r8_', follows: `${WORD}{16,}` },
  { name: 'NVIDIA', begins: 'nvapi-', follows: `${URL_SAFE}{16,}` },
  { name: 'Tavily', begins: 'tvly-', follows: `${URL_SAFE}{16,}` },
  { name: 'CoinGecko', begins: 'CG-', follows: `${WORD}{20,}` },
  { name: 'BIP-32 extended private key', begins: '[xyztuv]prv', follows: `${BASE58}{90,}` },
  {
    name: 'Bitcoin private key (WIF)',
    begins: `[5KL](?=${BASE58}{50,51}(?![A-Za-z0-9]))`,
    follows: `${BASE58}{50,51}`,
  },
  { name: 'Sui private key', begins: 'suiprivkey1', follows: '[a-z0-9]{20,}' },
  { name: 'Nostr private key', begins: 'nsec1', follows: '[a-z0-9]{20,}' },
  { name: 'Stellar seed', begins: 'S(?=[A-Z2-7]{55}(?![A-Za-z0-9]))', follows: '[A-Z2-7]{55}' },
  { name: 'XRP Ed25519 seed', begins: `sEd(?=${BASE58}{26,28}(?![A-Za-z0-9]))`, follows: `${BASE58}{26,28}` },
  { name: 'Tezos private keys', begins: '(?:ed|sp|p2|BL)e?sk', follows: `${BASE58}{50,}` },
  { name: 'Cardano private keys', begins: '[a-z]{2,10}_x?sk1', follows: '[a-z0-9]{40,}' },
  { name: 'NEAR private key', begins: 'ed25519:', follows: `${BASE58}{86,88}(?![A-Za-z0-9])` },
  {
    name: 'Ed25519 and EC keys in base64 (PKCS #8, SEC 1)',
    begins: '(?:MC4CAQAwBQYDK2Vw|MIGHAgEAMBMGByqGSM49|MHcCAQEEI)',
    follows: '[A-Za-z0-9+/=]{16,}',
  },
  { name: 'OpenSSH key in base64', begins: 'b3BlbnNzaC1rZXktdjE', follows: '[A-Za-z0-9+/=]{16,}' },
  {
    name: 'key store in an address',
    begins: 'data:application/(?:x-)?(?:pkcs-?(?:12|8)|pem-file|java-keystore)(?:;[a-z=-]{1,24})?;base64,',
    follows: '[A-Za-z0-9+/=_-]{8,}',
  },
  {
    name: 'bcrypt, crypt and scrypt hashes',
    begins: '\\$(?:2[abxy]|[1567y]|gy|apr1|scrypt|argon2(?:id?|d)|pbkdf2[a-z0-9-]{0,12}|bcrypt-sha256)\\$',
    follows: '[^\\s"\'`<>\\\\]{12,}',
  },
  { name: "Django's hash", begins: 'pbkdf2_sha\\d{1,3}\\$', follows: '[^\\s"\'`<>\\\\]{12,}' },
  { name: "PostgreSQL's hash", begins: 'SCRAM-SHA-(?:1|256)\\$', follows: '[^\\s"\'`<>\\\\]{12,}' },
  { name: 'LDAP hashes', begins: '\\{(?:S?SHA\\d{0,3}|S?MD5|CRYPT)\\}', follows: '[A-Za-z0-9+/=$.]{12,}' },
  { name: '1Password service account', begins: 'ops_eyJ', follows: `${URL_SAFE}{20,}` },
  { name: '1Password secret key', begins: 'A3-', follows: '[A-Z0-9]{6}(?:-[A-Z0-9]{5,6}){4,5}' },
  { name: 'Ably', begins: '[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{6}:', follows: `${URL_SAFE}{40,}` },
  { name: 'Terraform Cloud', begins: `${WORD}{14}\\.atlasv1\\.`, follows: `${URL_SAFE}{20,}` },
  { name: 'Airtable', begins: 'pat(?=[A-Za-z0-9]{14}\\.[a-f0-9]{64})', follows: '[A-Za-z0-9.]{79}' },
  { name: 'Mapbox', begins: 'sk\\.eyJ', follows: '[A-Za-z0-9._-]{20,}' },
  { name: 'Resend', begins: 're_', follows: `${WORD}{8}_${WORD}{20,}` },
  { name: 'LangSmith', begins: 'lsv2_(?:pt|sk)_', follows: '[a-f0-9_]{20,}' },
  { name: 'Doppler', begins: 'dp\\.[a-z]{2,5}\\.', follows: `${WORD}{30,}` },
  { name: 'Fly', begins: 'fm[12]_', follows: '[A-Za-z0-9+/=_-]{30,}' },
  { name: 'New Relic', begins: 'NRAK-', follows: '[A-Z0-9]{20,}' },
  { name: 'Alibaba', begins: 'LTAI', follows: `${WORD}{12,20}(?![A-Za-z0-9])` },
  { name: 'age private key', begins: 'AGE-SECRET-KEY-1', follows: '[A-Z0-9]{20,}' },
]

/** After a letter or digit nothing begins: `task-adjusted` holds no `sk-`. */
const ANY_TOKEN = new RegExp(
  `(?<![A-Za-z0-9])(?:${TOKEN_FORMATS.map(({ begins, follows }) => begins + follows).join('|')})`,
  'g',
)
const BEGINNING = new RegExp(`^(?:${TOKEN_FORMATS.map(({ begins }) => begins).join('|')})`)

/** `ek_` and eight more. */
export const SHORTEST_TOKEN = 11

export const maskTokens = (text: string) =>
  text.replace(ANY_TOKEN, (token) => maskKeeping(BEGINNING.exec(token)?.[0] ?? '', token))
