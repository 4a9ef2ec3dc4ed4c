import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sentence } from '../../shared/i18n'
import type { LedgerLine, MoneyFact } from '../../shared/ledger'
import type { Limits } from '../../shared/limits'
import { createCosts, pastTrades, tradeRow } from '../../shared/past-trades'
import { SOL_MINT } from '../../shared/tokens'
import { tradeRecords } from '../../shared/trade-history'
import { createRig, GRANT, type Rig, SETTINGS } from '../../tools/engine/rig'
import { swap } from '../evidence/outputs'
import { BONK_MINT, JUP_MINT } from './cards'

/** `DEXTER_RUNS=2000 DEXTER_SEED=7 npx vitest run --project unit test/money/limits-property.test.ts` looks further. */
const RUNS = Number(process.env.DEXTER_RUNS ?? 30)
const SEED = Number(process.env.DEXTER_SEED ?? 20_261_130)
const MOST_STEPS = 60
const MOST_TRIES = 60
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const STRANGER = 'ATbyfKtL3aVWsJx2hMSRQ4SE1JaN3m3FbUAvyDHmoQRN'
const MINTS = [BONK_MINT, JUP_MINT, STRANGER]
const BACKENDS = ['practice', 'openai', 'dexter'] as const
type Backend = (typeof BACKENDS)[number]

/** Wordings of a failure: only of the last two it is sure that nothing moved. */
const FAILURES = [
  ['Transaction was not confirmed in 30 seconds.', false],
  ['The transaction was sent, and its status is unknown.', false],
  ['insufficient funds', true],
  ['The token is frozen.', true],
] as const

const worth = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constantFrom(40, 50, 100, 100.01, null))
const most = fc.option(fc.constantFrom(50, 80, 100, 150, 300), { nil: null })
const limits: fc.Arbitrary<Limits> = fc.record({
  usdPerTrade: most,
  usdPerDay: most,
  usdPerTokenAndDay: most,
  slippagePct: fc.option(fc.constantFrom(0.4, 0.5, 1), { nil: null, freq: 1 }),
  impactPct: fc.option(fc.constantFrom(0.1, 0.2, 5), { nil: null }),
  unverifiedTokens: fc.constantFrom('never', 'button', 'key'),
  newRecipients: fc.constant('key'),
  marked: fc.constantFrom('key', 'key', 'button'),
  pause: fc.record({
    losses: fc.constant(null),
    trades: fc.constantFrom(null, null, null, 1, 2, 4),
    minutes: fc.constantFrom(1, 60, 1440),
  }),
})

type Step =
  | {
      do: 'propose'
      usd: number | null
      mint: number
      slippageBps: number
      impact: number
      answer: 'key' | 'button' | 'leave'
    }
  | { do: 'answer'; by: 'key' | 'button'; sight: boolean }
  | { do: 'raise'; to: Limits; midHold: boolean }
  | { do: 'clock'; ms: number }
  | { do: 'pass'; ms: number }
  | { do: 'restart' }
  | { do: 'drop' }
  | { do: 'backend'; to: Backend }
  | { do: 'end'; how: number }
  | { do: 'past'; late: number }

const answer = fc.constantFrom('key' as const, 'button' as const)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('propose' as const),
      usd: worth,
      mint: fc.constantFrom(0, 0, 1, 2),
      slippageBps: fc.constantFrom(10, 10, 10, 50, 100),
      impact: fc.constantFrom(0.01, 0.01, 0.01, 0.15, 1),
      answer: fc.constantFrom('key' as const, 'key' as const, 'button' as const, 'leave' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('answer' as const), by: answer, sight: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('raise' as const), to: limits, midHold: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('clock' as const),
      ms: fc.constantFrom(-3 * DAY_MS, -DAY_MS, -HOUR_MS, -1000, 1000, HOUR_MS, DAY_MS, 3 * DAY_MS),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(1000, 70_000, HOUR_MS, 9 * HOUR_MS) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('drop' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('backend' as const), to: fc.constantFrom(...BACKENDS) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('end' as const), how: fc.nat({ max: FAILURES.length }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('past' as const), late: fc.nat({ max: 4 }) }) },
)

/** What the test itself knows of an approval, by a clock that nobody sets. */
interface Approved {
  id: string
  usd: number | null
  mint: string
  at: number
  wallAt: number
  /** Time that a clock set forward across a restart has added: no ledger can know that it did not pass. */
  feigned: number
  /** Nothing moved, as is known for sure. */
  failed: boolean
}

interface Proposed {
  id: string
  usd: number | null
  mint: string
  slippagePct: number
  impactPct: number
  server: string
}

function createWorld(limits: Limits) {
  let settings = { ...SETTINGS, limits }
  const begun = () => createRig({ settings, mint: async () => grantOf(settings.backend) })
  let rig: Rig = begun()
  const facts: MoneyFact[] = []
  /** Facts of this engine that are in the ledger already. */
  let taken = 0
  /** True time before this engine. */
  let before = 0
  let seen = 0
  /** Connections that the server has taken. */
  let accepted = 0
  /** Answers that the server has begun or that were lost with their connection. */
  let answered = 0
  let count = 0
  const proposals = new Map<string, Proposed>()
  const approvals: Approved[] = []
  const pushes: ReturnType<typeof past>[] = []
  const broken: string[] = []

  const elapsed = () => before + rig.time.clock.mono()
  const ledger = () => {
    facts.push(...rig.money.slice(taken))
    taken = rig.money.length
    return facts
  }
  const past = () => {
    const lines = ledger().map(
      (fact, index): LedgerLine => ({ ...fact, seq: index + 1, argumentsHash: '', previous: '', hash: '' }),
    )
    const costs = createCosts()
    const rows = tradeRecords(lines).map((record) => tradeRow(record, costs.settle(record)))
    return pastTrades(rows, rig.time.clock.now(), settings.backend)
  }

  /** Each approval that has left is held against the limits that are in force. */
  const judge = () => {
    rig.time.advance(40)
    for (; seen < rig.sent.length; seen++) {
      const item = rig.sent[seen]?.item as
        | { type?: string; approve?: boolean; approval_request_id?: string }
        | undefined
      if (item?.type !== 'mcp_approval_response' || item.approve !== true) continue
      const of = proposals.get(item.approval_request_id ?? '')
      if (of === undefined) broken.push('approved what was never proposed')
      else allow(of)
    }
  }
  const allow = (of: Proposed) => {
    const { usdPerTrade, usdPerDay, usdPerTokenAndDay, slippagePct, impactPct, unverifiedTokens, pause } =
      settings.limits
    const wrong = (what: string) =>
      broken.push(`${of.id}: ${what} ${JSON.stringify({ of, approvals, limits: settings.limits })}`)
    const age = (it: Approved) => elapsed() - it.at + it.feigned
    const counted = approvals.filter((it) => !it.failed && age(it) < DAY_MS)
    const sum = (list: Approved[]) =>
      list.reduce((total, { usd }) => total + (usd ?? Number.POSITIVE_INFINITY), of.usd ?? Number.POSITIVE_INFINITY)
    if (usdPerTrade !== null && sum([]) > usdPerTrade) wrong('per trade')
    if (usdPerDay !== null && sum(counted) > usdPerDay) wrong('per day')
    if (usdPerTokenAndDay !== null && sum(counted.filter(({ mint }) => mint === of.mint)) > usdPerTokenAndDay)
      wrong('per token')
    if (slippagePct !== null && of.slippagePct > slippagePct) wrong('slippage')
    if (impactPct !== null && of.impactPct > impactPct) wrong('impact')
    if (unverifiedTokens === 'never' && of.mint === STRANGER) wrong('unverified')
    const recent = counted.filter((it) => age(it) < pause.minutes * 60_000)
    if (pause.trades !== null && recent.length >= pause.trades) wrong('pause')
    const { usd, mint, id } = of
    approvals.push({ id, usd, mint, at: elapsed(), wallAt: rig.time.clock.now(), feigned: 0, failed: false })
  }

  /** The server takes whatever connection the engine has begun, as soon as it has. */
  const connect = async () => {
    for (let tries = 0; tries < MOST_TRIES && accepted === rig.sockets; tries++) {
      rig.time.advance(1000)
      await rig.settle()
    }
    if (accepted === rig.sockets) return
    accepted = rig.sockets
    answered = rig.count('response.create')
    await rig.accept()
    rig.engine.device({ state: 'open', device: 'mic' })
  }
  /** The server answers with nothing whatever it was asked before. */
  const answerAll = () => {
    for (; answered < rig.count('response.create'); answered++) {
      const id = `empty${++count}`
      rig.respond(id)
      rig.done(id)
    }
  }
  const button = (id: string, sight: boolean) => {
    const binding = rig.entry(id, 'approval')?.binding ?? ''
    if (sight) rig.engine.command({ type: 'sight', where: 'panel', requestId: id, binding, whole: true })
    rig.time.advance(900)
    rig.decide(id, true)
  }
  const hold = (during?: () => void) => {
    const talk = `h${++count}`
    rig.press(talk)
    rig.hear(talk, 500, 0.003)
    during?.()
    rig.hear(talk, 500, 0.003)
    rig.release(talk, 1000)
    rig.fence(talk, 24_000)
  }
  const waiting = () => [...proposals.keys()].filter((id) => rig.entry(id, 'approval')?.decision === 'pending')

  async function run(step: Step): Promise<void> {
    switch (step.do) {
      case 'propose': {
        const id = `a${++count}`
        const mint = MINTS[step.mint] ?? BONK_MINT
        const args = {
          input_mint: SOL_MINT,
          output_mint: mint,
          amount_ui: 0.25,
          mode: 'ExactIn',
          slippage_bps: step.slippageBps,
        }
        const side = { mint, symbol: mint === STRANGER ? 'HAT' : 'X' }
        const preview = {
          ...swap,
          walletAddress: 'Wallet1',
          output: { ...swap.output, ...side },
          netOutput: { ...swap.netOutput, ...side },
          quote: { ...swap.quote, slippageBps: step.slippageBps },
          priceImpactPct: step.impact,
          valuations: { inputUsd: step.usd, outputUsd: step.usd },
        }
        proposals.set(id, {
          id,
          usd: step.usd,
          mint,
          slippagePct: step.slippageBps / 100,
          impactPct: step.impact,
          server: 'dexter',
        })
        for (const other of waiting()) rig.decide(other, false)
        answerAll()
        rig.ask(`t${count}`)
        // A session that has rested is begun anew with the key.
        await rig.settle()
        if (accepted !== rig.sockets) await connect()
        rig.committed(`i${count}`)
        rig.written(`i${count}`, `Buy a quarter of a SOL of ${mint === JUP_MINT ? 'Jupiter' : 'BONK'}.`)
        const responseId = `r${count}`
        rig.respond(responseId)
        answered = rig.count('response.create')
        const item = { server_label: 'dexter', arguments: JSON.stringify(args) }
        const look = {
          ...item,
          id: `${id}p`,
          type: 'mcp_call',
          name: 'solana_swap_preview',
          output: JSON.stringify(preview),
        }
        rig.server({ type: 'response.output_item.done', response_id: responseId, item: look })
        const request = { ...item, id, type: 'mcp_approval_request', name: 'solana_swap_execute' }
        rig.server({ type: 'response.output_item.added', response_id: responseId, item: request })
        rig.done(responseId, [look, request])
        rig.look(id)
        rig.time.advance(1000)
        if (step.answer === 'key') hold()
        if (step.answer === 'button') button(id, true)
        return
      }
      case 'answer': {
        const [id] = waiting()
        if (id === undefined) return
        rig.look(id)
        rig.time.advance(600)
        if (step.by === 'key') hold()
        else button(id, step.sight)
        return
      }
      case 'raise': {
        const raise = () => {
          settings = { ...settings, limits: step.to }
          rig.engine.settings(settings)
        }
        // What was let go before is judged by what held then.
        judge()
        if (step.midHold && waiting().length > 0) hold(raise)
        else raise()
        return
      }
      case 'clock':
        return rig.time.setWall(step.ms)
      case 'pass':
        return rig.time.advance(step.ms)
      case 'restart': {
        judge()
        const restored = { today: null, speech: [], wallet: null, past: past() }
        const wall = rig.time.clock.now()
        for (const it of approvals) it.feigned = Math.max(it.feigned, wall - it.wallAt - (elapsed() - it.at), 0)
        before = elapsed()
        rig.engine.close()
        rig = begun()
        rig.time.setWall(wall - rig.time.clock.now())
        ;[taken, seen, accepted, answered] = [0, 0, 0, 0]
        rig.engine.restore(restored)
        rig.engine.connect()
        return connect()
      }
      case 'drop':
        rig.closeSocket()
        return connect()
      case 'backend':
        settings = { ...settings, backend: step.to }
        rig.engine.settings(settings)
        rig.engine.command({ type: 'reset', reason: sentence(() => 'You switched to another service.') })
        return connect()
      case 'end': {
        const open = approvals.findLast(({ failed }) => !failed)
        if (open === undefined) return
        const [error = null, sure = false] = FAILURES[step.how] ?? []
        const request = rig.entry(open.id, 'approval')
        if (request === undefined) return
        const call = {
          id: `c_${open.id}`,
          type: 'mcp_call',
          server_label: 'dexter',
          name: 'solana_swap_execute',
          arguments: request.arguments,
          approval_request_id: open.id,
        }
        rig.server({ type: 'conversation.item.added', item: { ...call, output: null } })
        rig.server({ type: 'conversation.item.done', item: { ...call, output: error === null ? '{}' : null, error } })
        rig.time.advance(40)
        const ended = rig.money.some(({ step: of, requestId }) => of === 'failed' && requestId === open.id)
        open.failed ||= sure && ended
        return
      }
      case 'past': {
        pushes.push(past())
        const late = pushes.at(-1 - step.late)
        if (late) rig.engine.command({ type: 'past', past: late })
      }
    }
  }

  return {
    start: async () => {
      rig.engine.connect()
      await connect()
    },
    async run(step: Step) {
      await run(step)
      judge()
    },
    broken,
    approvals,
  }
}

const grantOf = (backend: Backend) => ({ ...GRANT, grant: { ...GRANT.grant, backend } })

/**
 * What can't hold is left out, and only that: across a restart a clock that was set forward can't be told from time that has
 * passed, so what was approved before counts as older by as much.
 */
it('no settings, sessions, backends, clocks or restarts let a trade above a limit be approved', async () => {
  let approved = 0
  await fc.assert(
    fc.asyncProperty(limits, fc.array(step, { minLength: 20, maxLength: MOST_STEPS }), async (first, steps) => {
      const world = createWorld(first)
      await world.start()
      for (const step of steps) {
        await world.run(step)
        expect(world.broken).toEqual([])
      }
      approved += world.approvals.length
    }),
    { numRuns: RUNS, seed: SEED },
  )
  // A rule that refuses everything would hold as well.
  expect(approved).toBeGreaterThan(2 * RUNS)
}, 3_600_000)
