import { describe, expect, it } from 'vitest'
import { assessProposal } from '../../renderer/engine/money/assess'
import { meaningOf } from '../../renderer/engine/money/reply'
import { KNOWN_SERVER } from '../../shared/tool-name'
import { REPLIES } from './replies'
import { MAIN, RIGHT, WALLETS } from './said'

/** The card of the first proposal that a trader calls right: half a SOL of BONK. */
function waiting() {
  const [first] = RIGHT
  const { card } = assessProposal({
    server: KNOWN_SERVER,
    name: first!.tool,
    arguments: JSON.stringify(first!.args),
    turnId: 't1',
    wallet: MAIN,
    said: first!.said,
    unsure: [],
    outputs: [],
    wallets: WALLETS,
    recipients: [],
  })
  return card!
}

const MOST_MISREAD = 0.1
const cards = [waiting()]
const misread = REPLIES.map((one) => ({ ...one, read: meaningOf(one.text, cards).meaning })).filter(
  ({ meaning, read }) => read !== meaning,
)
const text = ({ text, meaning, read }: (typeof misread)[number]) => `"${text}": ${meaning}, read as ${read}`

describe('what is said to a card that waits', () => {
  it('is fifty replies', () => {
    expect(REPLIES).toHaveLength(50)
  })

  it('never keeps a card waiting when a no or another order was said', () => {
    const kept = misread.filter(
      ({ meaning, read }) => (meaning === 'no' || meaning === 'other') && (read === 'yes' || read === 'question'),
    )
    expect(kept.map(text)).toEqual([])
  })

  it('is understood nine times in ten; the rest refuses, or waits on', () => {
    const harmless = misread.filter(
      ({ meaning, read }) =>
        read === 'no' || read === 'other' || ((meaning === 'yes' || meaning === 'question') && read !== meaning),
    )
    expect(harmless.length <= MOST_MISREAD * REPLIES.length ? [] : harmless.map(text)).toEqual([])
  })
})
