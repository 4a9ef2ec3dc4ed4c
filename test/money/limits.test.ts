import { describe, expect, it } from 'vitest'
import { type CountedTrade, limitsOn } from '../../renderer/engine/money/limits'
import { DEFAULT_LIMITS, type Limits, NO_LIMITS } from '../../shared/limits'
import { BONK_MINT, card, JUP_MINT } from './cards'

const MINUTE = 60_000
const trade = (over: Partial<CountedTrade> = {}): CountedTrade => ({
  usd: 100,
  mint: BONK_MINT,
  loss: null,
  ageMs: MINUTE,
  ...over,
})
const limit = (limits: Partial<Limits>, worth: number | null = 100, past: CountedTrade[] = [], of = card()) =>
  limitsOn(of, worth, { ...NO_LIMITS, ...limits }, past).limit

describe('a trade', () => {
  it('within every limit is told nothing', () => {
    expect(limitsOn(card(), 107.68, DEFAULT_LIMITS, [])).toEqual({ limit: null, byButton: null })
    expect(limitsOn(card({ impactPct: 99, slippagePct: 99 }), 1e9, NO_LIMITS, [trade()])).toEqual({
      limit: null,
      byButton: null,
    })
  })
  it('above one is told which', () => {
    expect(limit({ usdPerTrade: 100 })).toBeNull()
    expect(limit({ usdPerTrade: 99.99 })).toBe('$100 is above your limit of $99.99 per trade.')
    expect(limit({ usdPerDay: 150 }, 100, [trade()])).toBe(
      '$100 is above your limit of $150 per day: $100 was traded in the last 24 hours.',
    )
    expect(limit({ usdPerDay: 200 }, 100, [trade()])).toBeNull()
    expect(limit({ usdPerTokenAndDay: 150 }, 100, [trade()])).toMatch(/per day in BONK/)
    expect(limit({ usdPerTokenAndDay: 150 }, 100, [trade({ mint: JUP_MINT })])).toBeNull()
    expect(limit({ slippagePct: 0.5 })).toBe('Slippage of 1% is above your limit of 0.5%.')
    expect(limit({ impactPct: 1 }, 100, [], card({ impactPct: 4.2 }))).toBe(
      'A price impact of 4.2% is above your limit of 1%.',
    )
  })
  it('counts the last 24 hours', () => {
    expect(limit({ usdPerDay: 150 }, 100, [trade({ ageMs: 24 * 60 * MINUTE })])).toBeNull()
    expect(limit({ usdPerDay: 150 }, 100, [trade({ ageMs: 24 * 60 * MINUTE - 1 })])).not.toBeNull()
  })
  it('of which nobody knows the worth, or what came before it, is above every limit in dollars', () => {
    for (const limits of [{ usdPerTrade: 1e6 }, { usdPerDay: 1e6 }, { usdPerTokenAndDay: 1e6 }]) {
      expect(limit(limits, null)).toMatch(/No tool said what this is worth/)
    }
    expect(limit({ usdPerDay: 1e6 }, 100, [trade({ usd: null })])).toMatch(/unknown worth/)
    expect(limit({ usdPerTokenAndDay: 1e6 }, 100, [trade({ usd: null, mint: null })])).toMatch(/unknown worth/)
    expect(limit({}, null)).toBeNull()
  })
  it('of which nobody told slippage or impact is above those limits', () => {
    expect(limit({ slippagePct: 5 }, 100, [], card({ slippagePct: null }))).toMatch(/No tool gave the slippage/)
    expect(limit({ impactPct: 5 }, 100, [], card({ impactPct: null }))).toMatch(/No tool gave the price impact/)
    expect(
      limit({ impactPct: 5, slippagePct: 5 }, 100, [], card({ action: 'send', impactPct: null, slippagePct: null })),
    ).toBeNull()
  })
})

const stranger = { mint: 'Fake1', symbol: 'BONK', name: 'Bonk', verified: false, warnings: [] }
const first = card({ action: 'send', recipient: { address: 'Somebody', first: true } })

describe('a token that is not verified, and an address that is new', () => {
  it.each(['never', 'button', 'key'] as const)('follow the rule: %s', (rule) => {
    const token = limitsOn(card({ token: stranger }), 1, { ...NO_LIMITS, unverifiedTokens: rule }, [])
    const address = limitsOn(first, 1, { ...NO_LIMITS, newRecipients: rule }, [])
    for (const told of [token, address]) {
      expect(told.limit !== null).toBe(rule === 'never')
      expect(told.byButton !== null).toBe(rule === 'button')
    }
  })
})

describe('a pause', () => {
  const pause = (losses: number | null, trades: number | null) => ({ pause: { losses, trades, minutes: 10 } })
  it('comes after so many trades or losses within its minutes', () => {
    expect(limit(pause(null, 2), 1, [trade(), trade()])).toMatch(/limit of 2 trades in 10 minutes/)
    expect(limit(pause(null, 2), 1, [trade(), trade({ ageMs: 10 * MINUTE })])).toBeNull()
    expect(limit(pause(2, null), 1, [trade({ loss: true }), trade({ loss: true })])).toMatch(/2 losses in 10 minutes/)
    expect(limit(pause(2, null), 1, [trade({ loss: true }), trade({ loss: false })])).toBeNull()
  })
  it('holds for the choice of a wallet, too, of which no other limit is asked', () => {
    const choice = card({ action: 'wallet' })
    expect(limitsOn(choice, null, { ...DEFAULT_LIMITS, ...pause(null, 1) }, [trade()]).limit).toMatch(/reached/)
    expect(limitsOn(choice, null, DEFAULT_LIMITS, [trade({ usd: 1e9 })])).toEqual({ limit: null, byButton: null })
  })
})
