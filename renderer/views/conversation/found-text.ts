import { folded } from '../../../shared/kept-conversation'

/** Where a text that was searched for stands in another: beginning and end of each place, in UTF-16 units. */
export function placesOf(text: string, wanted: string): [from: number, to: number][] {
  const search = folded(wanted)
  if (search === '') return []
  // Folding changes lengths: each unit of the folded text remembers the character that it came from.
  let plain = ''
  const origin: number[] = []
  const ends: number[] = []
  let at = 0
  for (const character of text) {
    for (const unit of folded(character)) {
      plain += unit
      for (let times = 0; times < unit.length; times += 1) {
        origin.push(at)
        ends.push(at + character.length)
      }
    }
    at += character.length
  }
  const places: [number, number][] = []
  for (let from = plain.indexOf(search); from >= 0; from = plain.indexOf(search, from + search.length)) {
    const start = origin[from]
    const end = ends[from + search.length - 1]
    if (start !== undefined && end !== undefined) places.push([start, end])
  }
  return places
}

/** Marks every place of a text below an element (CSS Custom Highlight API), and returns the undo. */
export function highlight(element: HTMLElement, wanted: string, current: string | null): () => void {
  if (!('highlights' in CSS)) return () => {}
  const all: Range[] = []
  const here: Range[] = []
  const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let word = words.nextNode(); word; word = words.nextNode()) {
    const row = word.parentElement?.closest<HTMLElement>('.entry-row')
    for (const [from, to] of placesOf(word.textContent ?? '', wanted)) {
      const range = new Range()
      range.setStart(word, from)
      range.setEnd(word, to)
      ;(row?.dataset.id === current ? here : all).push(range)
    }
  }
  CSS.highlights.set('found', new Highlight(...all))
  CSS.highlights.set('found-here', new Highlight(...here))
  return () => {
    CSS.highlights.delete('found')
    CSS.highlights.delete('found-here')
  }
}
