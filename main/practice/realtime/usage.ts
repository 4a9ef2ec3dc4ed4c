import type { RealtimeResponseUsage } from 'openai/resources/realtime/realtime'
import type { Kept } from './conversation'

/** OpenAI's rates: the user's audio costs a token per 100 ms, the assistant's one per 50 ms. */
const USER_MS_PER_TOKEN = 100
const ASSISTANT_MS_PER_TOKEN = 50
/** English text has about four letters to a token. */
const LETTERS_PER_TOKEN = 4
/** A prompt is cached in blocks. */
const CACHE_BLOCK = 64

export interface Tokens {
  text: number
  audio: number
}

export const textTokens = (text: string): number => Math.ceil(text.length / LETTERS_PER_TOKEN)
export const spokenTokens = (audioMs: number): number => Math.ceil(audioMs / ASSISTANT_MS_PER_TOKEN)

/** What an item costs each time that it is part of a prompt. */
export function tokensOf({ item, audioMs }: Kept): Tokens {
  if (item.type === 'message' && item.role === 'assistant') {
    return {
      audio: spokenTokens(audioMs),
      text: textTokens(item.content.map((part) => part.text ?? part.transcript ?? '').join(' ')),
    }
  }
  if (item.type === 'message' && item.role === 'user') {
    const text = item.content.map((part) => part.text ?? '').join(' ')
    return { audio: Math.ceil(audioMs / USER_MS_PER_TOKEN), text: textTokens(text) }
  }
  return { audio: 0, text: textTokens(JSON.stringify(item)) }
}

/** The usage of one response; `cached` is the prompt of the one before, of which whole blocks are cheap now. */
export function usageOf(input: Tokens, output: Tokens, cached: Tokens): RealtimeResponseUsage {
  const block = (tokens: number) => Math.floor(tokens / CACHE_BLOCK) * CACHE_BLOCK
  const cachedText = block(Math.min(cached.text, input.text))
  const cachedAudio = block(Math.min(cached.audio, input.audio))
  const inputTokens = input.text + input.audio
  const outputTokens = output.text + output.audio
  return {
    total_tokens: inputTokens + outputTokens,
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    input_token_details: {
      text_tokens: input.text,
      audio_tokens: input.audio,
      image_tokens: 0,
      cached_tokens: cachedText + cachedAudio,
      cached_tokens_details: { text_tokens: cachedText, audio_tokens: cachedAudio, image_tokens: 0 },
    },
    output_token_details: { text_tokens: output.text, audio_tokens: output.audio },
  }
}
