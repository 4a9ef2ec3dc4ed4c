import { t } from './i18n'
import { hasHints, type Transcription } from './transcription'

/** What a server says against a session. */
interface Refusal {
  code?: string | null | undefined
  param?: string | null | undefined
  message: string
}

type Steps = readonly (Transcription | null)[]

/** What each server has taken, so that its next session is not asked for more. */
export function createOfferMemory() {
  /** By host: what was offered whole, and what was left of it when it was taken. */
  const taken = new Map<string, { whole: string; steps: Steps }>()
  return {
    of(host: string, whole: Transcription | null): Steps {
      const known = taken.get(host)
      if (known?.whole === JSON.stringify(whole)) return known.steps
      return whole === null ? [null] : [whole, ...(hasHints(whole) ? [{ model: whole.model }] : []), null]
    },
    learn(host: string, whole: Transcription | null, steps: Steps) {
      taken.set(host, { whole: JSON.stringify(whole), steps })
    },
  }
}
export type OfferMemory = ReturnType<typeof createOfferMemory>

/**
 * How a transcription is put to a server: whole; where that is refused by the model's name alone; then not at all. What the
 * trader says is heard in any case: only its text is at stake.
 */
export function offerTranscription(memory: OfferMemory, host: string, whole: Transcription | null) {
  let steps = memory.of(host, whole)
  return {
    get current(): Transcription | null {
      return steps[0] ?? null
    },
    /** Whether a refusal speaks of what is in the transcription. One that does not know the field itself speaks another dialect. */
    concerns: ({ code, param, message }: Refusal): boolean =>
      !(code === 'unknown_parameter' && /transcription$/.test(param ?? '')) &&
      /transcri|keyword|language/i.test(`${code ?? ''} ${param ?? ''} ${message}`),
    /** Offers less. One sentence for the trader; null when there is nothing left to leave out. */
    lessen(param?: string | null): string | null {
      const [refused, ...less] = steps
      if (refused === undefined || refused === null) return null
      // Without its model nothing of it is of use.
      steps = /\.model$/.test(param ?? '') ? [null] : less
      return steps[0]
        ? t('tools.transcription.noHints', { host })
        : t('tools.transcription.noModel', { host, model: refused.model })
    },
    /** The server has taken what is offered now. */
    settle: () => memory.learn(host, whole, steps),
  }
}
