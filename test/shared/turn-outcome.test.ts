import { expect, it } from 'vitest'
import { unanswered } from '../../shared/turn-outcome'

const problem = 'The line broke.'

it.each([true, false])('a question that the server had (%s) is unanswered, any other unsent', (reached) => {
  const { delivery, outcome } = unanswered({ acted: false, reached, hasSpeech: true, problem })
  expect([delivery, outcome]).toEqual(reached ? ['unanswered', 'failed'] : ['unsent', 'unsent'])
})

it('is offered again while its speech is at hand, and never once it may have traded', () => {
  const offered = (acted: boolean, hasSpeech: boolean) =>
    unanswered({ acted, reached: true, hasSpeech, problem }).resendable
  expect([offered(false, true), offered(false, false), offered(true, true), offered(true, false)]).toEqual([
    true,
    false,
    false,
    false,
  ])
})

it('says why, and where to look after a trade', () => {
  const said = (acted: boolean) => unanswered({ acted, reached: true, hasSpeech: true, problem }).problem
  expect(said(false)).toBe(problem)
  expect(said(true)).toBe('The line broke. A trade may have gone through. Check your wallet.')
})
