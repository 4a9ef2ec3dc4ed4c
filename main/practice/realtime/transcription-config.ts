import { z } from 'zod'
import { DELAYS, transcriptionFamily } from '../../../shared/transcription'

/** `audio.input.transcription` as a client may give it. */
export const Transcription = z
  .strictObject({
    model: z.string().optional(),
    language: z.string().optional(),
    languages: z.array(z.string()).optional(),
    keywords: z.array(z.string()).optional(),
    prompt: z.string().optional(),
    delay: z.enum(DELAYS).optional(),
  })
  .superRefine(({ model, ...fields }, context) => {
    for (const { path, message } of transcriptionProblems(model, fields))
      context.addIssue({ code: 'custom', path, message })
  })

/** ISO 639-1, some of 639-3, and three regions of Chinese. */
const isLanguage = (code: string) => /^(?:[a-z]{2,3}|zh-(?:cn|tw|hk))$/.test(code)

interface TranscriptionFields {
  language?: string | undefined
  languages?: string[] | undefined
  keywords?: string[] | undefined
  prompt?: string | undefined
  delay?: string | undefined
}

/** What the provider refuses although each field has its type: OpenAI's guide "Realtime transcription". */
function transcriptionProblems(model: string | undefined, fields: TranscriptionFields) {
  const family = model === undefined ? null : transcriptionFamily(model)
  const takes = { ...family, languages: family?.hints, keywords: family?.hints }
  const problems: { path: (string | number)[]; message: string }[] = []
  for (const name of ['languages', 'keywords', 'language', 'prompt', 'delay'] as const) {
    // `language` with a model of the newer kind is taken as long as it stands alone.
    if (family && fields[name] !== undefined && !takes[name] && name !== 'language')
      problems.push({ path: [name], message: `'${name}' is not supported with the model '${model}'` })
  }
  if (fields.language !== undefined && fields.languages !== undefined)
    problems.push({ path: ['language'], message: "give either 'language' or 'languages', not both" })
  if (fields.language !== undefined && !isLanguage(fields.language))
    problems.push({ path: ['language'], message: `'${fields.language}' is no language code` })
  for (const [at, code] of (fields.languages ?? []).entries())
    if (!isLanguage(code)) problems.push({ path: ['languages', at], message: `'${code}' is no language code` })
  for (const [at, keyword] of (fields.keywords ?? []).entries())
    if (keyword.trim() === '' || /[<>\r\n]/.test(keyword))
      problems.push({ path: ['keywords', at], message: 'a keyword is one line without < and >' })
  return problems
}
