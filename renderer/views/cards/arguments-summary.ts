import { shortAddress } from '../../../shared/account'
import { conditionText } from '../../../shared/alerts'
import { plainDigits } from '../../../shared/decimal'
import { t } from '../../../shared/i18n'
import { readJsonNode } from '../../../shared/json-text'
import { safeLine } from '../../../shared/safe-text'
import { SetPriceAlertInputSchema } from '../../../shared/session-functions'
import { knownToken } from '../../../shared/tokens'

/** A summary longer than this is cut; the whole stands under "What was asked". */
const LONGEST = 80

type Arguments = Record<string, unknown>

const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : null)
const token = (value: unknown) => {
  const mint = text(value)
  return mint === null ? null : (knownToken(mint)?.symbol ?? shortAddress(mint))
}
/** What is known of it; what is not is left out. */
const joined = (...parts: (string | null)[]) => parts.filter(Boolean).join(' ')

const SUMMARIES: Record<string, (given: Arguments) => string> = {
  pumpstream_live_summary: ({ pageSize, sort, search, minViewers, minMarketCapUsd }) =>
    [
      t(sort === 'marketCap' ? 'cards.asked.topByMarketCap' : 'cards.asked.topByViewers', {
        count: text(pageSize) ?? '25',
      }),
      text(search) && t('cards.asked.quoted', { text: text(search) ?? '' }),
      text(minViewers) && t('cards.asked.fromViewers', { count: text(minViewers) ?? '' }),
      text(minMarketCapUsd) && t('cards.asked.fromUsd', { usd: `$${text(minMarketCapUsd)}` }),
    ]
      .filter(Boolean)
      .join(', '),
  solana_list_balances: ({ wallet_address }) => shortAddress(text(wallet_address) ?? ''),
  solana_resolve_token: ({ query }) => t('cards.asked.quoted', { text: text(query) ?? '' }),
  markets_fetch_ohlcv: (given) =>
    [(given.mint ?? given.pair) ? token(given.mint ?? given.pair) : null, text(given.range), text(given.interval)]
      .filter(Boolean)
      .join(', '),
  solana_swap_preview: swap,
  solana_swap_execute: swap,
  solana_execute_buy({ mint, amount_sol }) {
    const [what, amount] = [token(mint), text(amount_sol)]
    if (what !== null && amount !== null) return t('cards.asked.buy', { token: what, amount })
    return what ?? joined(amount, amount && 'SOL')
  },
  solana_execute_sell({ mint, percentage }) {
    const [what, percent] = [token(mint), text(percentage)]
    if (what !== null && percent !== null) return t('cards.asked.sell', { percent, token: what })
    return what ?? (percent === null ? '' : t('cards.asked.percent', { percent }))
  },
  solana_send({ amount_ui, mint, recipient_value }) {
    const what = joined(text(amount_ui), mint === undefined ? 'SOL' : token(mint))
    const recipient = text(recipient_value)
    return recipient === null ? what : t('cards.asked.send', { what, recipient: shortAddress(recipient) })
  },
  set_price_alert(given) {
    const wish = SetPriceAlertInputSchema.safeParse(given).data
    return wish === undefined
      ? ''
      : conditionText({ token: { symbol: wish.token, mint: null }, condition: wish.condition })
  },
  set_session_wallet_override: ({ wallet_address }) => shortAddress(text(wallet_address) ?? ''),
}

function swap({ input_mint, output_mint, amount_ui, desired_output_ui, mode }: Arguments): string {
  const [given, wanted] = mode === 'ExactOut' ? ['', text(desired_output_ui)] : [text(amount_ui), '']
  const [out, back] = [joined(given ?? null, token(input_mint)), joined(wanted ?? null, token(output_mint))]
  return joined(out, out && back && '→', back)
}

/** What a call was asked, in a few words; empty while the arguments are incomplete or when there are none. */
export function argumentsSummary(name: string, json: string): string {
  const given = argumentsAsWritten(json)
  if (!given) return ''
  const known = Object.hasOwn(SUMMARIES, name) ? SUMMARIES[name] : undefined
  const summary = known
    ? known(given)
    : Object.entries(given)
        .map(([key, value]) => `${key} ${text(value) ?? JSON.stringify(value)}`)
        .join(', ')
  return safeLine(summary, LONGEST) ?? ''
}

/** The arguments, numbers as the digits that were written; null when they are not (yet) a JSON object. */
function argumentsAsWritten(json: string): Arguments | null {
  const members = readJsonNode(json)?.members
  if (!members) return null
  return Object.fromEntries(
    members.map(({ name, node }) => [name, typeof node.value === 'number' ? plainDigits(node.raw) : node.value]),
  )
}
