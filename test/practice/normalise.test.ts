import { expect, test } from 'vitest'
import { spoken } from '../../main/practice/speech/normalise'

test.each([
  ['San Chan, $12.36 million.', 'San Chan, twelve point three six million dollars.'],
  ['a market cap of $71.4B', 'a market cap of seventy one point four billion dollars'],
  ['$208.48', 'two hundred eight dollars and forty eight cents'],
  ['down 3.2%', 'down three point two percent'],
  ['24 viewers on Pump.fun', 'twenty four viewers on pump fun'],
  ['0.5 SOL for USDC', 'zero point five sol for U S D C'],
])('"%s" is read as "%s"', (text, words) => expect(spoken(text)).toBe(words))
