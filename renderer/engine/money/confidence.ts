/** A token of a transcript and the natural logarithm of how likely it was heard so (`logprobs` of the transcription). */
export interface TokenLogprob {
  token: string
  logprob: number
}

/** A word that is less likely than this may be another one. */
const SURE = 0.5

/** The words of a transcript that were not heard for sure, in small letters without punctuation; a word is as sure as all its tokens. */
export function unsureWords(logprobs: readonly TokenLogprob[]): string[] {
  const words: { text: string; logprob: number }[] = []
  for (const { token, logprob } of logprobs) {
    const last = words.at(-1)
    if (last === undefined || /^\s/.test(token)) words.push({ text: token, logprob })
    else {
      last.text += token
      last.logprob += logprob
    }
  }
  return words
    .filter(({ logprob }) => Math.exp(logprob) < SURE)
    .flatMap(({ text }) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word !== '')
}
