/**
 * Looks for the `}` that closes the object at `from`, in JSON or in what Python and Node print. `end` is the place after it;
 * null when it is never closed, or a string in it runs over the end of its line, which none may. `seen` is how far was looked.
 */
export function closingBrace(text: string, from: number): { end: number | null; seen: number } {
  let depth = 0
  let quote = ''
  for (let at = from; at < text.length; at++) {
    const sign = text[at]
    if (quote !== '') {
      if (sign === '\\') at++
      else if (sign === quote) quote = ''
      else if (sign === '\n') return { end: null, seen: at }
    } else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '{' || sign === '[') depth++
    else if (sign === '}' || sign === ']') {
      depth--
      if (depth === 0) return { end: at + 1, seen: at }
    }
  }
  return { end: null, seen: text.length }
}
