import { useSyncExternalStore } from 'react'

export const TABS = [
  { id: 'conversation', label: 'Conversation' },
  { id: 'trades', label: 'Trades' },
  { id: 'activity', label: 'Activity' },
  { id: 'settings', label: 'Settings' },
] as const
export type TabId = (typeof TABS)[number]['id']

/** `#settings/limits`: a tab, and a place in it. */
const parts = () => location.hash.slice(1).split('/')

function current(): TabId {
  const [id] = parts()
  return TABS.find((tab) => tab.id === id)?.id ?? 'conversation'
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

/** Opens a tab, from wherever something else is found there, and a place in it. */
export const openTab = (id: TabId, place?: string): void =>
  location.replace(place === undefined ? `#${id}` : `#${id}/${place}`)

/** The place of the open tab that was asked for; null for its beginning. */
export const placeAsked = (): string | null => parts()[1] ?? null

/** The open tab. It lives in the address (`panel.html#activity`), so the tray can open the panel where it wants. */
export function useTab(): [TabId, (id: TabId) => void] {
  const tab = useSyncExternalStore(subscribe, current)
  return [tab, openTab]
}
