/** The number of a field, null where it is empty. A comma is taken for the point; what is no number goes to main, which says so. */
export function numberIn(text: string): number | null {
  const figure = text.replace(/^\$\s*/, '').trim()
  return figure === '' ? null : Number(/^\d+,\d+$/.test(figure) ? figure.replace(',', '.') : figure)
}
