import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { parseSession } from '../../main/practice/realtime/session-config'
import { LANGUAGE_CODES } from '../../shared/languages'
import {
  addedTo,
  isKeyword,
  LONGEST_KEYWORD,
  MAX_KEYWORDS,
  shownTranscription,
  type Transcription,
  transcriptionOf,
} from '../../shared/transcription'

const wish = { model: 'gpt-transcribe', language: 'de', keywords: ['BONK', 'Jupiter'], delay: 'low' } as const

describe('a transcription is asked for as its model takes it', () => {
  test.each<[string, Omit<Transcription, 'model'>]>([
    ['gpt-transcribe', { languages: ['de'], keywords: ['BONK', 'Jupiter'] }],
    ['gpt-transcribe-2026-10-01', { languages: ['de'], keywords: ['BONK', 'Jupiter'] }],
    ['gpt-live-transcribe', { languages: ['de'], keywords: ['BONK', 'Jupiter'], delay: 'low' }],
    ['gpt-realtime-whisper', { language: 'de', delay: 'low' }],
    ['whisper-1', { language: 'de', prompt: 'BONK, Jupiter' }],
    ['gpt-4o-transcribe', { language: 'de', prompt: 'BONK, Jupiter' }],
    ['gpt-4o-mini-transcribe-2025-12-15', { language: 'de', prompt: 'BONK, Jupiter' }],
    ['gpt-4o-transcribe-diarize', { language: 'de' }],
    ['Systran/faster-whisper-small', { language: 'de' }],
  ])('%s', (model, rest) => expect(transcriptionOf({ ...wish, model })).toEqual({ model, ...rest }))

  it('by its name alone where nothing is wished for', () => {
    const nothing = { language: null, keywords: [], delay: null }
    expect(transcriptionOf({ model: 'gpt-transcribe', ...nothing })).toEqual({ model: 'gpt-transcribe' })
    expect(transcriptionOf({ model: 'whisper-1', ...nothing })).toEqual({ model: 'whisper-1' })
  })

  it('without the region that older models do not know', () => {
    expect(transcriptionOf({ ...wish, model: 'whisper-1', language: 'zh-tw' }).language).toBe('zh')
    expect(transcriptionOf({ ...wish, language: 'zh-tw' }).languages).toEqual(['zh-tw'])
  })

  it('and a strict server takes it, whatever the trader and his tokens are called', () => {
    const models = ['gpt-transcribe', 'gpt-live-transcribe', 'gpt-realtime-whisper', 'whisper-1', 'gpt-4o-transcribe']
    const word = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.constantFrom(
        '<b>',
        'a\r\nb',
        '\u202eCDSU',
        'USD\u200bT',
        'USDТ',
        '🚀',
        '',
        '   ',
        '$WIF',
        'dogwifhat',
        '\u2028',
      ),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...models),
        fc.option(fc.constantFrom(...LANGUAGE_CODES)),
        fc.array(word, { maxLength: 12 }),
        (model, language, keywords) => {
          const transcription = transcriptionOf({ model, language, keywords, delay: 'medium' })
          const { audio } = parseSession({ type: 'realtime', audio: { input: { transcription } } })
          expect(audio?.input?.transcription).toMatchObject(transcription)
        },
      ),
      { numRuns: 60 },
    )
  })

  test.each([
    ['BONK', true],
    ['pump fun', true],
    ['dogwifhat 🎩', true],
    ['柴犬', true],
    ['x'.repeat(LONGEST_KEYWORD), true],
    ['x'.repeat(LONGEST_KEYWORD + 1), false],
    ['<BONK>', false],
    ['a\nb', false],
    ['a\rb', false],
    ['a\u2028b', false],
    ['\u202eKNOB', false],
    ['US\u200bDC', false],
    ['🚀', false],
    [' BONK', false],
    ['', false],
  ])('%j can be a keyword: %s', (word, can) => expect(isKeyword(word)).toBe(can))

  it('names no more than a few, the first ones', () => {
    const keywords = Array.from({ length: 500 }, (_, at) => `T${at}`)
    expect(transcriptionOf({ ...wish, keywords }).keywords).toEqual(keywords.slice(0, MAX_KEYWORDS))
  })

  it('names what sounds alike once, the trader’s own words first', () => {
    const keywords = ['Bonk', 'bonk', ' BONK ', 'Wif']
    expect(transcriptionOf({ ...wish, keywords }).keywords).toEqual(['Bonk', 'Wif'])
  })
})

test('a prompt has whole words, the first ones, and never too many', () => {
  const keywords = Array.from({ length: 60 }, (_, at) => `Token number ${at}`)
  const { prompt = '' } = transcriptionOf({ ...wish, model: 'whisper-1', keywords })
  expect(prompt.length).toBeLessThanOrEqual(400)
  expect(keywords.join(', ').startsWith(`${prompt}, `)).toBe(true)
})

describe('a session that somebody else has minted', () => {
  const minted = { model: 'gpt-transcribe', keywords: ['DEX'], languages: ['en'] }

  it('is left alone where it transcribes, in either dialect', () => {
    for (const session of [{ audio: { input: { transcription: minted } } }, { input_audio_transcription: minted }]) {
      expect(shownTranscription(session)).toEqual(minted)
      expect(addedTo(shownTranscription(session), { ...wish, language: null })).toBeNull()
    }
  })

  it('keeps the whole of it when the trader’s language is added, as the minted model takes it', () => {
    expect(addedTo(minted, wish)).toEqual({ model: 'gpt-transcribe', keywords: ['DEX'], languages: ['de'] })
    expect(addedTo({ model: 'whisper-1', prompt: 'DEX' }, wish)).toEqual({
      model: 'whisper-1',
      prompt: 'DEX',
      language: 'de',
    })
  })

  test.each([
    [{}],
    [{ audio: { input: {} } }],
    [{ audio: { input: { transcription: null } } }],
    [{ input_audio_transcription: null }],
    [{ input_audio_transcription: { model: 7 } }],
    ['nonsense'],
    [null],
  ])('gets ours where %j transcribes nothing', (session) => {
    expect(shownTranscription(session)).toBeNull()
    expect(addedTo(shownTranscription(session), wish)).toEqual(transcriptionOf(wish))
  })

  it('is read although it shows what was not given as null', () => {
    const shown = { model: 'whisper-1', language: null, prompt: null }
    expect(shownTranscription({ audio: { input: { transcription: shown } } })).toEqual({ model: 'whisper-1' })
  })
})
