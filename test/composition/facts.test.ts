import { expect, it } from 'vitest'
import { createFacts, type Fact } from '../../main/composition/facts'

it('what is told before anybody follows waits, in order', () => {
  const facts = createFacts()
  facts.tell({ type: 'practice-ready' })
  facts.tell({ type: 'wallets-told' })
  const heard: Fact['type'][] = []
  facts.follow(({ type }) => void heard.push(type))
  facts.tell({ type: 'account-told' })
  expect(heard).toEqual(['practice-ready', 'wallets-told', 'account-told'])
})
