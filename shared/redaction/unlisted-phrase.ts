/**
 * Seed phrases of lists that are not in the bundle: BIP-39 in other languages, Monero, SLIP-39, Electrum. Without the list
 * they are only words, so they count right behind a name that says what they are: eleven or more words of three letters or
 * more, none of which every sentence has.
 */
const WORD = '[\\p{L}\\p{M}]{3,14}(?![\\p{L}\\p{M}\\w])'
const GAP = '[ \\t"\'`]{0,4}(?:[ \\t]|[,;|/·-]|\\r?\\n|\\\\n)[ \\t"\'`]{0,4}(?:\\d{1,2}[.):]?[ \\t]{0,3})?'
const PHRASE = new RegExp(`(?:\\d{1,2}[.):]?[ \\t]{1,3})?${WORD}(?:${GAP}${WORD}){10,32}`, 'uy')
/** In no list of words, and in every sentence so long. */
const PROSE =
  /(?<!\p{L})(?:the|and|your|for|with|not|are|our|has|its|who|how|was|out|get|der|die|das|und|les|des|est|que|los|las|per|che|het|een|para|com)(?!\p{L})/iu

/** Where the phrase ends that begins at a place. */
export function phraseEnd(text: string, at: number): number | null {
  PHRASE.lastIndex = at
  const found = PHRASE.exec(text)?.[0]
  return found === undefined || PROSE.test(found) ? null : at + found.length
}

/** Lengths of phrases: BIP-39, Electrum 2, Monero and its kin, SLIP-39. */
const LENGTHS = new Set([12, 13, 14, 15, 18, 20, 21, 24, 25, 33])

/** Whether a whole text, or a list, is a phrase: for fields that are called `words` or `phrase`. */
export function isUnlistedPhrase(words: readonly unknown[]): boolean {
  if (!LENGTHS.has(words.length) || !words.every((it) => typeof it === 'string')) return false
  const text = words.join(' ')
  return phraseEnd(text, 0) === text.length
}

/** "Recovery share 1 of 3: …", "Save this seed phrase to recover your key pair:\n…" */
const NAME =
  /(?:seed|mnemonic|recovery|backup|secret|wallet|trezor|monero|electrum)[ _-]?(?:phrase|words?|share|seed|key)|mnemonic|slip-?39|25 words/gi
const BEGINS = /[:=]["'\s]{0,4}|(?:\n|\\n)\s{0,4}|\bis[\s:]{1,3}/g
/** A sentence's length from the name to what it announces. */
const REACH = 90

/** Masks phrases that a name before them announces; `mask` stands in their place. */
export function maskAnnounced(text: string, mask: string): string {
  let out = ''
  let from = 0
  for (const name of text.matchAll(NAME)) {
    if (name.index < from) continue
    const announced = name.index + name[0].length
    // Cut to the reach: a search in the whole text would run to its end for every name.
    for (const it of text.slice(announced, announced + REACH).matchAll(BEGINS)) {
      const start = announced + it.index + it[0].length
      const end = phraseEnd(text, start)
      if (end === null) continue
      out += text.slice(from, start) + mask
      from = end
      break
    }
  }
  return from === 0 ? text : out + text.slice(from)
}
