import { DIAGNOSIS_TOPICS } from '../../shared/diagnosis'
import { BackendIdSchema } from '../../shared/grant'
import { listed, t } from '../../shared/i18n'
import type { AppState, VoiceState } from '../../shared/snapshot'
import { accountItems } from './account-menu'
import { deviceMenus } from './device-menu'
import { oneLine, plain } from './foreign-text'
import type { TrayIconState } from './icons'
import type { MenuItem } from './menu-item'
import { walletMenu, walletWords } from './wallet-menu'

export interface TrayModel {
  icon: TrayIconState
  tooltip: string
  template: MenuItem[]
}

/** Windows cuts a tray tooltip at 127 characters, macOS and Linux show what they get. */
const TOOLTIP_LONGEST = 127
/** Tools that a menu line names: it is as wide as its longest line. */
const MENU_NAMES = 2

/** A menu that changed with every turn would close under the pointer: only what lasts is named, the rest is `idle`. */
const lasting = (state: VoiceState): VoiceState => (state === 'offline' || state === 'error' ? state : 'idle')

/** What the icon is drawn from. */
export interface TrayState extends AppState {
  /** A trade waits for the trader's approval. */
  approvalWaits: boolean
}

/** The tray as the app's state says: a pure function, so that the same state never rebuilds it. */
export function trayModel(state: TrayState, platform: string): TrayModel {
  const { status, hotkey } = state
  const wallet = walletLine(state)
  const open = status.handsFree === true
  const lastingState = lasting(status.state)
  const practice = status.backend === 'practice' ? t('tray.practice') : null
  return {
    // Whatever else goes on, an open microphone must not be overlooked.
    icon: open && status.state !== 'listening' ? 'hands-free' : status.state,
    tooltip: [
      'Dexter Voice',
      state.approvalWaits && t('tray.waiting'),
      open && t('tray.handsFree.open'),
      !state.approvalWaits && !(open && status.state === 'idle') && t(`tray.state.${status.state}`),
      wallet,
      practice,
    ]
      .filter(Boolean)
      .join(' · ')
      .slice(0, TOOLTIP_LONGEST),
    template: [
      {
        type: 'text',
        label: t(open && lastingState === 'idle' ? 'tray.handsFree.open' : `tray.state.${lastingState}`),
      },
      { type: 'text', label: plain(hotkey.problem ?? hotkey.hint) },
      ...unguardedLine(state),
      { type: 'separator' },
      ...accountItems(state.account),
      ...identityLine(state, wallet),
      ...walletMenu(state),
      {
        type: 'submenu',
        label: t('tray.answeredBy'),
        items: BackendIdSchema.options.map((id) => ({
          type: 'radio',
          id: `backend:${id}`,
          label: t(`tray.backend.${id}`),
          checked: id === status.backend,
        })),
      },
      ...deviceMenus(state),
      { type: 'separator' },
      // A menu that changed with every turn would close under the pointer.
      { type: 'action', id: 'talk', label: t('tray.talk') },
      { type: 'action', id: 'hands-free', label: t(open ? 'tray.handsFree.off' : 'tray.handsFree.on') },
      { type: 'action', id: 'panic', label: t('tray.panic') },
      { type: 'separator' },
      { type: 'action', id: 'show', label: t('tray.show') },
      { type: 'action', id: 'trades', label: t('tray.trades') },
      { type: 'action', id: 'activity', label: t('tray.activity') },
      { type: 'action', id: 'settings', label: t(platform === 'darwin' ? 'tray.settingsMac' : 'tray.settings') },
      {
        type: 'submenu',
        label: t('tray.help'),
        items: DIAGNOSIS_TOPICS.map((topic) => ({
          type: 'action',
          id: `help:${topic}`,
          label: t(`diagnosis.topic.${topic}`),
        })),
      },
      { type: 'separator' },
      ...updateLine(state),
      { type: 'action', id: 'quit', label: t(platform === 'darwin' ? 'tray.quitMac' : 'tray.quit') },
    ],
  }
}

/** Tools that move money without asking first, as many names as a menu can hold. */
function unguardedLine({ status: { unguarded } }: AppState): MenuItem[] {
  if (unguarded.length === 0) return []
  const n = unguarded.length - MENU_NAMES
  const tools = listed([...unguarded.slice(0, MENU_NAMES).map(oneLine), ...(n > 0 ? [t('tray.more', { n })] : [])])
  return [{ type: 'text', label: plain(t('tray.unguarded', { tools })) }]
}

/** Who only ever shuts the computer down quits never, and would never get what is installed then. */
function updateLine({ updateReady }: AppState): MenuItem[] {
  return updateReady === null
    ? []
    : [{ type: 'action', id: 'update', label: plain(t('tray.update', { version: updateReady })) }]
}

/** Who asks with which wallet, in the words of the tooltip. */
function walletLine(state: AppState): string {
  const { identity } = state.status
  if (identity?.kind === 'guest') return t('tray.account.demo')
  const wallet = walletWords(state)
  if (wallet !== null) return wallet
  return identity ? t('tray.account.noWallet', { account: oneLine(identity.label) }) : t('tray.account.notConnected')
}

/** The menu of wallets names the wallet itself; that it is only a demo is said in any case. */
function identityLine({ status, wallets }: AppState, words: string): MenuItem[] {
  const said = wallets.state !== 'none' && status.identity?.kind !== 'guest'
  return said ? [] : [{ type: 'text', label: plain(words) }]
}
