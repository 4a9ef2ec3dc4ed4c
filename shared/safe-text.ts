/** Format characters: bidirectional controls, zero-width ones, tags, halves of pairs; they change how text looks without being seen. */
const INVISIBLE = /[\p{Cf}\p{Co}\p{Cs}\u115F\u1160\u3164\uFFA0]|\p{Variation_Selector}/gu
/** Control characters, line and paragraph separators and every kind of white space. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu
/** Far more combining marks than any script stacks: they spill over the lines around them. */
const STACKED = /(\p{M}{3})\p{M}+/gu
/** Cleaning is linear, but nobody waits for a megabyte of label. */
const LOOKED_AT = 4

/**
 * Text of somebody else as one line that shows what it says: no line breaks, no characters that are not seen or turn the
 * reading direction (Unicode UTS #39), at most `longest` characters. Markup stays what it is, text.
 * @returns null when nothing to be seen is left
 */
export function safeLine(text: string, longest: number): string | null {
  const line = text
    .slice(0, longest * LOOKED_AT)
    .replace(BREAKS, ' ')
    .replace(INVISIBLE, '')
    .replace(STACKED, '$1')
    .trim()
  const characters = [...line]
  const short = characters.length <= longest ? line : `${characters.slice(0, longest - 1).join('')}…`
  return short === '' ? null : short
}

/** Characters that are not seen, or turn the reading direction, by their numbers: what is approved is shown as it is. */
export const visible = (text: string): string =>
  text.replace(UNSEEN, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)

/** The same of a text of several lines: its line breaks and tabs are layout, and what holds an emoji together is part of it. */
export const clearText = (text: string): string =>
  text.replace(EMOJI_OR_UNSEEN, (found) => (LAYOUT.has(found) || EMOJI.test(found) ? found : visible(found)))
const LAYOUT: ReadonlySet<string> = new Set(['\n', '\t', '\r'])

/** As `INVISIBLE`, and whatever breaks a line, is blank without being white space, or is drawn over other lines. */
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u115F\u1160\u2800\u3164\uFFA0]|\p{Variation_Selector}|(?<=\p{M}{3})\p{M}/gu

const PICTURE = /\p{Extended_Pictographic}\p{Emoji_Modifier}?\uFE0F?/u
/** One emoji, of several pictures too (UTS #51, ED-14c and ED-16), or a keycap. */
const EMOJI = new RegExp(`^(?:${PICTURE.source}(?:\\u200D${PICTURE.source})*|[0-9#*]\\uFE0F\\u20E3)`, 'u')
const EMOJI_OR_UNSEEN = new RegExp(`${EMOJI.source.slice(1)}|${UNSEEN.source}`, 'gu')
