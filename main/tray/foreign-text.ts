/** Controls, and the marks that turn the direction of what stands around them: a name has no business with either. */
const INVISIBLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu
/** Letters of the scripts that are written from right to left. */
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** A text from outside on one line, which can't reorder what stands beside it. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').replace(INVISIBLE, '').trim()
  // First strong isolate … pop directional isolate (UAX #9): only where they are needed, since old menus draw them.
  return RIGHT_TO_LEFT.test(line) ? `\u2068${line}\u2069` : line
}

/** `oneLine`, no longer than `most` characters; what was cut is said by an ellipsis. */
export function shortLine(text: string, most: number): string {
  const characters = [...text.replace(/\s+/g, ' ')]
  return oneLine(characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`)
}

/** Menus take "&" as the mark of an access key; a text must show as it is. */
export const plain = (label: string): string => label.replace(/\s+/g, ' ').replace(/&/g, '&&')
