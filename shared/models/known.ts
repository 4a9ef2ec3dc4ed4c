import prices from './prices.json'
import shutdowns from './shutdowns.json'

/** Voices of OpenAI's realtime models, the newest first (OpenAI's guide "Realtime conversations", voice options). */
export const VOICES = ['marin', 'cedar', 'alloy', 'ash', 'ballad', 'coral', 'echo', 'sage', 'shimmer', 'verse'] as const

/** What is about to be switched off is not offered any more. */
const stays = (model: string): boolean => !Object.hasOwn(shutdowns.models, model)

/** Realtime models whose price is known. */
export const REALTIME_MODELS: readonly string[] = Object.keys(prices.tokens).filter(stays)

/** Models that only write down what is said, as a session's transcription. */
export const TRANSCRIPTION_MODELS: readonly string[] = Object.keys(prices.minutes).filter(
  (model) => stays(model) && /transcribe|whisper/.test(model) && !model.endsWith('-diarize'),
)
