import { t } from './i18n'
import { type JsonNode, readJsonNode } from './json-text'

/** One argument of a call: its name, its exact text, and its value. */
export interface Argument {
  name: string
  raw: string
  value: unknown
}

/** What a call is asked to be made with. */
export interface ProposedArguments {
  arguments: Argument[]
  /** Why a trader can't know from these what would be done, in one sentence; null when he can. */
  problem: string | null
}

/** Words in an argument's name that make its value an amount. */
const AMOUNT =
  /^(?:amounts?|amts?|sums?|qty|quantit(?:y|ies)|sizes?|percent(?:age)?s?|pct|lamports?|sol|usd[ct]?|eth|btc|g?wei|prices?|limits?|slippage|bps|fees?|tips?|stakes?|notional|units?|shares|contracts|leverage|costs?|budget|totals?|worth|spend|margin|collateral)$/
/** Words that make it somebody or something that the money goes to. */
const PARTY =
  /^(?:recipients?|receivers?|to|dest|destinations?|beneficiar(?:y|ies)|payees?|address(?:es)?|wallets?|accounts?|mints?|tokens?|owners?|spenders?|delegates?|authorit(?:y|ies)|programs?)$/
/** Characters that are not seen, turn the reading direction, break a line, or are drawn over other lines. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u115F\u1160\u2800\u3164\uFFA0]|\p{Variation_Selector}|\p{M}{4}/u
/** Digits of other scripts look like amounts, and are read by nobody in the same way. */
const FOREIGN_DIGIT = /(?![0-9])\p{Nd}/u
/**
 * A number that everybody reads alike, with or without its unit. Not so: 1,000 and 1.000,5 (which of them is the point?),
 * 1_000, 0x10, 010, 1O, 1 0, and digits with something drawn over them.
 */
const NUMBER = /^[$€£¥]?\+?((?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)(?:x|\s?%|\s[\p{L}$][\p{L}$/\s]*)?$/iu

/**
 * Reads the arguments of a call as they were written: a name that stands twice, or a number that no computer holds, is lost
 * to whoever parses them first. null when they are no JSON object.
 */
export function readProposedArguments(text: string): ProposedArguments | null {
  const root = readJsonNode(text)
  if (root?.members == null) return null
  return {
    arguments: root.members.map(({ name, node }) => ({ name, raw: node.raw, value: node.value })),
    problem: problemOf(root, 'neither'),
  }
}

type Meaning = 'amount' | 'party' | 'neither'

function problemOf(node: JsonNode, meaning: Meaning, name = ''): string | null {
  if (node.members !== null) {
    return twice(node.members) ?? first(node.members, (it) => memberProblem(it.name, it.node, meaning))
  }
  if (node.items !== null) return first(node.items, (it) => problemOf(it, meaning, name))
  if (typeof node.value === 'number' && !Number.isFinite(node.value))
    return t('tools.arguments.tooLarge', { name: named(name) })
  if (meaning === 'amount') return amountProblem(name, node.value)
  return meaning === 'party' ? partyProblem(name, node.value) : null
}

function memberProblem(name: string, node: JsonNode, outer: Meaning): string | null {
  if (UNSEEN.test(name)) return t('tools.arguments.invisible')
  if (mixesAlphabets(name)) return t('tools.arguments.nameAlphabets', { name: named(name) })
  const own = meaningOf(name)
  return problemOf(node, own === 'neither' ? outer : own, name)
}

/** The last word that means something decides: `recipient_value` is a recipient, `token_amount` an amount. */
function meaningOf(name: string): Meaning {
  const words = name
    .normalize('NFKC')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
  const telling = words.findLast((word) => AMOUNT.test(word) || PARTY.test(word))
  if (telling === undefined) return 'neither'
  return AMOUNT.test(telling) ? 'amount' : 'party'
}

/** A name that stands twice, in whatever spelling: which of the two counts only the server knows. */
function twice(members: readonly { name: string }[]): string | null {
  const seen = new Set<string>()
  for (const { name } of members) {
    const spelt = name
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s_-]/g, '')
    if (seen.has(spelt)) return t('tools.arguments.twice', { name: named(name) })
    seen.add(spelt)
  }
  return null
}

function amountProblem(name: string, value: unknown): string | null {
  if (typeof value === 'number') return value < 0 ? t('tools.arguments.negative', { name: named(name) }) : null
  if (typeof value === 'boolean') return t('tools.arguments.noAmount', { name: named(name) })
  if (typeof value !== 'string') return null
  const text = value.trim()
  if (text === '' || UNSEEN.test(value) || FOREIGN_DIGIT.test(value))
    return t('tools.arguments.unreadable', { name: named(name) })
  if (/^[-−–—]/.test(text)) return t('tools.arguments.negative', { name: named(name) })
  if (/^[+]?(?:inf|infinity|nan)$/i.test(text)) return t('tools.arguments.noNumber', { name: named(name) })
  // "all", "max": whatever it means, it is no number that was read wrongly.
  if (!/\p{N}/u.test(text)) return null
  const [, number] = NUMBER.exec(text) ?? []
  if (number === undefined) return t('tools.arguments.ambiguous', { name: named(name) })
  return Number.isFinite(Number(number)) ? null : t('tools.arguments.tooLarge', { name: named(name) })
}

function partyProblem(name: string, value: unknown): string | null {
  if (value === null || typeof value === 'number') return null
  if (typeof value !== 'string' || value.trim() === '' || UNSEEN.test(value))
    return t('tools.arguments.unreadable', { name: named(name) })
  return mixesAlphabets(value) ? t('tools.arguments.alphabets', { name: named(name) }) : null
}

/** Latin letters among others that look like them: how one name is made to look like another (Unicode UTS #39). */
const mixesAlphabets = (text: string) => /\p{Script=Latin}/u.test(text) && /(?!\p{Script=Latin})\p{L}/u.test(text)

const named = (name: string) => (name === '' ? t('tools.arguments.unnamed') : [...name].slice(0, MAX_NAME).join(''))
const MAX_NAME = 40

function first<T>(list: readonly T[], look: (it: T) => string | null): string | null {
  for (const it of list) {
    const found = look(it)
    if (found !== null) return found
  }
  return null
}
