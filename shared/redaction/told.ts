import { isAddress, isChainSignature, isTerm, looksOpaque, MASKED, saysNothing } from './mask'
import { listEnd } from './pairs'

/**
 * Secrets that are told in a sentence, without a colon right behind the name: "use the password sunflower2019", "my api secret
 * LnHQ… can you", "the secret key for my Binance account is: …", "the two-factor code is 739204". A name of a secret, then
 * nothing, a verb, or "for X" and a verb, and then something that is no word. "The password is wrong" has only words.
 */
interface Kind {
  names: string
  /** Whether a word is one, right behind the name. */
  looks: (word: string) => boolean
  /** The same behind "is" or a colon. */
  looksLinked: (word: string) => boolean
}

const isMixed = (word: string, shortest: number) =>
  word.length >= shortest && /\d/.test(word) && /[A-Za-z]/.test(word) && !isTerm(word) && !isAddress(word)
const isKey = (word: string) =>
  looksOpaque(word) &&
  !isTerm(word) &&
  !word.startsWith('0x') &&
  !isChainSignature(word) &&
  !/^[a-z]+(?:[-_][a-z]+)*$/i.test(word)
/** A coin's address follows this name as often. */
const isToken = (word: string) => isKey(word) && !isAddress(word)
const isDigits = (word: string, fewest: number) => /^\d[\d -]*$/.test(word) && word.length >= fewest && word.length <= 8

const KINDS: readonly Kind[] = [
  {
    names: 'pass ?(?:word|phrase)s?|passwort|kennwort|wachtwoord|contraseña|mot de passe|senha',
    looks: (word) => isMixed(word, 6),
    looksLinked: (word) => isMixed(word, 5) || isDigits(word, 4),
  },
  {
    names:
      '(?:api|private|access|client|app|application|signing|encryption|master|consumer|auth|session|webhook|bot|setup|licen[cs]e|recovery|subscription|secret)[ -](?:keys?|secrets?)|secrets?|credentials?|seed',
    looks: isKey,
    looksLinked: (word) => isKey(word) || isMixed(word, 8),
  },
  {
    names: '(?:api|access|auth|bearer|session|refresh|bot|client|app|secret|personal|id|login) tokens?',
    looks: isToken,
    looksLinked: isToken,
  },
  {
    names:
      'pin(?: codes?| numbers?)?|otp|puk|pass ?codes?|(?:two[- ]factor|2fa|mfa|sms|verification|security|backup|recovery|one[- ]time|auth|authentication|authenticator|confirmation|login|log-?in|access|unlock)[- ](?:codes?|pin)',
    looks: (word) => isDigits(word, 4),
    looksLinked: (word) => isDigits(word, 4) || isMixed(word, 6),
  },
  {
    // An error's, a stock's and a country's code are no secrets.
    names: '(?:my|your|the|her|his|our) code',
    looks: () => false,
    looksLinked: (word) => isDigits(word, 6),
  },
]

/** Each kind's names as a whole, for a name that stands behind. */
const WHOLE = KINDS.map(({ names }) => new RegExp(`^(?:${names})$`, 'i'))
const NAME = new RegExp(`(?<![\\w-])(?:${KINDS.map(({ names }) => `(${names})`).join('|')})(?![\\w-])`, 'gi')
/** "839201 is your Binance verification code" */
const TOLD_FIRST = new RegExp(
  `(?<![\\w.$-])[\\w-]{4,64}(?= (?:is|was|as) (?:my|your|our) (?:[\\w-]{1,20} ){0,2}?(${KINDS.map(({ names }) => names).join('|')})(?![\\w-]))`,
  'gi',
)
const STEP = /([ \t]{1,3}|[ \t]{0,2}[,:=][ \t]{0,3}|\s{0,3}\n\s{0,3})(["'`(“]?)([^\s"'`(),;“”]+)/y
const LINKS = /^(?:is|was|are|will|be|now|still|should|ist|lautet|est|es|luidt|reads|says|equals|like|=|:|->)[:=]?$/i
const PREPOSITION = /^(?:for|of|on|at|from|to|with|in|für|pour|para|per|voor|de)$/i
/** "For my new Binance account" */
const MOST_WORDS = 6
/** "Four seven one one", and the digits one by one. */
const SPELT =
  /\s{1,3}((?:zero|oh|one|two|three|four|five|six|seven|eight|nine|\d)(?:[ ,-]{1,3}(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|\d)){3,11}|\d{3}[ -]\d{3})(?![\w.%])/iy
/** An app password of Google: four times four letters. */
const GROUPS = /[\s:]{1,4}["'`]?([a-z]{4}(?: [a-z]{4}){3})(?![\w ]*[a-z])/iy

export function maskTold(text: string): string {
  let out = ''
  let from = 0
  NAME.lastIndex = 0
  for (let match = NAME.exec(text); match; match = NAME.exec(text)) {
    const kind = KINDS[match.slice(1).findIndex((it) => it !== undefined)]
    const found = kind && findTold(text, NAME.lastIndex, kind, /^(?:app|pass)/i.test(match[0]))
    if (!found) continue
    out += text.slice(from, found.start) + MASKED
    from = /s$/i.test(match[0]) ? listEnd(text, found.end) : found.end
    NAME.lastIndex = from
  }
  return (from === 0 ? text : out + text.slice(from)).replace(TOLD_FIRST, (word, name: string) =>
    KINDS.some(({ looksLinked }, at) => WHOLE[at]?.test(name) && looksLinked(word)) ? MASKED : word,
  )
}

function findTold(text: string, nameEnd: number, kind: Kind, mayGroup: boolean): { start: number; end: number } | null {
  let at = nameEnd
  let isLinked = false
  let isBehindPreposition = false
  for (let words = 0; words <= MOST_WORDS; words++) {
    const spelt = isBehindPreposition && !isLinked ? null : speltAt(text, at, kind, isLinked, mayGroup)
    if (spelt) return spelt
    STEP.lastIndex = at
    const [step, gap = '', quote = '', raw = ''] = STEP.exec(text) ?? []
    if (step === undefined) return null
    if (/[:=\n]/.test(gap)) isLinked = true
    const start = at + gap.length + quote.length
    const word = raw.replace(/[.!?:]+$/, '')
    const looks = isLinked ? kind.looksLinked : isBehindPreposition ? null : kind.looks
    if (looks?.(word)) return saysNothing(word) ? null : { start, end: start + word.length }
    if (LINKS.test(raw)) isLinked = true
    else if (PREPOSITION.test(raw) && !isLinked) isBehindPreposition = true
    else if (!isBehindPreposition || isLinked || /[.!?]$/.test(raw)) return null
    if (raw.endsWith(':')) isLinked = true
    at += step.length
  }
  return null
}

function speltAt(
  text: string,
  at: number,
  kind: Kind,
  isLinked: boolean,
  mayGroup: boolean,
): { start: number; end: number } | null {
  const pattern = kind.looks('4711') || (isLinked && kind.looksLinked('471147')) ? SPELT : null
  for (const it of [pattern, mayGroup && isLinked ? GROUPS : null]) {
    if (it === null) continue
    it.lastIndex = at
    const [all = '', digits = ''] = it.exec(text) ?? []
    if (digits !== '') return { start: at + all.length - digits.length, end: at + all.length }
  }
  return null
}
