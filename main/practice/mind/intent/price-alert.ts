import type { ListedToken } from '../../market/tokens'
import { type Amount, amountAt, findAmount } from '../amounts'
import { CARRIER, names, SOL } from './coins'
import type { AlertWhen, Intent } from './intent'
import { incomplete, isSol } from './meant'

const ALERT = /\b(?:alerts?|alarms?)\b/
const CANCEL = /\b(?:cancel|remove|delete|clear|stop|drop|forget|turn off|get rid of|take away)\b/
const LIST = /\b(?:what|which|show|list|read|tell me about|any|do i have|have i|how many|are there)\b/
const ASKED =
  /\b(?:tell|alert|notify|warn|ping|remind|let) me\b|\blet me know\b|\b(?:set|create|add|make|put)\b.*\b(?:alerts?|alarms?)\b/
const ONCE = /\b(?:when|whenever|if|once|as soon as|should)\b/
const BELOW = /\b(?:below|under|beneath|less than|lower than|(?:falls?|drops?|dips?|goes|down) (?:down )?to)\b/
const ABOVE =
  /\b(?:above|over|more than|higher than|past|passe[sd]|exceeds?|reach(?:es)?|hits?|crosse[sd]|at least|(?:rises?|climbs?|up) to)\b/
const DROPS = /\b(?:drops?|falls?|dips?|loses?|crash(?:es)?|sinks?|declines?|dumps?|down|lower)\b/
const RISES = /\b(?:rises?|gains?|climbs?|jumps?|pumps?|grows?|increases?|up|higher)\b/

/** Words of a wish for an alert that name no token. */
const AROUND = new Set(
  'alert alerts alarm alarms notify warn ping remind let know set create add make put when whenever if once soon should above over below under beneath less lower higher more than past passes exceeds reaches reach hits hit crosses drops drop falls fall dips dip loses lose rises rise gains gain climbs climb jumps jump pumps pump crashes sinks declines dumps increases grows goes gets within minutes minute hours next again all any my cancel remove delete clear stop forget turn off dollars dollar cents cent percent usd bucks per cent me price is at to'.split(
    ' ',
  ),
)

/** Alerts that the app keeps: set, listed, taken back. */
export function asPriceAlert(said: string, words: readonly string[]): Intent | null {
  if (ALERT.test(said) && CANCEL.test(said)) return { kind: 'cancel-alert', token: tokenIn(words) }
  const isWish = ASKED.test(said) && (ONCE.test(said) || ALERT.test(said))
  if (isWish) {
    const when = whenIn(said, words)
    // "Tell me if it is up" asks for a figure, and "let me know what I own" for a list.
    if (when !== null) return wish(tokenIn(words), when)
    if (ALERT.test(said) && !LIST.test(said))
      return incomplete('At which price, or after which change, should I tell you?')
  }
  return ALERT.test(said) && LIST.test(said) ? { kind: 'alerts' } : null
}

function wish(token: ListedToken | null, when: AlertWhen): Intent {
  if (token === null) return incomplete('Which token should I watch? Say the alert once more, with its name.')
  return { kind: 'set-alert', token, when }
}

function whenIn(said: string, words: readonly string[]): AlertWhen | null {
  const amounts = amountsIn(words)
  const share = amounts.find(({ kind }) => kind === 'percent')
  if (share !== undefined) {
    const condition = DROPS.test(said) ? 'drops_percent' : RISES.test(said) ? 'rises_percent' : null
    return condition && { condition, value: share.value, withinMinutes: minutesIn(words) }
  }
  const condition = BELOW.test(said) ? 'below' : ABOVE.test(said) ? 'above' : null
  // A price stands behind its condition.
  const from = words.findIndex((word) =>
    /^(?:above|over|below|under|beneath|than|past|passes|passed|exceeds?|reach|reaches|hits?|crosses|least|to)$/.test(
      word,
    ),
  )
  const price = condition === null ? undefined : amounts.find((amount) => amount.from > from)
  if (condition === null || price === undefined) return null
  const inCents = /^cents?$/.test(words[price.to] ?? '')
  return { condition, value: inCents ? price.value / 100 : price.value }
}

function amountsIn(words: readonly string[]): Amount[] {
  const found: Amount[] = []
  for (let next = findAmount(words); next !== null; next = findAmount(words, next.to)) found.push(next)
  return found
}

const MINUTES = { minute: 1, hour: 60, day: 1440 } as const
const USUAL_MINUTES = 60

/** "In an hour", "within thirty minutes", "in the last two hours". */
function minutesIn(words: readonly string[]): number {
  for (const [at, word] of words.entries()) {
    const unit = /^(minute|hour|day)s?$/.exec(word)?.[1] as keyof typeof MINUTES | undefined
    if (unit === undefined) continue
    const count = [3, 2, 1].flatMap((back) => {
      const amount = amountAt(words, at - back)
      return amount !== null && amount.to === at ? [amount.value] : []
    })[0]
    return (count ?? 1) * MINUTES[unit]
  }
  return USUAL_MINUTES
}

/** The token that is named among words that name none. */
function tokenIn(words: readonly string[]): ListedToken | null {
  const taken = new Set(amountsIn(words).flatMap(({ from, to }) => words.slice(from, to)))
  const rest = words.filter((word) => !taken.has(word) && !AROUND.has(word) && !CARRIER.has(word))
  const match = names.find(rest, { streams: false })
  if (match?.named.kind === 'token') return match.named.token
  return rest.some(isSol) ? SOL : null
}
