import { useCallback } from 'react'
import { useApp } from '../app-context'

/** Entries that are read from disk at once: some screens full. */
const PAGE = 100
/** At the start: as many as a tall window shows. */
export const FIRST_PAGE = 30
/** On the way to an entry far back. */
const LONG_PAGE = 1_000

/** Reads the entries before the first one, a page of them. Settles when they are there, or can't be read. */
export function useOlder() {
  const { bridge, stores } = useApp()
  return useCallback(
    (limit = PAGE) => stores.conversation.readOlder((before) => bridge.readConversation({ before, limit })),
    [bridge, stores],
  )
}

/** Reads back until an entry of this order is there. Settles when it is, or can't be. */
export function useBackTo() {
  const { stores } = useApp()
  const readOlder = useOlder()
  return useCallback(
    async (order: number) => {
      for (;;) {
        const { ids, entries, older } = stores.conversation.getState()
        const first = entries.get(ids[0] ?? '')
        if (older !== 'more' || (first !== undefined && first.order <= order)) return
        await readOlder(LONG_PAGE)
      }
    },
    [stores, readOlder],
  )
}
