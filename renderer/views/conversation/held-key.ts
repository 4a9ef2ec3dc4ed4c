import { useAppState } from '../app-context'

/**
 * What the talk key is called where a hold of it can approve: the hook alone sees a finger and all other keys. null where
 * it can't, and the card wants its button.
 */
export const useHeldKey = (): string | null =>
  useAppState((app) => (app.hotkey.source === 'hook' ? app.hotkey.key : null)) ?? null
