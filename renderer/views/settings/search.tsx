import { createContext, type ReactNode, useCallback, useContext, useLayoutEffect, useMemo, useState } from 'react'

interface Search {
  query: string
  /** What the fields within are found by, too: the titles around them. */
  titles: string
  /** A field within came (1) or went (-1). */
  count(step: 1 | -1): void
}

const SearchContext = createContext<Search>({ query: '', titles: '', count() {} })

/** Small letters without their accents: "Español" is found by "espanol". */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Whether every word of the query stands in the texts, as a beginning or a part of a word. */
export function matches(query: string, texts: readonly (string | undefined)[]): boolean {
  const text = plain(texts.filter(Boolean).join(' '))
  return plain(query)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** Whether a field with these texts is shown. Each field asks once, and is counted while it is. */
export function useSought(...texts: (string | undefined)[]): boolean {
  const { query, titles, count } = useContext(SearchContext)
  const sought = matches(query, [...texts, titles])
  useLayoutEffect(() => {
    if (!sought) return
    count(1)
    return () => count(-1)
  }, [sought, count])
  return sought
}

/** Whether anything is searched for: what is folded away opens then. */
export const useSearching = (): boolean => useContext(SearchContext).query.trim() !== ''

/** How many fields of the search are shown within; `title` finds all of them. */
export function useSearchPart(title: string, query?: string): { found: number; part: Search } {
  const outer = useContext(SearchContext)
  const [found, setFound] = useState(0)
  const countOuter = outer.count
  const count = useCallback(
    (step: 1 | -1) => {
      setFound((before) => before + step)
      countOuter(step)
    },
    [countOuter],
  )
  const wanted = query ?? outer.query
  const titles = `${outer.titles} ${title}`
  const part = useMemo(() => ({ query: wanted, titles, count }), [wanted, titles, count])
  return { found, part }
}

/** What is within is searched by this part. */
export const SearchPart = ({ part, children }: { part: Search; children: ReactNode }) => (
  <SearchContext value={part}>{children}</SearchContext>
)
