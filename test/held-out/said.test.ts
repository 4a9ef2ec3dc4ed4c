import { describe, expect, it } from 'vitest'
import { assessProposal } from '../../renderer/engine/money/assess'
import { KNOWN_SERVER } from '../../shared/tool-name'
import { FRIEND, MAIN, RIGHT, type SaidCase, WALLETS, WRONG } from './said'

const MOST_RIGHT_MARKED = 0.05

const marksOf = ({ said, tool, args, told = [] }: SaidCase) =>
  assessProposal({
    server: KNOWN_SERVER,
    name: tool,
    arguments: JSON.stringify(args),
    turnId: 't1',
    wallet: MAIN,
    said,
    unsure: [],
    outputs: told.map((output) => ({ ...output, turnId: 't1' })),
    wallets: WALLETS,
    recipients: [FRIEND],
  }).marks

const text = (one: SaidCase) =>
  `${one.said.join(' <- ')} => ${one.tool} ${JSON.stringify(one.args)}: ${
    marksOf(one)
      .map(({ kind, detail }) => `${kind}: ${detail}`)
      .join(' | ') || 'no mark'
  }`

describe('words that a trader says, held against what is proposed', () => {
  it('are thirty right ones and thirty wrong ones', () => {
    expect(RIGHT).toHaveLength(30)
    expect(WRONG).toHaveLength(30)
  })

  it('mark every wrong proposal', () => {
    expect(WRONG.filter((one) => marksOf(one).length === 0).map(text)).toEqual([])
  })

  it('mark what is wrong of it by its own kind', () => {
    const other = WRONG.filter((one) => {
      const kinds: readonly string[] = marksOf(one).map(({ kind }) => kind)
      return kinds.length > 0 && one.expect !== 'held' && !one.expect.every((kind) => kinds.includes(kind))
    })
    expect(other.map(text)).toEqual([])
  })

  it('mark at most one in twenty of the right proposals', () => {
    const marked = RIGHT.filter((one) => marksOf(one).length > 0).map(text)
    expect(marked.length <= MOST_RIGHT_MARKED * RIGHT.length ? [] : marked).toEqual([])
  })
})
