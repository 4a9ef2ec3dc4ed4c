import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { NO_WALLETS } from '../../shared/account'
import { type ActiveWallet, activeWallet } from '../../shared/active-wallet'
import type { ViewBridge } from '../../shared/ipc'
import type { Settings } from '../../shared/settings'
import type { AppState } from '../../shared/snapshot'
import type { ConversationState } from '../state/conversation'
import type { LogState } from '../state/log'
import type { Stores } from '../state/stores'

/** What every view may reach: the bridge to act, the stores to draw from. */
export interface App {
  bridge: ViewBridge
  stores: Stores
}

export const AppContext = createContext<App | null>(null)

/** The app of this window; throws outside of `AppContext`. */
export function useApp(): App {
  const app = useContext(AppContext)
  if (!app) throw new Error('A view was drawn outside of AppContext')
  return app
}

/** A value of the conversation; the view is drawn anew when that value changes. */
export function useConversation<T>(select: (state: ConversationState) => T): T {
  return useStore(useApp().stores.conversation, select)
}

/** A value of the app's state, or null before the first snapshot. */
export function useAppState<T>(select: (app: AppState) => T): T | null {
  return useStore(useApp().stores.status, ({ app }) => (app ? select(app) : null))
}

/** The wallet in force and the one that was picked instead. */
export function useActiveWallet(): ActiveWallet {
  const identity = useAppState((app) => app.status.identity)
  const picked = useAppState((app) => app.status.picked)
  const wallets = useAppState((app) => app.wallets) ?? NO_WALLETS
  return activeWallet({ identity, picked }, wallets)
}

/** The settings, or null before they came. */
export function useSettings(): Settings | null {
  return useStore(useApp().stores.settings, ({ settings }) => settings)
}

/** A value of the log. */
export function useLog<T>(select: (state: LogState) => T): T {
  return useStore(useApp().stores.log, select)
}
