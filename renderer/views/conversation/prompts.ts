import { t } from '../../../shared/i18n'

export const PROMPTS = ['trending', 'price', 'balances', 'streams'] as const

/** What the practice backend understands is English, whatever the app is written in. */
const IN_ENGLISH: Record<(typeof PROMPTS)[number], string> = {
  trending: 'What’s trending on pump.fun right now?',
  price: 'What’s the price of SOL?',
  balances: 'What are my balances?',
  streams: 'Which streams have the highest market cap?',
}

/** A question to begin with, in words that the backend understands. */
export const promptFor = (prompt: (typeof PROMPTS)[number], practice: boolean): string =>
  practice ? IN_ENGLISH[prompt] : t(`conversation.start.${prompt}`)
