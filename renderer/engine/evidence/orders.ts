import type { Evidence, Measure, Table } from './facts'
import { figure } from './figure-text'
import { namedRows, nounOf, rankedBy } from './ranks'
import type { Reading, SpokenSentence } from './reading'
import { bornOutBy, refutedBy, type Verdict } from './verdict'

const RANKS =
  /\b(?:top|ranked|ordered|sorted|ranking|leaderboard|most watched|most viewed|highest|biggest|largest|leading)\b/
const UPWARDS = /\b(?:lowest|smallest|ascending|bottom|least|worst|fewest|reverse|losers)\b/
/** The rows that were seen, not all that there are. */
const OF_THESE = /\b(?:of these|of those|among|of the (?:two|three|four|five|page)|of them|on this page)\b/
const BY =
  /\b(?:by|based on|in order of|on|in|terms of) (?:\w+ )?(viewers|viewership|audience|market cap|market capitali[sz]ation|cap|value|price|volume|liquidity)\b/
/** Tells more than one. */
const LIST =
  /\b(?:streams|tokens|coins|holdings|positions|ones|in order|rounds out)\b|\b(?:top|first|biggest|largest|highest|leading) (?:\d+|two|three|four|five|six|seven|eight|nine|ten)\b/

/** The sentence after a superlative, where it goes on to rank. */
const NEXT = /\b(?:is next|next is|comes next|next up|comes second)\b/

/** What an ordering is said to be by; null where it does not say. */
export function orderOf({ plain }: Pick<SpokenSentence, 'plain'>): Measure | null {
  const said = BY.exec(plain)?.[1]
  if (said === undefined) {
    if (/\bmost (?:watched|viewed|popular)\b|\bmost viewers\b/.test(plain)) return 'viewers'
    if (/\b(?:holdings|positions)\b/.test(plain)) return 'value'
    return null
  }
  if (/^(viewers|viewership|audience)$/.test(said)) return 'viewers'
  if (said.includes('cap')) return 'marketCap'
  return said === 'value' || said === 'price' || said === 'volume' || said === 'liquidity' ? said : null
}

/**
 * "The top five by viewers are A, B, C": the names have to stand in that order, no row that is left out may be above them,
 * and the list itself has to be one that can be true.
 */
export function orderVerdicts(evidence: Evidence, reading: Reading): Verdict[] {
  const claims = reading.sentences.filter(({ plain }, at) => {
    const goesOn = NEXT.test(reading.sentences[at + 1]?.plain ?? '')
    return RANKS.test(plain) && !UPWARDS.test(plain) && (LIST.test(plain) || goesOn)
  })
  const verdicts = claims.flatMap((claim) => {
    const after = namedRows(reading, claim.from)
    const trailing = after.length < 2
    const names = trailing ? namedRows(reading, 0, claim.to) : after
    const table = tableOf(evidence, names)
    const measure = table ? (orderOf(claim) ?? listOrder(reading, claim) ?? table.sort) : null
    return table && measure ? judged(evidence, reading, claim, names, table, measure) : []
  })
  // Several sentences may make one claim: the last sums it up.
  const refuted = verdicts.filter(({ flag }) => flag !== null)
  return refuted.length > 0 ? refuted.slice(-1) : verdicts
}

/** A heading may stand a sentence before: "Based on live viewers. The top ones are …". */
function listOrder({ sentences }: Reading, claim: SpokenSentence): Measure | null {
  const before = sentences.filter(({ from }) => from < claim.from).slice(-3)
  return before.map(orderOf).findLast((measure) => measure !== null) ?? null
}

/** The newest list that holds what is named; where nothing is named, the newest ranked one. */
function tableOf({ tables, sources }: Evidence, names: string[][]): Table | null {
  const lists = tables.filter(({ rows, source }) => rows.length > 1 && sources[source]?.kind !== 'tokens')
  if (names.length === 0) return lists.findLast(({ sort }) => sort !== null) ?? null
  const held = ({ rows }: Table) => names.filter((keys) => rows.some(({ subject }) => keys.includes(subject))).length
  return lists.findLast((table) => held(table) >= Math.min(2, names.length)) ?? null
}

function judged(
  evidence: Evidence,
  reading: Reading,
  claim: SpokenSentence,
  names: string[][],
  table: Table,
  measure: Measure,
): Verdict[] {
  const tool = evidence.sources[table.source]?.name ?? 'the tool'
  const say = (what: string) =>
    refutedBy(`The answer ranks by ${nounOf(measure)} ("${clipped(claim.text)}"), but ${what}`)
  const borne = [bornOutBy(table.source)]
  if (measure === table.sort && table.contradictions.length > 0) {
    const [first = { detail: '' }] = table.contradictions
    return [say(`in the output of ${tool} ${first.detail.charAt(0).toLowerCase()}${first.detail.slice(1)}`)]
  }
  const rows = rankedBy(table, measure)
  const values = new Map(rows.map(({ subject, value }) => [subject, value]))
  const told = names.flatMap((keys) => {
    const subject = keys.find((key) => values.has(key))
    return subject === undefined ? [] : [{ subject, value: values.get(subject) ?? 0 }]
  })
  const at = told.findIndex(({ value }, index) => index > 0 && value > (told[index - 1]?.value ?? value))
  if (at > 0 && told.length > 1) {
    const shown = told.slice(0, 10).map(({ subject, value }) => `${reading.book.nameOf(subject)} ${figure(value)}`)
    return [say(`the order in which it tells them is ${shown.join(', ')}.`)]
  }
  if (OF_THESE.test(claim.plain) || !/\b(?:top|leading|highest|biggest|largest|most)\b/.test(claim.plain)) return borne
  if (!table.first) return borne
  const least = told.at(-1)
  const missed =
    least &&
    told.length > 1 &&
    rows.find(({ subject, value }) => value > least.value && !told.some((it) => it.subject === subject))
  if (missed)
    return [
      say(
        `${reading.book.nameOf(missed.subject)} with ${figure(missed.value)} stands above ${reading.book.nameOf(least.subject)} with ${figure(least.value)} and is left out.`,
      ),
    ]
  if (!table.complete && table.sort !== null && table.sort !== measure) {
    return [
      say(
        `the output of ${tool} is a page in the order of ${nounOf(table.sort)}: rows that were not seen may stand above these.`,
      ),
    ]
  }
  return borne
}

const clipped = (text: string): string => (text.length > 90 ? `${text.slice(0, 89).trimEnd()}…` : text)
