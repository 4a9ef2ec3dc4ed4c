import type { BackendId } from '../../shared/grant'
import type { AppState, VoiceState } from '../../shared/snapshot'
import { accountItems } from './account-menu'
import { oneLine, plain } from './foreign-text'
import type { MenuItem } from './menu-item'
import { walletMenu, walletWords } from './wallet-menu'

export interface TrayModel {
  icon: VoiceState
  tooltip: string
  template: MenuItem[]
}

/** Windows cuts a tray tooltip at 127 characters, macOS and Linux show what they get. */
const TOOLTIP_LONGEST = 127
/** Tools that a menu line names: it is as wide as its longest line. */
const MENU_NAMES = 2

const STATES: Record<VoiceState, string> = {
  idle: 'Ready',
  connecting: 'Connecting',
  listening: 'Listening',
  working: 'Working',
  speaking: 'Speaking',
  offline: 'Offline',
  error: 'Something is wrong',
}

const BACKENDS: readonly { id: BackendId; label: string }[] = [
  { id: 'practice', label: 'Practice (simulated prices)' },
  { id: 'openai', label: 'OpenAI (your API key)' },
  { id: 'dexter', label: 'Dexter' },
]

/** What lasts: a menu that changed with every turn would close under the pointer, and one can talk in all other states. */
const LASTING: Partial<Record<VoiceState, string>> = { offline: STATES.offline, error: STATES.error }

/** The tray as the app's state says: a pure function, so that the same state never rebuilds it. */
export function trayModel(state: AppState, platform: string): TrayModel {
  const { status, hotkey } = state
  const word = STATES[status.state]
  const wallet = walletLine(state)
  const practice = status.backend === 'practice' ? 'practice data' : null
  return {
    icon: status.state,
    tooltip: ['Dexter Voice', word, wallet, practice].filter(Boolean).join(' · ').slice(0, TOOLTIP_LONGEST),
    template: [
      { type: 'text', label: LASTING[status.state] ?? STATES.idle },
      { type: 'text', label: plain(hotkey.problem ?? hotkey.hint) },
      ...unguardedLine(state),
      { type: 'separator' },
      ...accountItems(state.account),
      ...identityLine(state, wallet),
      ...walletMenu(state),
      {
        type: 'submenu',
        label: 'Answered by',
        items: BACKENDS.map(({ id, label }) => ({
          type: 'radio',
          id: `backend:${id}`,
          label,
          checked: id === status.backend,
        })),
      },
      { type: 'separator' },
      { type: 'action', id: 'show', label: 'Show panel' },
      { type: 'action', id: 'trades', label: 'Show trades' },
      { type: 'action', id: 'activity', label: 'Show activity' },
      { type: 'action', id: 'settings', label: platform === 'darwin' ? 'Settings…' : 'Settings' },
      { type: 'separator' },
      ...updateLine(state),
      { type: 'action', id: 'quit', label: platform === 'darwin' ? 'Quit Dexter Voice' : 'Quit' },
    ],
  }
}

/** Tools that move money without asking first, as many names as a menu can hold. */
function unguardedLine({ status: { unguarded } }: AppState): MenuItem[] {
  if (unguarded.length === 0) return []
  const names = unguarded.slice(0, MENU_NAMES).map(oneLine).join(', ')
  const more = unguarded.length > MENU_NAMES ? ` and ${unguarded.length - MENU_NAMES} more` : ''
  return [{ type: 'text', label: plain(`Moves money without asking: ${names}${more}`) }]
}

/** Who only ever shuts the computer down quits never, and would never get what is installed then. */
function updateLine({ updateReady }: AppState): MenuItem[] {
  return updateReady === null
    ? []
    : [{ type: 'action', id: 'update', label: plain(`Restart to install version ${updateReady}`) }]
}

/** Who asks with which wallet, in the words of the tooltip. */
function walletLine(state: AppState): string {
  const { identity } = state.status
  if (identity?.kind === 'guest') return 'Demo · read-only'
  const wallet = walletWords(state)
  if (wallet !== null) return wallet
  return identity ? `${oneLine(identity.label)} · no wallet` : 'Not connected yet'
}

/** The menu of wallets names the wallet itself; that it is only a demo is said in any case. */
function identityLine({ status, wallets }: AppState, words: string): MenuItem[] {
  const said = wallets.state !== 'none' && status.identity?.kind !== 'guest'
  return said ? [] : [{ type: 'text', label: plain(words) }]
}
