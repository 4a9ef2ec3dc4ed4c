import { describe, expect, it } from 'vitest'
import { answerFrom, howToApprove, meaningOf, type Waiting } from '../../renderer/engine/money/reply'
import { card } from './cards'

const meaning = (text: string) => meaningOf(text, [card()]).meaning

describe('what is said to a trade that waits', () => {
  it.each([
    'No.',
    'no',
    'Nope',
    'cancel',
    'Cancel that.',
    'No, don’t do it.',
    'stop',
    'Never mind',
    'Forget it.',
    'No thanks',
    'Do not buy it',
    'not now',
    'Nein',
    'No, cancel the trade please',
    'Wait, no.',
    'yes... no, stop',
    'don’t approve that',
  ])('%s refuses it', (text) => expect(meaning(text)).toBe('no'))

  it.each([
    'Yes.',
    'Yes, do it.',
    'Yeah go ahead',
    'OK',
    'confirm',
    'Approve it please',
    'sure, go',
    'Sí',
    'Ja, mach das',
  ])('%s leaves it waiting', (text) => expect(meaning(text)).toBe('yes'))

  it.each([
    ['How much was that?', 'pay'],
    ['how much is it worth', 'pay'],
    ['What’s the fee?', 'fee'],
    ['What was the slippage again?', 'slippage'],
    ['Which wallet is that from?', 'wallet'],
    ['What do I get?', 'get'],
    ['How much BONK do I get?', 'get'],
    ['What was that again?', 'all'],
    ['Who is the recipient?', 'recipient'],
    ['How long do I have?', 'time'],
    ['Is the token verified? What is the mint?', 'token'],
    ['Say it again', 'all'],
  ])('%s asks about it', (text, topic) => expect(meaningOf(text, [card()])).toEqual({ meaning: 'question', topic }))

  it.each([
    'No, JUP.',
    'no, sell it and buy WIF',
    'Yes and buy two SOL of JUP',
    'What is the price of SOL?',
    'How much is bonk?',
    'make it one SOL',
    'buy 1 SOL of BONK',
    'what is trending',
    '',
    '…',
    'Yes, from my other wallet',
    'only half of it',
  ])('%s is a question of its own', (text) => expect(meaning(text)).toBe('other'))
})

describe('what is another order or about something else', () => {
  it.each([
    'okay, sell it',
    'Yes, sell',
    'sure, send it',
    'no, sell it',
    'How much SOL do I have left?',
    'How much do I have left?',
  ])('%s is a question of its own to a purchase', (text) => expect(meaning(text)).toBe('other'))
  it('and an order like the one that waits is a word on it', () => {
    expect(meaning('okay, buy it')).toBe('yes')
    expect(meaningOf('yes, sell it', [card({ action: 'sell' })]).meaning).toBe('yes')
    expect(meaningOf('How much time is left?', [card()])).toEqual({ meaning: 'question', topic: 'time' })
  })
})

describe('what is answered', () => {
  const waiting = (over: Partial<Waiting> = {}): Waiting => ({
    card: card(),
    worthUsd: 107.68,
    wallet: 'Paper main',
    hindrance: null,
    byButton: null,
    seconds: 30,
    ...over,
  })

  it('to a question comes from the card', () => {
    const all = answerFrom('all', [waiting()])
    expect(all).toBe('You pay 0.5 SOL. You get about 4.84M BONK, at least 4.79M. It is still waiting for you.')
    expect(answerFrom('pay', [waiting()])).toMatch(/^You pay 0.5 SOL. That is about 107.68 dollars./)
    expect(answerFrom('wallet', [waiting()])).toMatch(/^It uses Paper main./)
    expect(answerFrom('fee', [waiting({ card: card({ fee: null }) })])).toMatch(/^No tool told the fee./)
    expect(answerFrom('get', [waiting({ card: card({ get: null }) })])).toMatch(/^No tool told what you get back./)
  })

  it('to a yes is how to approve, or why not', () => {
    expect(howToApprove([waiting()])).toMatch(/hold the talk key in silence/)
    expect(howToApprove([waiting({ byButton: 'It is marked.' })])).toMatch(/Only the button/)
    expect(howToApprove([waiting({ hindrance: 'It is above your limit.' })])).toMatch(
      /can’t be approved now. It is above/,
    )
    expect(howToApprove([waiting(), waiting()])).toMatch(/More than one/)
  })
})
