import { isRandom, looksOpaque } from './mask'
import { factsOf, spellName } from './names'

/**
 * Objects that tell by one field what another holds: a `code` beside `grant_type`, `args` beside `op: "auth"`, `d` beside
 * `kty`. To add a shape, add a line.
 */
interface Shape {
  shape: string
  /** The field that tells, spelt as `spellName` does, and what it says. */
  field: RegExp
  says: RegExp
  /** Names of the fields that hold the secret. */
  holds: RegExp
  /** Which texts under those fields are secret, at any depth; all of them when left out. */
  looks?: (text: string) => boolean
}

const isCredential = (text: string) => looksOpaque(text, 8)

const SHAPES: readonly Shape[] = [
  { shape: 'JSON Web Key (RFC 7517)', field: /^kty$/, says: /./, holds: /^(?:d|p|q|dp|dq|qi|oth|k)$/ },
  // Whatever such a header is called, it is there to open the server. A server that shows none of it writes `<redacted>`.
  {
    shape: 'hosted MCP server',
    field: /^server_(?:label|url)$/,
    says: /./,
    holds: /^headers$/,
    looks: (text) => text !== '<redacted>',
  },
  { shape: 'Kubernetes Secret', field: /^kind$/, says: /^Secret$/, holds: /^(?:data|string_data)$/ },
  { shape: 'Cardano signing key', field: /^type$/, says: /signing_?key/i, holds: /^cbor_hex$/ },
  {
    shape: 'OAuth token request (RFC 6749)',
    field: /^grant_type$/,
    says: /./,
    holds: /^(?:code|assertion|subject_token|actor_token)$/,
  },
  {
    shape: 'login of a websocket',
    field: /^(?:op|action|method|event|type|cmd|command|request|e|channel)$/,
    says: /^(?:(?:public|private|user|session|server)[/._])?(?:auth(?!or(?!iz)|\w*(?:ed|ok|success\w*|fail\w*|err\w*|required|response|result)$)\w*|log_?[io]n|sign_?in|session\.logon)$/i,
    holds: /^(?:args?|params?|key|data|payload|auth|value|body|credentials)$/,
    looks: isCredential,
  },
  {
    shape: 'key with its kind',
    field: /^(?:key|secret)_type$/,
    says: /mnemonic|seed|spend|view|private|secret|phrase/i,
    holds: /^(?:key|value|secret)$/,
  },
  {
    shape: 'encrypted vault',
    field: /^(?:salt|iv|nonce)$/,
    says: /^[A-Za-z0-9+/=_-]{12,}$/,
    holds: /^(?:ct|cipher|encrypted|encrypted_data|vault)$/,
    looks: isRandom,
  },
]

/** A signature beside an API key is an HMAC of a request, not a transaction's. */
const SIGNED_REQUEST: Shape = {
  shape: 'signed request',
  field: /./,
  says: /./,
  holds: /^(?:signature|sign|sig|hmac|digest)$/,
  looks: isRandom,
}

/** Names that tell, so that most objects are passed at one look. */
const telling = new Map<string, readonly Shape[]>()
const MAX_NAMES = 2000

function shapesOf(name: string): readonly Shape[] {
  const known = telling.get(name)
  if (known) return known
  const spelt = spellName(name)
  const shapes = SHAPES.filter(({ field }) => field.test(spelt))
  const { secret } = factsOf(name)
  const all = secret === 'always' && !SIGNED_REQUEST.holds.test(spelt) ? [...shapes, SIGNED_REQUEST] : shapes
  if (telling.size >= MAX_NAMES) telling.clear()
  telling.set(name, all)
  return all
}

/** What a shape says of a value: all of its texts are secret, or those that look like one. */
export type Told = (text: string) => boolean

const ALL: Told = () => true

/** For an object's fields: what its shapes tell of a field's value, null for most. */
export function readShapes(value: object): ((name: string) => Told | null) | null {
  let shapes: Shape[] | null = null
  for (const [name, entry] of Object.entries(value)) {
    const possible = shapesOf(name)
    if (possible.length === 0 || typeof entry !== 'string' || entry === '') continue
    for (const shape of possible) if (shape.says.test(entry)) shapes = [...(shapes ?? []), shape]
  }
  if (shapes === null) return null
  return (name) => {
    const spelt = spellName(name)
    const shape = shapes.find(({ holds }) => holds.test(spelt))
    return shape ? (shape.looks ?? ALL) : null
  }
}

const WORD_FIELD = /^(?:word|w|value|text|term|mnemonic)$/i

/** `[{index: 0, word: "still"}, …]` in their order, or null. */
export function wordsOf(values: readonly unknown[]): string[] | null {
  const words: string[] = []
  for (const value of values) {
    if (typeof value !== 'object' || value === null) return null
    const word = Object.entries(value).find(([name, it]) => WORD_FIELD.test(name) && typeof it === 'string')?.[1]
    if (typeof word !== 'string') return null
    words.push(word.toLowerCase())
  }
  return words
}
