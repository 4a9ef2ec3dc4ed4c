/** The words of what was heard: lower case, contractions opened, figures kept whole ("$1,200.50", "10%"). */
export function wordsOf(text: string): string[] {
  const plain = text
    .toLowerCase()
    .replace(/[’`]/g, "'")
    .replace(/\b(what|how|who|where|that|it|here|there|let)'s\b/g, '$1 is')
    .replace(/\b(what|how)'re\b/g, '$1 are')
    .replace(/\bi'd\b/g, 'i would')
    .replace(/\bi'm\b/g, 'i am')
    .replace(/\bgimme\b/g, 'give me')
    .replace(/\bcan't\b/g, 'cannot')
    .replace(/\b([a-z]+)'s\b/g, '$1')
  return plain.match(/\$?\d[\d,]*(?:\.\d+)?%?|[a-z]+/g) ?? []
}
