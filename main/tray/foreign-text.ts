/** Controls, and what is not seen or turns the direction of what stands around it: a name has no business with either. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u115F\u1160\u3164\uFFA0]/gu
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
