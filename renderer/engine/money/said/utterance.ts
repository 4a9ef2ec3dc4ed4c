import { type Sounded, sounded } from '../../../../shared/sound'
import { USDC_MINT, USDT_MINT } from '../../../../shared/tokens'
import { numbersIn } from '../../evidence/spoken/numbers'
import { type Word, wordsOf } from '../../evidence/spoken/words'
import { lookOf, type TokenNames } from '../token-names'
import { ADDRESS } from '../trade'
import { LONGEST_NAME_WORDS, type SaidAgainst } from './against'
import {
  ALL_WORDS,
  CARRIERS,
  DOLLAR_WORDS,
  LINKS,
  PART_WORDS,
  SIDE_WORDS,
  type Side,
  SOUNDS_LIKE_NUMBER,
  WEAK_SIDE_WORDS,
} from './words'

export interface Mention {
  /** Mints that are called so. */
  mints: string[]
  from: number
  to: number
}

export interface SaidAmount {
  value: number
  kind: 'number' | 'percent' | 'usd'
  /** It only sounds like a number. */
  unsure: boolean
  from: number
  to: number
  /** What it is an amount of: the name behind it; null where none stands there. */
  unit: Mention | null
}

export interface Utterance {
  text: string
  words: Word[]
  letters: string[]
  sides: Set<Side>
  /** Names that were said letter for letter. */
  mentions: Mention[]
  amounts: SaidAmount[]
}

export function hearingOf(told: string, { names }: SaidAgainst): Utterance {
  const text = told.replace(/(\d),(\d{1,2})(?!\d)/g, '$1.$2').replace(BARE_POINT, 'zero $&')
  const words = wordsOf(text)
  const letters = words.map(({ lower }) => lower.replace(/['’]s$/, '').replace(/[^\p{L}\p{N}]/gu, ''))
  const strong = new Set(letters.flatMap((word) => SIDE_WORDS.get(word) ?? []))
  const sides = strong.size > 0 ? strong : new Set(letters.flatMap((word) => WEAK_SIDE_WORDS.get(word) ?? []))
  const mentions = mentionsIn(words, letters, names)
  return { text, words, letters, sides, mentions, amounts: amountsIn(words, letters, mentions) }
}

/** "Point five" without a number before it. */
const BARE_POINT =
  /(?<!\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|\d+) )\bpoint (?=(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|\d)\b)/giu

/** Mints by the look of their symbols and names, and by their letters, for the ear. */
interface Forms {
  looks: Map<string, string[]>
  letters: Map<string, string[]>
  /** Of all letters, as they sound. */
  sounds: Map<string, Sounded>
}
const FORMS = new WeakMap<TokenNames, Forms>()

export function formsOf(names: TokenNames): Forms {
  const known = FORMS.get(names)
  if (known) return known
  const forms: Forms = { looks: new Map(), letters: new Map(), sounds: new Map() }
  const add = (to: Map<string, string[]>, form: string, mint: string) => {
    if (form !== '' && !to.get(form)?.includes(mint)) to.set(form, [...(to.get(form) ?? []), mint])
  }
  for (const mint of names.mints()) {
    const { symbol, name } = names.of(mint)
    for (const text of new Set([symbol, name?.replace(/\(.*?\)/g, '') ?? null])) {
      if (text === null) continue
      add(forms.looks, bare(lookOf(text)), mint)
      add(forms.letters, bare(text.toLowerCase()), mint)
    }
  }
  // "Peanut" for Peanut the Squirrel, where nothing else is called so.
  for (const mint of names.mints()) {
    const [first = '', second] = (names.of(mint).name ?? '').split(/\s+/)
    const short = bare(first.toLowerCase())
    if (second === undefined || short.length < SHORT_NAME || CARRIERS.has(short) || forms.letters.has(short)) continue
    add(forms.looks, bare(lookOf(first)), mint)
    add(forms.letters, short, mint)
  }
  for (const form of forms.letters.keys()) forms.sounds.set(form, sounded(form))
  FORMS.set(names, forms)
  return forms
}
const SHORT_NAME = 5

const bare = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '')

/** Single letters and short everyday words are symbols only where they are written like one. */
const isEveryday = (word: Word, letters: string) =>
  (letters.length < 3 || CARRIERS.has(letters) || SIDE_WORDS.has(letters)) && word.text !== word.text.toUpperCase()

function mentionsIn(words: readonly Word[], letters: readonly string[], names: TokenNames): Mention[] {
  const forms = formsOf(names).looks
  const mentions: Mention[] = []
  for (let at = 0; at < words.length; ) {
    const found = longestAt(words, letters, at, forms)
    if (found) mentions.push(found)
    at = found?.to ?? at + 1
  }
  return mentions
}

function longestAt(
  words: readonly Word[],
  letters: readonly string[],
  from: number,
  forms: ReadonlyMap<string, string[]>,
): Mention | null {
  const [word] = words.slice(from, from + 1)
  if (word === undefined) return null
  if (ADDRESS.test(word.text)) return { mints: [word.text], from, to: from + 1 }
  for (let to = Math.min(words.length, from + LONGEST_NAME_WORDS); to > from; to--) {
    const mints = forms.get(bare(lookOf(letters.slice(from, to).join(''))))
    if (mints !== undefined && (to - from > 1 || !isEveryday(word, letters[from] ?? ''))) return { mints, from, to }
  }
  if (DOLLAR_WORDS.has(letters[from] ?? '')) return { mints: [USDC_MINT, USDT_MINT], from, to: from + 1 }
  return null
}

function amountsIn(words: readonly Word[], letters: readonly string[], mentions: readonly Mention[]): SaidAmount[] {
  const unitAfter = (to: number): Mention | null => {
    let at = to
    while (LINKS.has(letters[at] ?? '')) at++
    return mentions.find(({ from }) => from === at) ?? null
  }
  const inName = (at: number) => mentions.some(({ from, to }) => from <= at && at < to)
  const amounts = numbersIn(words)
    .filter(({ from }) => !inName(from))
    .map(({ value, from, to, percent, dollars, fraction }): SaidAmount => {
      const next = letters[to] ?? ''
      const share =
        percent || /^(?:percent|pct|prozent|porciento)$/.test(next) || (next === 'per' && letters[to + 1] === 'cent')
      // "half of my bonk" is a share; "half a sol" is an amount.
      const ofOne = next === 'of' && /^(?:a|an|one)$/.test(letters[to + 1] ?? '')
      const ofHolding = fraction && !ofOne && /^(?:of|my|the|meiner|meines|de|meus)$/.test(next)
      if (ofHolding) return { value: value * 100, kind: 'percent', unsure: false, from, to, unit: null }
      const usd = dollars || DOLLAR_WORDS.has(next)
      const kind = share ? 'percent' : usd ? 'usd' : 'number'
      return { value, kind, unsure: false, from, to, unit: unitAfter(to) }
    })
  letters.forEach((word, at) => {
    const value = SOUNDS_LIKE_NUMBER[word]
    if (value === undefined || inName(at) || amounts.some(({ from, to }) => from <= at && at < to)) return
    const unit = mentions.find(({ from }) => from === at + 1) ?? null
    if (unit) amounts.push({ value, kind: 'number', unsure: true, from: at, to: at + 1, unit })
  })
  letters.forEach((word, at) => {
    const part = PART_WORDS[word]
    if (part === undefined || inName(at)) return
    // "Die Hälfte von meinen BONK" is a share, "medio SOL" an amount.
    const unit = mentions.find(({ from }) => from === at + 1) ?? null
    const kind = unit === null ? 'percent' : 'number'
    amounts.push({ value: unit === null ? part * 100 : part, kind, unsure: false, from: at, to: at + 1, unit })
  })
  if (letters.some((word) => ALL_WORDS.has(word))) {
    const at = letters.findIndex((word) => ALL_WORDS.has(word))
    amounts.push({ value: 100, kind: 'percent', unsure: false, from: at, to: at + 1, unit: null })
  }
  return amounts
}
