/** Our own events go seven levels deep; a tool's JSON schema may go further. */
const MOST_LEVELS = 64

/** Why a text is no JSON that is looked at. */
export class BadJson extends Error {}

/**
 * JSON from outside. Throws BadJson when it is none, or nested deeper than 64 levels: what is parsed is walked by recursion
 * afterwards, in schemas and copies, and a few kilobytes of brackets would be enough to end the stack there.
 */
export function parseBoundedJson(text: string): unknown {
  if (isDeeperThan(text, MOST_LEVELS)) throw new BadJson(`nested deeper than ${MOST_LEVELS} levels`)
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new BadJson('not valid JSON')
  }
}

/** Brackets inside of strings count for nothing; what else is wrong with the text is for the parser to say. */
function isDeeperThan(text: string, most: number): boolean {
  let level = 0
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '"') at = endOfString(text, at)
    else if (char === '[' || char === '{') level++
    else if (char === ']' || char === '}') level--
    if (level > most) return true
  }
  return false
}

/** Where the string that begins at `start` ends. Seconds of audio are one string: it is leapt over, not walked. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0
    while (text[end - 1 - escapes] === '\\') escapes++
    if (escapes % 2 === 0) return end
  }
  return text.length
}
