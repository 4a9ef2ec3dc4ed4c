import { describe, expect, it } from 'vitest'
import type { CallOutput } from '../../renderer/engine/evidence'
import { toldBy } from '../../renderer/engine/money/told'
import { readTrade } from '../../renderer/engine/money/trade'
import { type Worth, worthOf } from '../../renderer/engine/money/worth'
import { balances, call, MADE, SOON, swap, tokens } from '../evidence/outputs'

const SOL = swap.input.mint
const BONK = swap.output.mint
const worth = (name: string, args: unknown, outputs: CallOutput[]) => {
  const trade = readTrade(name, JSON.stringify(args))
  return trade && worthOf(trade, toldBy(outputs.map((output) => ({ ...output, turnId: null }))))
}
const wallet = call('solana_list_balances', balances)
const preview = call('solana_swap_preview', swap, {
  input_mint: SOL,
  output_mint: BONK,
  amount_ui: 0.25,
  mode: 'ExactIn',
})

describe('what a trade is worth', () => {
  const swapArgs = { input_mint: SOL, output_mint: BONK, amount_ui: 0.25 }

  it('is told by the preview of the same trade', () => {
    const expected: Worth = { usd: 52.120925, from: 'the swap preview', at: MADE }
    expect(worth('solana_swap_execute', swapArgs, [wallet, preview])).toEqual(expected)
    expect(worth('solana_execute_buy', { mint: BONK, amount_sol: 0.25 }, [preview])).toEqual(expected)
  })
  it('is told by price and amount where no preview is of the same trade', () => {
    const told = worth('solana_swap_execute', { ...swapArgs, amount_ui: 2 }, [wallet, preview])
    expect(told).toEqual({ usd: 2 * 208.4837, from: 'SOL at $208.48 from balances', at: MADE })
    const sent = worth('solana_send', { recipient_value: 'x', amount_ui: 0.5 }, [wallet])
    expect(sent).toMatchObject({ usd: 104.24185, from: 'SOL at $208.48 from balances' })
    const bonk = worth('solana_send', { mint: BONK, amount_ui: 1_000_000 }, [call('solana_resolve_token', tokens)])
    expect(bonk).toMatchObject({ usd: 19.31, from: 'BONK at $0.00001931 from token search' })
  })
  it('is told by the newest price', () => {
    const rows = balances.balances.map((row) => ({ ...row, token: { ...row.token, priceUsd: 300 } }))
    const newer = { ...balances, generatedAt: new Date(MADE + 1_000).toISOString(), balances: rows }
    const told = worth('solana_send', { amount_ui: 1 }, [call('solana_list_balances', newer), wallet])
    expect(told).toMatchObject({ usd: 300, at: MADE + 1_000 })
  })
  it('of a share is that of the holding', () => {
    expect(worth('solana_execute_sell', { mint: SOL, percentage: 50 }, [wallet])?.usd).toBeCloseTo(1303.02, 2)
    expect(worth('solana_execute_sell', { mint: SOL, amount_raw: '1000000000' }, [wallet])?.usd).toBeCloseTo(208.48, 2)
  })
  it('of an exact output is told by the token that arrives', () => {
    const args = { input_mint: SOL, output_mint: BONK, mode: 'ExactOut', desired_output_ui: 1_000_000 }
    expect(worth('solana_swap_execute', args, [wallet])).toMatchObject({ usd: 19.31 })
  })
  it('is never guessed', () => {
    expect(worth('solana_swap_execute', swapArgs, [])).toBeNull()
    expect(worth('solana_swap_execute', { ...swapArgs, amount_ui: null }, [wallet])).toBeNull()
    expect(worth('solana_swap_execute', { ...swapArgs, amount_ui: -1 }, [wallet])).toBeNull()
    expect(worth('solana_swap_execute', 'nonsense', [wallet])).toBeNull()
    expect(worth('solana_execute_sell', { mint: SOL }, [wallet])).toBeNull()
    expect(worth('solana_execute_sell', { mint: 'unheld', percentage: 50 }, [wallet])).toBeNull()
    expect(worth('solana_list_balances', {}, [wallet])).toBeNull()
    expect(worth('solana_send', { amount_ui: 1 }, [call('solana_list_balances', '<html>', {}, SOON)])).toBeNull()
    // Two wallets hold it, and the trade does not say of which it is.
    const other = call('solana_list_balances', { ...balances, walletAddress: 'another' })
    expect(worth('solana_execute_sell', { mint: SOL, percentage: 50 }, [wallet, other])).toBeNull()
  })
})
