import { randomBytes } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

export type IdKind = 'event' | 'item' | 'resp' | 'sess' | 'conv' | 'mcp' | 'mcpl' | 'mcpr' | 'mcpa' | 'req' | 'call'

/** `item_4fG…`: a prefix that says what it names, then 21 letters and digits, as OpenAI's ids look. */
export function newId(kind: IdKind): string {
  let text = ''
  for (const byte of randomBytes(21)) text += ALPHABET[byte % ALPHABET.length]
  return `${kind}_${text}`
}
