import { describe, expect, it } from 'vitest'
import { SETTINGS_VERSION } from '../../shared/settings'
import { repair } from '../../shared/settings-repair'
import { transcriptionOf } from '../../shared/transcription'
import { DOUBLES, KEYWORDS, LANGUAGES } from './keywords'

const sent = (keywords: readonly string[]) =>
  transcriptionOf({ model: 'gpt-transcribe', language: null, keywords, delay: null }).keywords ?? []

describe('a transcription keyword', () => {
  it.each(KEYWORDS)('$word: sent $sent', ({ word, sent: wanted }) => {
    expect(sent([word])).toEqual(wanted ? [word] : [])
  })
  it.each(DOUBLES)('$words: $word $times times', ({ words, word, times }) => {
    expect(sent(words).filter((one) => one === word)).toHaveLength(times)
  })
})

describe('a language setting', () => {
  it.each(LANGUAGES)('“$setting” is sent as $sent', ({ setting, sent: wanted }) => {
    const { settings } = repair({ version: SETTINGS_VERSION, language: setting })
    const { languages = [] } = transcriptionOf({
      model: 'gpt-transcribe',
      language: settings.language,
      keywords: [],
      delay: null,
    })
    expect(wanted).toContainEqual(languages)
  })
})
