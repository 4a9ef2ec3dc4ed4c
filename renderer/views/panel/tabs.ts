import { useSyncExternalStore } from 'react'

export const TABS = [
  { id: 'conversation', label: 'Conversation' },
  { id: 'activity', label: 'Activity' },
  { id: 'settings', label: 'Settings' },
] as const
export type TabId = (typeof TABS)[number]['id']

function current(): TabId {
  const id = location.hash.slice(1)
  return TABS.find((tab) => tab.id === id)?.id ?? 'conversation'
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

/** Opens a tab, from wherever something else is found there. */
export const openTab = (id: TabId): void => location.replace(`#${id}`)

/** The open tab. It lives in the address (`panel.html#activity`), so the tray can open the panel where it wants. */
export function useTab(): [TabId, (id: TabId) => void] {
  const tab = useSyncExternalStore(subscribe, current)
  return [tab, openTab]
}
