import type { HotkeyState } from '../../../shared/talk'
import { useAppState } from '../app-context'

/** Sources that see a key held. */
const HELD: ReadonlySet<HotkeyState['source']> = new Set(['hook', 'portal'])

/** What the talk key is called where it can be held, since only such a key can approve; null where it can't. */
export const useHeldKey = (): string | null =>
  useAppState((app) => (HELD.has(app.hotkey.source) ? app.hotkey.key : null)) ?? null
