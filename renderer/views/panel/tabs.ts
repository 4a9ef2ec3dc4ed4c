import { useSyncExternalStore } from 'react'
import { DIAGNOSIS_TOPICS } from '../../../shared/diagnosis'

export const TABS = ['conversation', 'trades', 'activity', 'settings'] as const
export type TabId = (typeof TABS)[number]

/** What helps, over whichever tab is open. */
const HELP_TOPICS = ['shortcuts', ...DIAGNOSIS_TOPICS] as const
export type HelpTopic = (typeof HELP_TOPICS)[number]

/** `#settings/limits/key`: a tab, a place in it, and what helps over it. */
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

const place = (): string | null => parts()[1] || null

/** The place of the open tab that was asked for; null for its beginning. */
export const usePlace = (): string | null => useSyncExternalStore(subscribe, place)

/** The open tab. It lives in the address (`panel.html#activity`), so the tray can open the panel where it wants. */
export function useTab(): [TabId, (id: TabId) => void] {
  const tab = useSyncExternalStore(subscribe, current)
  return [tab, openTab]
}

const help = (): HelpTopic | null => HELP_TOPICS.find((topic) => topic === parts()[2]) ?? null

/** Shows what helps over the open tab; null shows the tab alone. */
export function openHelp(topic: HelpTopic | null): void {
  const [tab = '', at = ''] = parts()
  location.replace(`#${topic === null ? [tab, at].filter(Boolean).join('/') : [tab, at, topic].join('/')}`)
}

/** What helps now; null for nothing. The tray opens it by the address, too. */
export const useHelp = (): HelpTopic | null => useSyncExternalStore(subscribe, help)
