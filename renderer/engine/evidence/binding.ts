import type { SpokenSentence } from './reading'
import type { SpokenFigure } from './spoken/figures'
import type { Mention } from './spoken/mentions'
import type { Word } from './spoken/words'

/** What a figure is said of. */
export interface Subject {
  mentions: Mention[]
  /** Whether its sentence names it; else it is carried on from the sentence before. */
  named: boolean
}

/** Words that may stand between a figure and the name that it belongs to: "24 viewers on San Chan". */
const LEADS_TO = new Set('for on in of at is goes to belongs by as watching worth'.split(' '))
const MAY_STAND = new Set(
  'the a an your my stream token coin called named live right now market cap viewers'.split(' '),
)

/**
 * The subject of a figure in its sentence. A name that follows behind "on", "for", "of" takes it; else the nearest name
 * before it, together with names that are joined to that one; else the first name after it; else what was told of before.
 * "A and B have 24 and 12": as many figures as names, so each has its own.
 */
export function subjectOf(words: readonly Word[], sentence: SpokenSentence, figure: SpokenFigure): Subject {
  const names = sentence.mentions.filter((it) => !isUnit(sentence, it))
  const unit = sentence.mentions.filter((it) => isUnit(sentence, it))
  const behind = names.find((it) => it.from >= figure.to && it.is !== 'wallet')
  if (behind && leadsTo(words, figure.to, behind.from)) return { mentions: [behind], named: true }
  // A price or a worth right behind an amount is of what the amount counts: "12 SOL worth $1,828".
  const before = [...names, ...unit].sort((a, b) => a.from - b.from).filter((it) => it.to <= figure.from)
  const nearest = before.at(-1)
  if (nearest) return { mentions: together(words, sentence, figure, before), named: true }
  // "It has 24 viewers, compared to 12 for ROY": of what was told before.
  const pronoun = words.slice(sentence.from, figure.from).some(({ lower }) => PRONOUN.test(lower))
  if (behind && !(pronoun && sentence.carried.length > 0)) return { mentions: [behind], named: true }
  return { mentions: sentence.carried, named: false }
}

const PRONOUN = /^(?:it|it's|its|it'll|they|their|that's|this)$/

/** A token's name that is the unit of an amount: "0.5 SOL". */
const isUnit = ({ figures }: SpokenSentence, mention: Mention): boolean =>
  figures.some((it) => it.unit === 'tokens' && it.token.length > 0 && it.to === mention.to)

function leadsTo(words: readonly Word[], from: number, to: number): boolean {
  const between = words.slice(from, to)
  const marked = words.slice(from - 1, to - 1).some(({ after }) => /[,;:.!?\n]/.test(after))
  if (marked || between.length > 5) return false
  return (
    between.some(({ lower }) => LEADS_TO.has(lower)) &&
    between.every(({ lower }) => LEADS_TO.has(lower) || MAY_STAND.has(lower))
  )
}

/** The names right before a figure with no other figure between them. */
function together(
  words: readonly Word[],
  { figures }: SpokenSentence,
  figure: SpokenFigure,
  before: Mention[],
): Mention[] {
  const start = figures.findLast((it) => it.to <= figure.from && before.some((name) => name.from >= it.to))
  const run = before.filter((it) => start === undefined || it.from >= start.to)
  const distinct = run.filter((it, at) => run.findIndex((other) => other === it || sameKeys(other, it)) === at)
  // "The second one, ROY": the name says which.
  const named = distinct.some(({ is }) => is === 'row')
  const names = distinct.filter(({ is }) => !named || is !== 'rank')
  const last = names.at(-1)
  if (!last || names.length === 1) return wide(last, before, names)
  // The figures that follow the run, with no name between them.
  const after = figures.filter(
    (it) => it.from >= last.to && it.unit === figure.unit && !before.some((name) => name.from > last.to),
  )
  const index = after.indexOf(figure)
  const own = after.length === names.length ? names[index] : undefined
  if (own) return [own]
  return isJoined(words, names) ? names : wide(last, before, [last])
}

/** "12 SOL in Main Wallet, worth": of the wallet or of what it holds. */
const wide = (last: Mention | undefined, before: Mention[], names: Mention[]): Mention[] => {
  const row = last?.is === 'wallet' || last?.is === 'total' ? before.findLast((it) => it.is === 'row') : undefined
  return row ? [row, ...names] : names
}

const sameKeys = (a: Mention, b: Mention) => a.is === b.is && a.keys.join() === b.keys.join() && a.keys.length > 0

/** Whether the names stand side by side: "San Chan and ROY", "San Chan (San)", "total of your wallet". */
const isJoined = (words: readonly Word[], names: Mention[]): boolean =>
  names.every((it, at) => {
    const next = names[at + 1]
    return !next || words.slice(it.to, next.from).every(({ lower }) => JOINS.has(lower)) || it.is === 'total'
  }) || names.some(({ is }) => is === 'total' || is === 'wallet')
const JOINS = new Set('and or plus the with symbol both a ticker of your in'.split(' '))
