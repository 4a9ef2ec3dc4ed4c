/**
 * Languages that a trader may say he speaks. Codes are ISO 639-1, and `zh-cn`, `zh-tw` as the newer transcription models
 * take them (OpenAI's guide "Realtime transcription"); each has its English name and its own.
 */
export const LANGUAGES = [
  { code: 'en', name: 'English' },
  { code: 'ar', name: 'Arabic (العربية)' },
  { code: 'bn', name: 'Bengali (বাংলা)' },
  { code: 'bg', name: 'Bulgarian (Български)' },
  { code: 'zh-cn', name: 'Chinese, simplified (简体中文)' },
  { code: 'zh-tw', name: 'Chinese, traditional (繁體中文)' },
  { code: 'hr', name: 'Croatian (Hrvatski)' },
  { code: 'cs', name: 'Czech (Čeština)' },
  { code: 'da', name: 'Danish (Dansk)' },
  { code: 'nl', name: 'Dutch (Nederlands)' },
  { code: 'et', name: 'Estonian (Eesti)' },
  { code: 'fi', name: 'Finnish (Suomi)' },
  { code: 'fr', name: 'French (Français)' },
  { code: 'de', name: 'German (Deutsch)' },
  { code: 'el', name: 'Greek (Ελληνικά)' },
  { code: 'he', name: 'Hebrew (עברית)' },
  { code: 'hi', name: 'Hindi (हिन्दी)' },
  { code: 'hu', name: 'Hungarian (Magyar)' },
  { code: 'id', name: 'Indonesian (Bahasa Indonesia)' },
  { code: 'it', name: 'Italian (Italiano)' },
  { code: 'ja', name: 'Japanese (日本語)' },
  { code: 'ko', name: 'Korean (한국어)' },
  { code: 'lv', name: 'Latvian (Latviešu)' },
  { code: 'lt', name: 'Lithuanian (Lietuvių)' },
  { code: 'ms', name: 'Malay (Bahasa Melayu)' },
  { code: 'no', name: 'Norwegian (Norsk)' },
  { code: 'fa', name: 'Persian (فارسی)' },
  { code: 'pl', name: 'Polish (Polski)' },
  { code: 'pt', name: 'Portuguese (Português)' },
  { code: 'ro', name: 'Romanian (Română)' },
  { code: 'ru', name: 'Russian (Русский)' },
  { code: 'sr', name: 'Serbian (Српски)' },
  { code: 'sk', name: 'Slovak (Slovenčina)' },
  { code: 'sl', name: 'Slovenian (Slovenščina)' },
  { code: 'es', name: 'Spanish (Español)' },
  { code: 'sv', name: 'Swedish (Svenska)' },
  { code: 'tl', name: 'Tagalog' },
  { code: 'ta', name: 'Tamil (தமிழ்)' },
  { code: 'th', name: 'Thai (ไทย)' },
  { code: 'tr', name: 'Turkish (Türkçe)' },
  { code: 'uk', name: 'Ukrainian (Українська)' },
  { code: 'ur', name: 'Urdu (اردو)' },
  { code: 'vi', name: 'Vietnamese (Tiếng Việt)' },
] as const

export type LanguageCode = (typeof LANGUAGES)[number]['code']
export const LANGUAGE_CODES: readonly LanguageCode[] = LANGUAGES.map(({ code }) => code)

const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

/** "German" for `de`; null for a code that is none. */
export function languageName(code: string): string | null {
  try {
    return names.of(code) ?? null
  } catch {
    return null
  }
}
