import { expect, test } from 'vitest'
import { replay } from '../../renderer/engine/replay/replay'
import type { Wallet } from '../../shared/grant'
import { openStage, type Stage } from '../../tools/faults/stage'

const BALANCES = 'what is in my wallet'
const BUY = 'buy half a sol of bonk'

/** The trader's second wallet: not the one that the service takes by itself. */
const second = (stage: Stage): Wallet => {
  const [, wallet] = stage.server.wallets.of('practice-trader')
  if (!wallet) throw new Error('the practice trader has two wallets')
  return { address: wallet.address, label: wallet.label }
}

const inForce = (stage: Stage, wallet: Wallet) =>
  stage.until(`${wallet.label} is in force`, () => {
    const status = stage.sight.status
    return status?.picked?.state === 'in-force' && status.identity?.wallet?.address === wallet.address
  })

const toolsCalled = (stage: Stage) => stage.sight.ofKind('tool').map(({ name }) => name)

for (const dialect of ['ga', 'beta'] as const) {
  test(`a picked wallet is put in force by the session's own tools, and answers are about it (${dialect})`, async () => {
    const stage = await openStage({ behaviour: { dialect } })
    try {
      const wallet = second(stage)
      stage.engine.command({ type: 'wallet', wallet })
      expect(stage.sight.status?.picked?.state ?? 'pending').toBe('pending')
      await inForce(stage, wallet)
      const said = await stage.answered(stage.ask(BALANCES))
      expect(said).toContain(wallet.label)
      // What was asked of the model for it is no part of the conversation, nor of any turn.
      expect(toolsCalled(stage)).toEqual(['solana_list_balances'])
      expect(stage.sight.ofKind('approval')).toEqual([])
      expect(stage.findings()).toMatchObject({ lost: 0, doubled: 0, doubledTrades: 0 })
    } finally {
      await stage.close()
    }
  })
}

test('a question that is asked at once waits for the wallet that was picked before it', async () => {
  const stage = await openStage()
  try {
    const wallet = second(stage)
    stage.engine.command({ type: 'wallet', wallet })
    const said = await stage.answered(stage.ask(BALANCES))
    expect(said).toContain(wallet.label)
  } finally {
    await stage.close()
  }
})

test('a new session is told of the wallet again, and a choice that is given up is taken back', async () => {
  const stage = await openStage()
  try {
    const wallet = second(stage)
    const [first] = stage.server.wallets.of('practice-trader')
    stage.engine.command({ type: 'wallet', wallet })
    await inForce(stage, wallet)
    // Read in the log: between two updates of the screen it may be pending and in force again.
    const confirmed = () => stage.log.filter(({ name }) => name === 'wallet.in-force').length
    const before = confirmed()
    stage.wire.cut()
    await stage.until('the new session puts it in force again', () => confirmed() > before)
    await inForce(stage, wallet)
    stage.engine.command({ type: 'wallet', wallet: null })
    await stage.until(
      'the service chooses again',
      () => stage.sight.status?.picked === null && stage.sight.status.identity?.wallet?.address === first?.address,
    )
    expect(await stage.answered(stage.ask(BALANCES))).toContain(first?.label)
  } finally {
    await stage.close()
  }
})

test('of two wallets picked at once the last one is in force', async () => {
  const stage = await openStage()
  try {
    const wallet = second(stage)
    const [first] = stage.server.wallets.of('practice-trader')
    if (!first) throw new Error('no wallet')
    stage.engine.command({ type: 'wallet', wallet: { address: first.address, label: first.label } })
    stage.engine.command({ type: 'wallet', wallet })
    stage.engine.command({ type: 'wallet', wallet: { address: first.address, label: first.label } })
    stage.engine.command({ type: 'wallet', wallet })
    await inForce(stage, wallet)
    expect(await stage.answered(stage.ask(BALANCES))).toContain(wallet.label)
  } finally {
    await stage.close()
  }
})

test('a wallet of somebody else is refused, said once, and nothing is traded', async () => {
  const stage = await openStage()
  try {
    const { address } = stage.server.wallets.demo
    stage.engine.command({ type: 'wallet', wallet: { address, label: 'Not mine' } })
    await stage.until('it is refused', () => stage.sight.status?.picked?.state === 'refused')
    const notices = stage.sight.ofKind('notice').map(({ text }) => text)
    expect(notices).toEqual(['“Not mine” isn’t in use. The service refused it. Nothing is traded until it is.'])
    stage.ask(BUY)
    const card = await stage.card()
    expect(card.wallet).toBe(address)
    stage.approve(card)
    await stage.until('it is denied', () => stage.sight.ofKind('approval')[0]?.decision === 'denied')
    expect(stage.sight.ofKind('approval')[0]?.reason).toMatch(/isn’t in use/)
    expect(stage.server.executed).toEqual([])
  } finally {
    await stage.close()
  }
})

test('a trade after the choice is made with the picked wallet', async () => {
  const stage = await openStage()
  try {
    const wallet = second(stage)
    stage.engine.command({ type: 'wallet', wallet })
    await inForce(stage, wallet)
    const question = stage.ask(BUY)
    const card = await stage.card()
    expect(card.wallet).toBe(wallet.address)
    stage.approve(card)
    await stage.answered(question)
    expect(stage.server.executed).toMatchObject([{ wallet: wallet.address }])
  } finally {
    await stage.close()
  }
})

test('the log of such a session replays without a finding', async () => {
  const stage = await openStage()
  try {
    const wallet = second(stage)
    stage.engine.command({ type: 'wallet', wallet })
    await inForce(stage, wallet)
    await stage.answered(stage.ask(BALANCES))
    const log = stage.log.map((event) => JSON.stringify(event)).join('\n')
    expect(replay(log).findings).toEqual([])
  } finally {
    await stage.close()
  }
})
