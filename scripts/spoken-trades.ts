import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { toRaw, toUi } from '../main/practice/market/wallets'
import { createPracticeServer, type PracticeServer } from '../main/practice/server'
import { prepareData } from '../main/practice/speech/data'
import type { CallOutput } from '../renderer/engine/evidence'
import { assessProposal } from '../renderer/engine/money/assess'
import { unsureWords } from '../renderer/engine/money/confidence'
import { SPOKEN_TRADES } from '../tools/corpora/spoken-trades/corpus'
import { HELD_OUT } from '../tools/corpora/spoken-trades/held-out'
import type { AskedTrade } from '../tools/corpora/spoken-trades/order'
import { differences, type Holdings, type Proposal } from '../tools/corpora/spoken-trades/verdict'
import { appendAudio, openSession, type RealtimeClient } from '../tools/practice/realtime-client'
import { mannerOf, mannerText, NOISE_DB, withNoise } from '../tools/practice/spoken'
import { checkout } from '../tools/setup/checkout.mjs'

/**
 * Whether a trade that was misheard can be approved unseen: sixty trades are spoken to the real practice server, and each
 * proposal is held against what was asked. A wrong one must be marked, a right one not. Prints both kinds of failure and
 * every wrong proposal, and counts the trades that everything was tuned on apart from those that nobody tuned on; ends with
 * 1 when a wrong one of all has no mark, or when more than 5 % of all right ones have one.
 */

const MOST_RIGHT_MARKED = 0.05
/** So much of every token is in each wallet: nothing that is asked for fails for want of money. */
const FUNDS_USD = 20_000

interface Asked {
  heard: string
  /** Words that were not heard for sure. */
  unsure: string[]
  proposal: Proposal | null
  outputs: CallOutput[]
  /** What was said in place of a proposal. */
  said: string
}

/** Speaks to the session and follows it through its tools to a proposal, or to an answer without one. */
async function ask(client: RealtimeClient, pcm: Int16Array): Promise<Asked> {
  appendAudio(client, pcm)
  client.send({ type: 'input_audio_buffer.commit' })
  const outputs: CallOutput[] = []
  for (;;) {
    client.send({ type: 'response.create', response: { output_modalities: ['text'] } })
    const { response } = await client.next('response.done')
    const items: { id: string; type: string; [field: string]: unknown }[] = response.output
    const request = items.find(({ type }) => type === 'mcp_approval_request')
    const calls = items.filter(({ type }) => type === 'mcp_call')
    if (request || calls.length === 0) {
      const transcribed = await client.first(
        ({ type }) => type === 'conversation.item.input_audio_transcription.completed',
      )
      const message = items.find(({ type }) => type === 'message')
      return {
        heard: transcribed.transcript,
        unsure: unsureWords(transcribed.logprobs ?? []),
        proposal: request
          ? {
              server: String(request.server_label),
              name: String(request.name),
              arguments: String(request.arguments),
              wallet: null,
            }
          : null,
        outputs,
        said: message ? JSON.stringify(message.content) : '',
      }
    }
    for (const { id } of calls) {
      const { item } = await client.first(
        (event) => event.type === 'response.output_item.done' && event.item.id === id && event.item.type === 'mcp_call',
      )
      if (item.output !== null)
        outputs.push({ name: item.name, arguments: item.arguments, output: item.output, receivedAt: Date.now() })
    }
  }
}

function fund({ market, identities }: PracticeServer): Holdings {
  const trader = identities.trader()
  const wallets = trader.kind === 'user' ? trader.wallets : []
  for (const wallet of wallets)
    for (const token of market.tokens) wallet.change(token.mint, toRaw(FUNDS_USD / market.priceUsd(token), token))
  return {
    default: trader.wallet.address,
    wallets,
    labelOf: (address) => wallets.find((wallet) => wallet.address === address)?.label ?? null,
    held(address, mint) {
      const token = market.find(mint)
      const wallet = wallets.find((candidate) => candidate.address === address)
      return token && wallet ? toUi(wallet.balance(mint), token) : 0
    },
  }
}

const wanted = ({ side, token, amount, percent, usd, wallet }: AskedTrade): string => {
  const much = amount
    ? `${amount.value} ${amount.mint === token.mint ? '' : 'of '}${amount.mint === token.mint ? token.symbol : amount.mint}`
    : percent === undefined
      ? `$${usd}`
      : `${percent}%`
  return `${side} ${token.symbol}, ${much}${wallet ? `, ${wallet}` : ''}`
}

const { values: given } = parseArgs({
  options: {
    /** Gives each trade another voice, speed and noise than usual: a check that the count is not a lucky one. */
    rotate: { type: 'string', default: '0' },
    /** Prints every trade, not only what went wrong. */
    all: { type: 'boolean', default: false },
  },
})
const rotate = Number(given.rotate)

const server = await createPracticeServer({ dataDir: await prepareData(join(checkout, 'out', 'practice-data')) })
await server.speech.ready
const holdings = fund(server)

interface Count {
  proposals: number
  right: number
  wrong: number
  wrongMarked: number
  rightMarked: number
  askedBack: number
}
const noCount = (): Count => ({ proposals: 0, right: 0, wrong: 0, wrongMarked: 0, rightMarked: 0, askedBack: 0 })
const tuned = noCount()
const heldOut = noCount()

for (const [at, trade] of SPOKEN_TRADES.entries()) {
  const { say, expect } = trade
  const count = HELD_OUT.includes(trade) ? heldOut : tuned
  const index = at + rotate
  const manner = mannerOf(index)
  const clean = await server.speech.speak(say, manner.voice, manner.speed)
  const client = await openSession(server, {
    include: ['item.input_audio_transcription.logprobs'],
    audio: { input: { turn_detection: null, transcription: { model: 'practice' } } },
  })
  const { heard, unsure, proposal, outputs, said } = await ask(
    client,
    manner.noisy ? withNoise(clean, NOISE_DB, index) : clean,
  )
  await client.close()
  const print = (verdict: string, ...lines: string[]) => {
    console.log(
      `${verdict} ${at + 1}: "${say}" (${mannerText(manner)})\n  heard:  "${heard}"${unsure.length ? `  (unsure: ${unsure.join(', ')})` : ''}`,
    )
    for (const line of lines) console.log(`  ${line}`)
  }
  if (!proposal) {
    count.askedBack += 1
    if (given.all) print('asked back', `said:   ${said}`)
    continue
  }
  count.proposals += 1
  const { marks } = assessProposal({
    ...proposal,
    wallet: proposal.wallet ?? holdings.default,
    turnId: null,
    said: heard === '' ? [] : [heard],
    unsure,
    outputs: outputs.map((output) => ({ ...output, turnId: null })),
    wallets: holdings.wallets,
    recipients: [],
  })
  const wrong = differences(expect, proposal, holdings)
  const marked = marks.length > 0
  if (wrong.length > 0) {
    count.wrong += 1
    if (marked) count.wrongMarked += 1
  } else {
    count.right += 1
    if (marked) count.rightMarked += 1
  }
  if (wrong.length > 0 || marked || given.all)
    print(
      wrong.length > 0 ? `wrong (${wrong.join(', ')})` : 'right',
      `wanted: ${wanted(expect)}`,
      `got:    ${proposal.name} ${proposal.arguments}`,
      `marks:  ${marks.map(({ kind, detail }) => `${kind}: ${detail}`).join(' | ') || 'none'}`,
    )
}

await server.close()

const sum = (field: keyof Count): number => tuned[field] + heldOut[field]
function report(part: string, spoken: number, of: (field: keyof Count) => number): void {
  console.log(`${part}: ${spoken} spoken, ${of('proposals')} proposals, ${of('askedBack')} declined or asked back`)
  console.log(`  right ${of('right')}, of them marked ${of('rightMarked')}`)
  console.log(`  wrong ${of('wrong')}, of them marked ${of('wrongMarked')}`)
}
report('tuned', SPOKEN_TRADES.length - HELD_OUT.length, (field) => tuned[field])
report('held out', HELD_OUT.length, (field) => heldOut[field])
report('trades', SPOKEN_TRADES.length, sum)
process.exitCode = sum('wrongMarked') < sum('wrong') || sum('rightMarked') > MOST_RIGHT_MARKED * sum('right') ? 1 : 0
