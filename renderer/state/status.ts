import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AppState } from '../../shared/snapshot'

/** What tray and windows are drawn from; null until the first snapshot came. */
interface StatusState {
  app: AppState | null
}

export type StatusStore = StoreApi<StatusState>

/** Creates the store of the app's state. */
export function createStatus(): StatusStore {
  return createStore<StatusState>(() => ({ app: null }))
}
