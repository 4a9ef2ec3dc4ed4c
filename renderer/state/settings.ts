import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Settings } from '../../shared/settings'

/** The settings as main holds them; null until they came. */
interface SettingsState {
  settings: Settings | null
}

export type SettingsStore = StoreApi<SettingsState>

/** Creates the store of the settings. */
export function createSettings(): SettingsStore {
  return createStore<SettingsState>(() => ({ settings: null }))
}
