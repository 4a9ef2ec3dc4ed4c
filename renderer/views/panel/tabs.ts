import { useSyncExternalStore } from 'react'

export const TABS = ['conversation', 'trades', 'activity', 'settings'] as const
export type TabId = (typeof TABS)[number]

/** `#settings/limits`: a tab, and a place in it. */
const parts = () => location.hash.slice(1).split('/')

function current(): TabId {
  const [id] = parts()
  return TABS.find((tab) => tab === id) ?? 'conversation'
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

/** Opens a tab, from wherever something else is found there, and a place in it. */
export const openTab = (id: TabId, place?: string): void =>
  location.replace(place === undefined ? `#${id}` : `#${id}/${place}`)

const place = (): string | null => parts()[1] ?? null

/** The place of the open tab that was asked for; null for its beginning. */
export const usePlace = (): string | null => useSyncExternalStore(subscribe, place)

/** The open tab. It lives in the address (`panel.html#activity`), so the tray can open the panel where it wants. */
export function useTab(): [TabId, (id: TabId) => void] {
  const tab = useSyncExternalStore(subscribe, current)
  return [tab, openTab]
}
