import { inWords } from './speech'
import { bare, best, byCap, byViewers, direction, higher, least, rowsOf, type Template, three } from './template'
import type { StreamRow, World } from './world'

/** On these the checks were tuned. */
export const TUNED: readonly Template[] = [
  {
    on: 'streams',
    ranks: true,
    sort: 'viewers',
    say: (w, s) => {
      const [a, b, c] = rowsOf(w)
      return `Sure! Here’s what’s trending on Pump.fun right now, based on live viewers.\n\nThe top trending token is “${a.name}” (symbol: ${a.symbol}), with ${s.count(a.viewers)} viewers and ${s.big(a.cap)} market cap.\n\nNext is “${b.name}” (${b.symbol}) with ${s.count(b.viewers)} viewers and a market cap of ${s.big(b.cap)}.\n\nThen there’s “${c.name}” with ${s.count(c.viewers)} viewers. These are the top three by live viewers right now.`
    },
  },
  {
    on: 'streams',
    sort: 'marketCap',
    say: (w, s) => {
      const [a, b, c] = rowsOf(w)
      return `The top three streams by market cap: ${a.name}, ${s.big(a.cap)}. ${b.name}, ${s.big(b.cap)}. ${c.name}, ${s.big(c.cap)}.`
    },
  },
  {
    on: 'streams',
    ranks: true,
    sort: 'viewers',
    say: (w) =>
      `Right now the most watched streams are, in order: ${w.streams.map(({ name, viewers }) => `${name} with ${viewers}`).join(', ')}.`,
  },
  {
    on: 'streams',
    sort: 'viewers',
    say: (w, s) => {
      const [, b] = rowsOf(w)
      return `The second one is ${b.name}. It has ${s.count(b.viewers)} people watching, and its market cap is ${s.big(b.cap)}.`
    },
  },
  {
    on: 'streams',
    compares: true,
    sort: 'viewers',
    say: (w, s) =>
      `Of these, the highest market cap is ${best(w.streams, (row) => row.cap).name}'s, at ${s.big(best(w.streams, (row) => row.cap).cap)}.`,
  },
  {
    on: 'streams',
    compares: true,
    sort: 'marketCap',
    wordsOnly: true,
    say: (w) =>
      `${best(w.streams, (row) => row.viewers).name} has the most viewers of these, even though ${best(w.streams, (row) => row.cap).name} has the biggest market cap.`,
  },
  {
    on: 'streams',
    compares: true,
    sort: 'viewers',
    say: (w, s) => {
      const [a, b] = byViewers(w) as [StreamRow, StreamRow]
      return `${a.name} has more viewers than ${b.name}: ${s.count(a.viewers)} versus ${s.count(b.viewers)}.`
    },
  },
  {
    on: 'streams',
    sort: 'viewers',
    whole: true,
    say: (w, s) =>
      `Across all ${w.board.streams} live streams there are ${s.count(w.board.viewers)} viewers in total, and ${w.streams[0]?.name} leads with ${s.count(w.streams[0]?.viewers ?? 0)}.`,
  },
  {
    on: 'streams',
    sort: 'viewers',
    say: (w, s) => {
      const [a, b, c] = rowsOf(w)
      return `Together, ${a.name}, ${b.name} and ${c.name} have ${s.count(a.viewers + b.viewers + c.viewers)} viewers.`
    },
  },
  {
    on: 'streams',
    sort: 'marketCap',
    say: (w, s) => {
      const [a, b, c] = rowsOf(w)
      return `1. ${a.name}: ${s.big(a.cap)}, ${a.viewers} viewers\n2. ${b.name}: ${s.big(b.cap)}, ${b.viewers} viewers\n3. ${c.name}: ${s.big(c.cap)}, ${c.viewers} viewers`
    },
  },
  {
    on: 'streams',
    compares: true,
    sort: 'viewers',
    say: (w, s) => {
      const [a, b] = rowsOf(w)
      return `With ${s.count(a.viewers)} viewers, ${a.name} is on top, ${s.count(a.viewers - b.viewers)} ahead of ${b.name}.`
    },
  },
  {
    on: 'token',
    say: (w, s) => {
      const [a] = three(w)
      return `${a.name} is trading at ${s.price(a.price, a.symbol)}, ${s.moved(a.change)} over the last 24 hours.`
    },
  },
  {
    on: 'token',
    say: (w, s) => {
      const [a] = three(w)
      return `${a.name}'s market cap is ${s.big(a.cap)}, with ${s.big(a.liquidity)} in liquidity and ${s.big(a.volume)} of volume in the past day.`
    },
  },
  {
    on: 'token',
    say: (w, s) => {
      const [a] = three(w)
      return `It's ${direction(a.change)} today. ${a.symbol} ${higher(a.change, s.percent(Math.abs(a.change)))} in the last day and sits at ${s.price(a.price, a.symbol)}.`
    },
  },
  {
    on: 'pair',
    say: (w, s) => {
      const [a, b] = three(w)
      return `${a.name} is at ${s.price(a.price, a.symbol)}, ${s.moved(a.change)}, and ${b.name} is at ${s.price(b.price, b.symbol)}, ${s.moved(b.change)}.`
    },
  },
  {
    on: 'pair',
    compares: true,
    say: (w, s) => {
      const [x, y] = three(w)
      const [a, b] = x.cap > y.cap ? [x, y] : [y, x]
      return `${a.name} has a higher market cap than ${b.name}. That's ${s.big(a.cap)} against ${s.big(b.cap)}.`
    },
  },
  {
    on: 'three',
    compares: true,
    say: (w, s) => {
      const rows = three(w)
      const top = best(rows, (row) => row.change)
      return `I checked ${rows.map(({ name }) => name).join(', ')}. The best performer is ${top.name}, ${s.moved(top.change)}.`
    },
  },
  {
    on: 'three',
    compares: true,
    say: (w) => {
      const rows = three(w)
      const low = least(rows, (row) => row.change)
      return `Between ${rows[0].name}, ${rows[1].name} and ${rows[2].name}, the biggest ${low.change < 0 ? 'loser' : 'laggard'} today is ${low.name}, ${direction(low.change)} ${Math.abs(low.change).toFixed(1)}%.`
    },
  },
  {
    on: 'balances',
    say: (w, s) => `Your portfolio is worth ${s.money(w.wallet.value)}, ${s.moved(w.wallet.changePct)} over 24 hours.`,
  },
  {
    on: 'balances',
    say: (w, s) => {
      const [a, b, c] = w.wallet.holdings as [
        World['wallet']['holdings'][0],
        World['wallet']['holdings'][0],
        World['wallet']['holdings'][0],
      ]
      return `${w.wallet.label} holds ${s.amount(a.amount)} ${a.token.symbol} worth ${s.money(a.value)}, ${s.amount(b.amount)} ${b.token.symbol} worth ${s.money(b.value)}, and ${s.amount(c.amount)} ${c.token.symbol} worth ${s.money(c.value)}.`
    },
  },
  {
    on: 'balances',
    compares: true,
    say: (w, s) => {
      const top = best(w.wallet.holdings, (row) => row.value)
      return `Your largest holding is ${top.token.name}: ${s.amount(top.amount)} tokens, about ${((top.value / w.wallet.value) * 100).toFixed(0)}% of your portfolio.`
    },
  },
  {
    on: 'balances',
    say: (w, s) => {
      const [a] = w.wallet.holdings as [World['wallet']['holdings'][0]]
      return `You have ${s.amount(a.amount)} ${a.token.symbol}. At ${s.price(a.token.price, a.token.symbol)} that comes to ${s.money(a.value)}.`
    },
  },
  {
    on: 'preview',
    asked: 'buy some of it',
    say: (w, s) => {
      const { trade: t } = w
      return `${t.amountIn} SOL gets you ${s.amount(t.net)} ${t.output.symbol}, worth ${s.money(t.outUsd)}. The price impact is ${t.impact.toFixed(1)}%. Shall I go ahead?`
    },
  },
  {
    on: 'preview',
    say: (w, s) =>
      `Here's the preview: you'd swap ${w.trade.amountIn} SOL, about ${bare(s.money(w.trade.inUsd))}, for roughly ${bare(s.amount(w.trade.net))} ${w.trade.output.name}, with 1% slippage and a fee of ${s.money(w.trade.feeUsd)}.`,
  },
  {
    on: 'receipt',
    ageless: true,
    say: (w, s) => `Done, you bought ${s.amount(w.trade.net)} ${w.trade.output.symbol} for ${w.trade.amountIn} SOL.`,
  },
  {
    on: 'receipt',
    ageless: true,
    say: (w, s) =>
      `All set. I swapped ${w.trade.amountIn} SOL into ${s.amount(w.trade.net)} ${w.trade.output.name}, and ${s.money(w.trade.outUsd)} worth of it is now in ${w.wallet.label}.`,
  },
  {
    on: 'candles',
    say: (w, s) => {
      const { candles: k } = w
      return `${k.token.symbol} is ${s.moved(k.change)} over the last 24 hours. It ranged from ${s.price(k.low, k.token.symbol)} to ${s.price(k.high, k.token.symbol)} and is now at ${s.price(k.close, k.token.symbol)}.`
    },
  },
  {
    on: 'candles',
    say: (w, s) =>
      `The day's high for ${w.candles.token.symbol} was hit earlier in the session; right now the price is ${s.price(w.candles.close, w.candles.token.symbol)}, ${s.moved(w.candles.change)} on the day.`,
    ageless: true,
  },
  {
    on: 'send',
    ageless: true,
    say: (w, s) =>
      `Sent. ${s.amount(w.send.amount)} ${w.send.token.symbol}, worth ${s.money(w.send.usd)}, is on its way.`,
  },
  {
    on: 'streams+token',
    sort: 'viewers',
    say: (w, s) => {
      const [a] = rowsOf(w)
      const [t] = three(w)
      return `On Pump.fun, ${a.name} leads with ${s.count(a.viewers)} viewers. Meanwhile ${t.name} trades at ${s.price(t.price, t.symbol)}, ${s.moved(t.change)}.`
    },
  },
  {
    on: 'balances+preview',
    say: (w, s) => {
      const sol = w.wallet.holdings.find(({ token }) => token.symbol === 'SOL')
      return `You hold ${s.amount(sol?.amount ?? 0)} SOL. Swapping ${w.trade.amountIn} SOL would get you ${s.amount(w.trade.net)} ${w.trade.output.symbol}.`
    },
  },
  {
    on: 'token+candles',
    say: (w, s) => {
      const { token: t, low } = w.candles
      return `${t.name} has a market cap of ${s.big(t.cap)}. Its low over the last 24 hours was ${s.price(low, t.symbol)}, and it is at ${s.price(t.price, t.symbol)} now.`
    },
    ageless: true,
  },
  {
    on: 'streams',
    ranks: true,
    sort: 'viewers',
    say: (w, s) => {
      const [a, b, c] = rowsOf(w)
      return `Okay, by viewers, number one is ${a.name} at ${s.count(a.viewers)}, followed by ${b.name} at ${s.count(b.viewers)}, and ${c.name} rounds out the top three with ${s.count(c.viewers)}.`
    },
  },
  {
    on: 'streams',
    sort: 'marketCap',
    say: (w, s) => {
      const [a, b] = rowsOf(w)
      return `Ranked by market cap, ${a.name} comes first at ${s.big(a.cap)} and ${b.name} comes second at ${s.big(b.cap)}.`
    },
  },
  {
    on: 'streams',
    ranks: true,
    sort: 'viewers',
    say: (w, s) => {
      const [a, b, c, d] = rowsOf(w)
      return `Here are the top four streams by audience: ${a.name} (${a.viewers} viewers), ${b.name} (${b.viewers} viewers), ${c.name} (${c.viewers} viewers) and ${d.name} (${d.viewers} viewers). ${a.name} sits at a ${s.big(a.cap)} cap.`
    },
  },
  {
    on: 'streams',
    sort: 'viewers',
    say: (w, s) => {
      const [, , c] = rowsOf(w)
      return `The third one, ${c.name}, has a market cap of ${s.big(c.cap)} and ${s.count(c.viewers)} viewers at the moment.`
    },
  },
  {
    on: 'streams',
    compares: true,
    sort: 'viewers',
    wordsOnly: true,
    say: (w) =>
      `Among them, ${best(w.streams, (row) => row.cap).name} has the largest market cap and ${least(w.streams, (row) => row.cap).name} the smallest.`,
  },
  {
    on: 'streams',
    compares: true,
    sort: 'marketCap',
    say: (w, s) => {
      const top = best(w.streams, (row) => row.viewers)
      return `The biggest audience on this page belongs to ${top.name}, with ${s.count(top.viewers)} watching.`
    },
  },
  {
    on: 'streams',
    compares: true,
    sort: 'viewers',
    wordsOnly: true,
    say: (w) => {
      const [a, b] = byCap(w) as [StreamRow, StreamRow]
      return `In market cap, ${a.name} is ahead of ${b.name}. In viewers, ${byViewers(w)[0]?.name} beats everyone else on the list.`
    },
  },
  {
    on: 'streams',
    sort: 'marketCap',
    whole: true,
    say: (w, s) =>
      `All live streams combined are worth ${s.big(w.board.cap)}. The largest is ${w.streams[0]?.name} at ${s.big(w.streams[0]?.cap ?? 0)}.`,
  },
  {
    on: 'streams',
    sort: 'viewers',
    say: (w, s) => {
      const [a, b] = rowsOf(w)
      return `${a.name} and ${b.name} have ${s.count(a.viewers)} and ${s.count(b.viewers)} viewers respectively.`
    },
  },
  {
    on: 'streams',
    sort: 'viewers',
    say: (w, s) => {
      const [a, , c] = rowsOf(w)
      return `There are ${s.count(a.viewers)} viewers on ${a.name} and ${s.count(c.viewers)} on ${c.name}, so the gap is ${s.count(a.viewers - c.viewers)}.`
    },
  },
  {
    on: 'streams',
    sort: 'viewers',
    say: (w, s) => {
      const [a] = rowsOf(w)
      return `${a.name} is the crowd favourite: ${s.count(a.viewers)} viewers, that's ${((a.viewers / w.board.viewers) * 100).toFixed(1)}% of everyone watching. Market cap: ${s.big(a.cap)}.`
    },
  },
  {
    on: 'streams',
    sort: 'marketCap',
    say: (w, s) => {
      const floor = Math.floor((w.streams.at(-1)?.cap ?? 0) / 1e4) * 1e4
      const [a] = rowsOf(w)
      return `All of them are above $${(floor / 1e6).toFixed(2)} million in market cap; ${a.name} tops the list at ${s.big(a.cap)}.`
    },
  },
  {
    on: 'token',
    say: (w, s) => {
      const [a] = three(w)
      return `Right now one ${a.symbol} costs ${s.price(a.price, a.symbol)}. The coin is ${s.moved(a.change)} since yesterday.`
    },
  },
  {
    on: 'token',
    say: (w, s) => {
      const [a] = three(w)
      return `Looking at ${a.name}: market cap ${s.big(a.cap)}, liquidity ${s.big(a.liquidity)}, 24-hour volume ${s.big(a.volume)}.`
    },
  },
  {
    on: 'token',
    say: (w, s) => {
      const [a] = three(w)
      return `${a.name} has ${a.change > 0 ? 'risen' : 'fallen'} ${s.percent(Math.abs(a.change))} in 24 hours to ${s.price(a.price, a.symbol)}.`
    },
  },
  {
    on: 'pair',
    say: (w, s) => {
      const [a, b] = three(w)
      return `A quick comparison. ${a.name}: ${s.price(a.price, a.symbol)}, cap ${s.big(a.cap)}. ${b.name}: ${s.price(b.price, b.symbol)}, cap ${s.big(b.cap)}.`
    },
  },
  {
    on: 'pair',
    compares: true,
    say: (w, s) => {
      const [x, y] = three(w)
      const [a, b] = x.change > y.change ? [x, y] : [y, x]
      return `${a.name} outperformed ${b.name} over the day: ${s.moved(a.change)} compared with ${s.moved(b.change)}.`
    },
  },
  {
    on: 'three',
    compares: true,
    say: (w, s) => {
      const rows = three(w)
      const top = best(rows, (row) => row.cap)
      return `Of ${rows[0].name}, ${rows[1].name} and ${rows[2].name}, the one with the largest market cap is ${top.name} at ${s.big(top.cap)}.`
    },
  },
  {
    on: 'three',
    compares: true,
    say: (w) => {
      const rows = three(w)
      return `${rows.map((row) => `${row.name} is ${direction(row.change)} ${Math.abs(row.change).toFixed(1)}%`).join(', ')}. So ${best(rows, (row) => row.change).name} did best.`
    },
  },
  {
    on: 'balances',
    say: (w, s) =>
      `In total you've got ${s.money(w.wallet.value)} in ${w.wallet.label}, which is ${s.moved(w.wallet.changePct)} today.`,
  },
  {
    on: 'balances',
    say: (w, s) =>
      `Here's your wallet: ${w.wallet.holdings.map(({ token, amount, value }) => `${s.amount(amount)} ${token.symbol} (${s.money(value)})`).join(', ')}. Total value: ${s.money(w.wallet.value)}.`,
  },
  {
    on: 'balances',
    compares: true,
    say: (w, s) => {
      const [top, next] = [...w.wallet.holdings].sort((a, b) => b.value - a.value) as [
        World['wallet']['holdings'][0],
        World['wallet']['holdings'][0],
      ]
      return `${top.token.name} is your biggest position at ${s.money(top.value)}, then ${next.token.name} at ${s.money(next.value)}.`
    },
  },
  {
    on: 'balances',
    say: (w, s) => {
      const [, b] = w.wallet.holdings as [World['wallet']['holdings'][0], World['wallet']['holdings'][0]]
      return `Your ${b.token.symbol} bag is ${s.money(b.value)}: ${s.amount(b.amount)} coins at ${s.price(b.token.price, b.token.symbol)} each.`
    },
  },
  {
    on: 'balances',
    say: (w, s) => {
      const [a, b] = w.wallet.holdings as [World['wallet']['holdings'][0], World['wallet']['holdings'][0]]
      return `You hold ${inWords(w.wallet.count)} tokens. The ${a.token.symbol} and the ${b.token.symbol} add up to ${s.money(a.value + b.value)} of your ${s.money(w.wallet.value)}.`
    },
  },
  {
    on: 'preview',
    say: (w, s) =>
      `For ${w.trade.amountIn} SOL you would receive ${s.amount(w.trade.net)} ${w.trade.output.symbol} after fees, roughly ${bare(s.money(w.trade.outUsd))}, at a price impact of ${s.percent(w.trade.impact)}. Say yes to confirm.`,
  },
  {
    on: 'preview',
    say: (w, s) =>
      `The quote says ${s.amount(w.trade.net)} ${w.trade.output.name} for your ${w.trade.amountIn} SOL (${s.money(w.trade.inUsd)}). Worst case you still get ${s.amount(w.trade.minimum)} ${w.trade.output.symbol}.`,
  },
  {
    on: 'receipt',
    ageless: true,
    say: (w, s) =>
      `The trade went through: ${w.trade.amountIn} SOL became ${s.amount(w.trade.net)} ${w.trade.output.symbol}.`,
  },
  {
    on: 'receipt',
    ageless: true,
    say: (w, s) =>
      `Bought! ${s.amount(w.trade.net)} ${w.trade.output.name} landed in ${w.wallet.label}. You paid ${w.trade.amountIn} SOL, that's ${s.money(w.trade.inUsd)}.`,
  },
  {
    on: 'candles',
    say: (w, s) =>
      `${w.candles.token.symbol} opened the period at ${s.price(w.candles.open, w.candles.token.symbol)}, peaked at ${s.price(w.candles.high, w.candles.token.symbol)}, bottomed at ${s.price(w.candles.low, w.candles.token.symbol)}, and last closed at ${s.price(w.candles.close, w.candles.token.symbol)}.`,
  },
  {
    on: 'candles',
    say: (w, s) =>
      `Over the past day ${w.candles.token.symbol} ${higher(w.candles.change, s.percent(Math.abs(w.candles.change)))} and touched a low of ${s.price(w.candles.low, w.candles.token.symbol)}.`,
  },
  {
    on: 'send',
    ageless: true,
    say: (w, s) =>
      `I've sent ${s.amount(w.send.amount)} ${w.send.token.symbol} to your friend, that's ${s.money(w.send.usd)}.`,
  },
  {
    on: 'streams+token',
    sort: 'marketCap',
    say: (w, s) => {
      const [a] = rowsOf(w)
      const [t] = three(w)
      return `${t.name} is at ${s.price(t.price, t.symbol)} right now. As for streams, ${a.name} is valued at ${s.big(a.cap)} with ${s.count(a.viewers)} viewers.`
    },
  },
  {
    on: 'balances+preview',
    say: (w, s) =>
      `That trade would take ${w.trade.amountIn} SOL out of ${w.wallet.label}, whose value is ${s.money(w.wallet.value)} now. You'd end up with another ${s.amount(w.trade.net)} ${w.trade.output.symbol}.`,
  },
]
