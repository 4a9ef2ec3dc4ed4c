import { amountText, sideText, type TradeCard, tokenText } from '../../../shared/trade'

/**
 * What was said to a card that waits. `no` refuses it, `yes` and `question` leave it waiting; `other` is a question of its
 * own, which refuses as well.
 */
export type Meaning = 'no' | 'yes' | 'question' | 'other'

const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Each of these alone refuses: whatever else is said with it, nothing is lost by a no. */
const NO =
  set(`no nope nah cancel canceled cancelled cancelling stop don't dont never abort deny reject decline refuse forget
  not scratch kill scrap drop quit nein abbrechen stopp nicht cancela cancelar para non annule annuler arrête não nao annulla`)
const YES =
  set(`yes yeah yep yup yea sure ok okay confirm confirmed approve approved go proceed execute absolutely definitely
  correct sí si claro vale ja genau oui sim certo ahead do fine`)
const FILLER =
  set(`it that this them the a an please thanks thank you now actually oh well so um uh hmm hey dexter i i'd i'm my me
  we let's lets want wanna to would like changed change mind wait hold on trade order swap purchase sale buy sell send
  transaction transfer approval thing right away just of with and all then alright good great fine por favor bitte danke
  gracias merci obrigado grazie es lo la le das mach yet anymore any more really sounds looks said anymore for leave good that's it's`)
const ASKS =
  set(`how what what's whats which who whom who's where when is was are were will would do does did can could again
  repeat say read tell remind`)
const TIME = set('long time seconds expire expires')
const TOPICS: readonly (readonly [Topic, ReadonlySet<string>])[] = [
  ['fee', set('fee fees charge charges commission')],
  ['slippage', set('slippage')],
  ['impact', set('impact')],
  ['recipient', set('recipient address whom who to-whom')],
  ['wallet', set('wallet wallets account')],
  ['time', TIME],
  ['get', set('get getting receive receiving back return')],
  ['token', set('token coin mint verified real fake right')],
  ['pay', set('pay paying spend spending give cost costs much many amount worth dollars dollar usd')],
]
type Topic = 'fee' | 'slippage' | 'impact' | 'recipient' | 'wallet' | 'time' | 'get' | 'token' | 'pay' | 'all'
const ABOUT =
  set(`how much many long time is was are were will would do does did i me we you it that this the a an of for in on at left
  from to into my your again exactly all about buying selling swapping sending trading least most minimum going have there details
  details mean be and price value total really am sorry`)

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .split(/[^\p{L}\p{N}']+/u)
    .filter((word) => word !== '')

/** What was said to one of these cards. Every word has to be explained: what is not understood is `other`. */
export function meaningOf(text: string, cards: readonly TradeCard[]): { meaning: Meaning; topic: Topic } {
  const words = wordsOf(text)
  const is = (meaning: Meaning, topic: Topic = 'all') => ({ meaning, topic })
  const explained = (...sets: ReadonlySet<string>[]) => words.every((word) => sets.some((it) => it.has(word)))
  const has = (it: ReadonlySet<string>) => words.some((word) => it.has(word))
  if (words.length === 0 || isAnotherOrder(words, cards)) return is('other')
  if (has(NO) && explained(NO, YES, FILLER)) return is('no')
  const named = set(
    cards
      .flatMap(({ pay, get, token }) => [pay?.token, get?.token, token])
      .flatMap((token) => [token?.symbol, token?.name])
      .flatMap((name) => (name ? wordsOf(name) : []))
      .join(' ') || '-',
  )
  // "Looks good to me" says yes without a word for it; "leave it" says no.
  if (explained(YES, FILLER, named) && !has(ASKS_ONLY) && (has(YES) || has(PRAISE))) return is('yes')
  if (words.includes('leave') && explained(FILLER)) return is('no')
  const topics = TOPICS.map(([, it]) => it)
  if (!has(ASKS) || !explained(ASKS, ABOUT, FILLER, named, ...topics)) return is('other')
  const topic = TOPICS.find(([, it]) => has(it))?.[0] ?? 'all'
  // "How much do I have left?" is about a wallet.
  if (words.includes('left') && topic !== 'time') return is('other')
  // "How much is BONK?" asks for its price, which is not on the card.
  if (has(named) && (topic === 'pay' || topic === 'all') && !has(DEALS)) return is('other')
  return is('question', topic)
}
/** "Okay, sell it" is no yes to a purchase. */
const isAnotherOrder = (words: readonly string[], cards: readonly TradeCard[]): boolean =>
  Object.entries(ORDERS).some(
    ([word, actions]) => words.includes(word) && !cards.some(({ action }) => actions.includes(action)),
  )
const ORDERS: Readonly<Record<string, readonly TradeCard['action'][]>> = {
  buy: ['buy', 'swap', 'other'],
  purchase: ['buy', 'swap', 'other'],
  sell: ['sell', 'swap', 'other'],
  swap: ['buy', 'sell', 'swap', 'other'],
  send: ['send', 'other'],
}
const ASKS_ONLY = set(`how what what's whats which who whom where when`)
const PRAISE = set('good great right')
const DEALS = set('pay paying spend spending buying selling swapping sending trading give get getting')

/** What the engine knows around the card. */
export interface Waiting {
  card: TradeCard
  worthUsd: number | null
  /** Name of the wallet that pays, where it is known. */
  wallet: string | null
  hindrance: string | null
  byButton: string | null
  /** How long it waits once nobody speaks. */
  seconds: number
}

const usd = (value: number) =>
  `${value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} dollars`

/** How to approve, as it is said aloud after a "yes". */
export function howToApprove(waiting: readonly Waiting[]): string {
  const [only, ...others] = waiting
  if (only === undefined) return 'Nothing is waiting for your approval.'
  if (others.length > 0) return 'More than one request is waiting. Decide each of them in the panel.'
  if (only.hindrance !== null) return `It can’t be approved now. ${only.hindrance}`
  if (only.byButton !== null) return 'It is still waiting. Only the button in the panel approves it: hold it there.'
  return 'It is still waiting. I never trade on a spoken yes: hold the talk key in silence and let go, or hold the button in the panel.'
}

/** The answer to a question about the cards, from what they say; each sentence can be read on them. */
export function answerFrom(topic: Topic, waiting: readonly Waiting[]): string {
  if (waiting.length === 0) return 'Nothing is waiting for your approval.'
  const answers = waiting.slice(0, MAX_ANSWERED).map((it) => answerAbout(topic, it))
  return [...answers, 'It is still waiting for you.'].join(' ')
}
const MAX_ANSWERED = 2

function answerAbout(topic: Topic, waiting: Waiting): string {
  const { card, worthUsd, wallet } = waiting
  switch (topic) {
    case 'fee':
      return card.fee === null ? 'No tool told the fee.' : `The fee is ${card.fee}.`
    case 'slippage':
      return card.slippagePct === null ? 'No tool told the slippage.' : `It allows ${card.slippagePct}% slippage.`
    case 'impact':
      return card.impactPct === null
        ? 'No tool told the price impact.'
        : `The price impact is ${Number(card.impactPct.toPrecision(3))}%.`
    case 'recipient':
      return card.recipient === null ? 'It sends nothing to anybody.' : `It goes to ${card.recipient.address}.`
    case 'wallet':
      return card.wallet === null ? 'It isn’t known which wallet pays.' : `It uses ${wallet ?? card.wallet}.`
    case 'time':
      return `It waits ${waiting.seconds} seconds once nobody speaks.`
    case 'token':
      if (card.token === null) return 'It isn’t known which token this is about.'
      return `It is ${tokenText(card.token)}, ${card.token.verified ? 'which is verified' : 'which isn’t verified'}, with the mint ${card.token.mint}.`
    case 'get':
      return gets(card)
    case 'pay':
      return `${pays(card)}${worthUsd === null ? ' No tool told what it is worth.' : ` That is about ${usd(worthUsd)}.`}`
    case 'all':
      return card.get === null ? pays(card) : `${pays(card)} ${gets(card)}`
    default: {
      const missing: never = topic
      throw new Error(`unhandled ${String(missing)}`)
    }
  }
}

function pays({ action, pay, payAtMost }: TradeCard): string {
  const text = sideText(pay)
  if (text === null) return 'It isn’t known what you pay.'
  const most = payAtMost === null ? '' : `, at most ${amountText(payAtMost)}`
  return action === 'send' ? `It sends ${text}.` : `You pay ${text}${most}.`
}

function gets({ action, get, getAtLeast }: TradeCard): string {
  if (action === 'send') return 'Nothing comes back: it is sent.'
  if (get === null || get.amount === null) return 'No tool told what you get back.'
  const least = getAtLeast === null ? '' : `, at least ${amountText(getAtLeast)}`
  return `You get ${sideText(get)}${least}.`
}
