import { t } from './i18n'
import type { EntryOf, Turn } from './snapshot'

/** Said of a question whose answer was lost after a tool that may move money was asked for. */
export const mayHaveTraded = (): string => t('tools.mayHaveTraded')

interface GivenUp {
  /** A tool that may move money was asked for. */
  acted: boolean
  /** The server had all of the question, in this try or an earlier one. */
  reached: boolean
  /** Its samples, or its typed words, are still at hand. */
  hasSpeech: boolean
  /** Why there is no answer, in one sentence. */
  problem: string
}

/** How a question stands that nobody will answer any more: what its turn comes to, and what its entry says. */
export interface Unanswered extends Pick<EntryOf<'user'>, 'resendable'> {
  outcome: Extract<Turn['outcome'], 'unsent' | 'failed'>
  delivery: Extract<EntryOf<'user'>['delivery'], 'unsent' | 'unanswered'>
  problem: string
}

/**
 * The one rule for turns that end without an answer, whoever finds them: the engine in its own session, or main when the
 * engine died. A question that acted is never offered again: sent twice, it might trade twice.
 */
export function unanswered({ acted, reached, hasSpeech, problem }: GivenUp): Unanswered {
  return {
    outcome: reached ? 'failed' : 'unsent',
    delivery: reached ? 'unanswered' : 'unsent',
    resendable: !acted && hasSpeech,
    problem: acted ? t('tools.mayHaveTradedToo', { problem }) : problem,
  }
}
