import { z } from 'zod'

/**
 * How the trader's words are written down: the `transcription` of a realtime session, one whole object that a mint and the
 * session's one update both carry. Which model takes which field is in `RealtimeAudioTranscription` of the `openai` package
 * and OpenAI's guide "Realtime transcription": one field too many, one bad keyword or language, and the whole is refused.
 */
export const DELAYS = ['minimal', 'low', 'medium', 'high', 'xhigh'] as const

export const TranscriptionSchema = z.object({
  model: z.string().min(1).max(100),
  language: z.string().max(20).optional(),
  languages: z.array(z.string().max(20)).max(20).optional(),
  keywords: z.array(z.string().max(200)).max(200).optional(),
  prompt: z.string().max(4000).optional(),
  delay: z.enum(DELAYS).optional(),
})
export type Transcription = z.infer<typeof TranscriptionSchema>

/** A provider's limits are not published: these are far below what it was seen to take. */
export const LONGEST_KEYWORD = 50
export const MAX_KEYWORDS = 64

/**
 * The older models take words as a prompt: whisper-1 reads 224 tokens of one (OpenAI's guide "Speech to text"), and too long
 * a one costs the whole session.
 */
const LONGEST_PROMPT = 400

/** As many of the words as a prompt may hold. */
export function promptOf(words: readonly string[]): string {
  let prompt = ''
  for (const word of words) {
    const longer = prompt === '' ? word : `${prompt}, ${word}`
    if (longer.length > LONGEST_PROMPT) break
    prompt = longer
  }
  return prompt
}

/** A keyword is one line of what a person could say; `<` and `>` are refused by the provider. */
export const isKeyword = (text: string): boolean =>
  text.trim() === text &&
  text.length > 0 &&
  text.length <= LONGEST_KEYWORD &&
  !/[<>\p{C}\p{Zl}\p{Zp}]/u.test(text) &&
  /[\p{L}\p{N}]/u.test(text)

/** What a model takes. */
export interface TranscriptionFamily {
  /** `languages` and `keywords`; never together with `language`. */
  hints: boolean
  language: boolean
  prompt: boolean
  delay: boolean
}

const FAMILIES: readonly [RegExp, TranscriptionFamily][] = [
  [/^gpt-transcribe(?:-|$)/, { hints: true, language: false, prompt: true, delay: false }],
  [/^gpt-live-transcribe(?:-|$)/, { hints: true, language: false, prompt: true, delay: true }],
  [/^gpt-realtime-whisper(?:-|$)/, { hints: false, language: true, prompt: false, delay: true }],
  [/^gpt-4o-transcribe-diarize(?:-|$)/, { hints: false, language: true, prompt: false, delay: false }],
  [/^(?:whisper-1$|gpt-4o(?:-mini)?-transcribe(?:-|$))/, { hints: false, language: true, prompt: true, delay: false }],
]
/** Of another maker's model nothing is known; `language` is the one field that all of them have. */
const OTHER: TranscriptionFamily = { hints: false, language: true, prompt: false, delay: false }

export const transcriptionFamily = (model: string): TranscriptionFamily =>
  FAMILIES.find(([names]) => names.test(model))?.[1] ?? OTHER

export interface TranscriptionWish {
  model: string
  /** A code of `LANGUAGES`; null when it is to be found out. */
  language: string | null
  /** Most wanted first; what can't be a keyword is left out, and so is what is too much. */
  keywords: readonly string[]
  delay: (typeof DELAYS)[number] | null
}

/** The object as this model takes it. */
export function transcriptionOf({ model, language, keywords, delay }: TranscriptionWish): Transcription {
  const family = transcriptionFamily(model)
  const words = distinct(keywords).slice(0, MAX_KEYWORDS)
  return {
    model,
    ...(language !== null && family.hints ? { languages: [language] } : {}),
    // The older models know no regions: `zh`, not `zh-cn`.
    ...(language !== null && family.language ? { language: language.split('-')[0] ?? language } : {}),
    ...(words.length > 0 && family.hints ? { keywords: words } : {}),
    ...(words.length > 0 && family.prompt && !family.hints ? { prompt: promptOf(words) } : {}),
    ...(delay !== null && family.delay ? { delay } : {}),
  }
}

/** Whether anything is said beyond the model's name: what a server may refuse and can be left out. */
export const hasHints = (transcription: Transcription): boolean => Object.keys(transcription).length > 1

/** "BONK" and "bonk" sound alike. */
function distinct(words: readonly string[]): string[] {
  const seen = new Map<string, string>()
  for (const word of words) {
    const line = word.trim()
    if (isKeyword(line) && !seen.has(line.toLowerCase())) seen.set(line.toLowerCase(), line)
  }
  return [...seen.values()]
}

const Shown = z.object({
  audio: z.object({ input: z.object({ transcription: z.unknown().optional() }).nullish() }).nullish(),
  input_audio_transcription: z.unknown().optional(),
})

/** What a minted session says of its transcription, in either dialect; null when it has none. Never throws. */
export function shownTranscription(session: unknown): Transcription | null {
  const shown = Shown.safeParse(session)
  if (!shown.success) return null
  const { audio, input_audio_transcription: flat } = shown.data
  const told = z.record(z.string(), z.unknown()).safeParse(audio?.input?.transcription ?? flat)
  if (!told.success) return null
  // A server shows what was not given as null.
  const given = Object.fromEntries(Object.entries(told.data).filter(([, value]) => value !== null))
  return TranscriptionSchema.safeParse(given).data ?? null
}

/**
 * What is to be told a session that somebody else has minted: nothing where it transcribes already, since an update could
 * drop what its server put there; but a language that the trader has chosen is added to the whole of it.
 */
export function addedTo(minted: Transcription | null, wish: TranscriptionWish): Transcription | null {
  if (minted === null) return transcriptionOf(wish)
  if (wish.language === null) return null
  const { language, languages } = transcriptionOf({ ...wish, model: minted.model })
  const { language: _, languages: __, ...rest } = minted
  return { ...rest, ...(language === undefined ? {} : { language }), ...(languages === undefined ? {} : { languages }) }
}
