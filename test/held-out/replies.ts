import type { Meaning } from '../../renderer/engine/money/reply'

/**
 * What people say while a card waits ("Pay 0.5 SOL, get about 5M BONK"), as transcription writes it. `other` is an order or
 * a question of its own. Written before any of it was ever read by the rules.
 */
export interface ReplyCase {
  text: string
  meaning: Meaning
}

const all = (meaning: Meaning, texts: readonly string[]): ReplyCase[] => texts.map((text) => ({ text, meaning }))

export const REPLIES: readonly ReplyCase[] = [
  ...all('no', [
    'No.',
    'Nah, leave it.',
    'Um, no thanks.',
    'Cancel that, please.',
    'Wait, stop, stop.',
    'Never mind.',
    "Don't do it.",
    'Actually, no, forget it.',
    'Nope, I changed my mind.',
    "Hold on, that's not what I said.",
    'Kill it.',
    "Scrap that, I don't want it anymore.",
  ]),
  ...all('yes', [
    'Yes.',
    'Yeah, do it.',
    'Yep, go ahead.',
    'Um, sure.',
    'Okay, go for it.',
    'Yes please, send it.',
    'Confirmed.',
    'Looks good to me.',
    "Alright, let's go.",
    "Uh, yeah, that's fine.",
    'Yes, buy the BONK.',
    'I approve.',
  ]),
  ...all('question', [
    'How much was that again?',
    "What's that in dollars?",
    "What's the fee?",
    'Um, how much BONK do I get?',
    'Which wallet is that from?',
    "What's the slippage on this?",
    'Wait, what am I buying?',
    'How long do I have?',
    'Is that the real BONK?',
    "What's the minimum I get back?",
    "What's the price impact?",
    'Sorry, can you repeat that?',
    'And, uh, how much do I pay for it?',
    'Which token was it?',
  ]),
  ...all('other', [
    'Buy 2 SOL of WIF.',
    'Make it 1 SOL instead.',
    "What's trending on pump fun right now?",
    'How much BONK do I have?',
    "What's the price of Jupiter?",
    'Yeah, but make it half.',
    'Sell all my WIF instead.',
    'Okay, and buy some POPCAT too.',
    'Go ahead and buy 1 SOL of WIF.',
    'Use the other wallet.',
    'Yes, but pay with USDC.',
    'Um, show me my balances.',
  ]),
]
