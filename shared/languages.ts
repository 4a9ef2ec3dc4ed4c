import { currentLocale } from './i18n'

/**
 * Languages that a trader may say he speaks: ISO 639-1, and `zh-cn`, `zh-tw` as the newer transcription models take them
 * (OpenAI's guide "Realtime transcription").
 */
export const LANGUAGE_CODES = [
  ...(['en', 'ar', 'bn', 'bg', 'zh-cn', 'zh-tw', 'hr', 'cs', 'da', 'nl', 'et', 'fi', 'fr', 'de', 'el', 'he'] as const),
  ...(['hi', 'hu', 'id', 'it', 'ja', 'ko', 'lv', 'lt', 'ms', 'no', 'fa', 'pl', 'pt', 'ro', 'ru', 'sr'] as const),
  ...(['sk', 'sl', 'es', 'sv', 'tl', 'ta', 'th', 'tr', 'uk', 'ur', 'vi'] as const),
] as const

export type LanguageCode = (typeof LANGUAGE_CODES)[number]

/** What a language is written in tells two Chinese ones apart, and not where it is spoken. */
const SCRIPTS: Partial<Record<LanguageCode, string>> = { 'zh-cn': 'zh-Hans', 'zh-tw': 'zh-Hant' }

/** Each as this thread's language calls it, and as it calls itself: "German (Deutsch)"; the app's own first, then by name. */
export function spokenLanguages(): { code: LanguageCode; name: string }[] {
  const order = new Intl.Collator(currentLocale())
  const isFirst = (code: LanguageCode) => currentLocale().startsWith(code)
  return LANGUAGE_CODES.map((code) => ({ code, name: bothNames(code) })).sort(
    (a, b) => Number(isFirst(b.code)) - Number(isFirst(a.code)) || order.compare(a.name, b.name),
  )
}

function bothNames(code: LanguageCode): string {
  const written = SCRIPTS[code] ?? code
  const name = nameIn(currentLocale(), written) ?? code
  const own = nameIn(code, written) ?? name
  return own.toLowerCase() === name.toLowerCase() ? name : `${name} (${own})`
}

/** "German" for `de`, in this thread's language; null for a code that is none. */
export const languageName = (code: string): string | null => nameIn(currentLocale(), code)

function nameIn(locale: string, code: string): string | null {
  try {
    return new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' }).of(code) ?? null
  } catch {
    return null
  }
}
