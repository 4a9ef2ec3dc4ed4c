import { type ListedWallet, shortAddress, type WalletsState } from '../../shared/account'
import { activeWallet, walletName } from '../../shared/active-wallet'
import { dateFormat, t } from '../../shared/i18n'
import type { AppState } from '../../shared/snapshot'
import { oneLine, plain, shortLine } from './foreign-text'
import type { MenuItem } from './menu-item'

/** Of a name that has a mark or another name behind it: neither may be pushed out of a tooltip. */
const NAME_LONGEST = 40

/** The wallet in force, and that another was picked, as far as it is not in force; null where there is neither. */
export function walletWords({ status, wallets }: AppState): string | null {
  const { inForce, awaited } = activeWallet(status, wallets)
  if (awaited === null) return inForce && oneLine(walletName(inForce))
  const picked = shortLine(walletName(awaited.wallet), NAME_LONGEST)
  if (awaited.state === 'pending') return t('tray.wallet.pending', { wallet: picked })
  if (inForce === null) return t('tray.wallet.noneRefused', { picked })
  return t('tray.wallet.refused', { wallet: shortLine(walletName(inForce), NAME_LONGEST), picked })
}

/** The account's wallets to pick from; nothing where the backend knows none. */
export function walletMenu(state: AppState): MenuItem[] {
  const { wallets } = state
  if (wallets.state === 'none') return []
  const words = walletWords(state)
  return [
    {
      type: 'submenu',
      label: plain(words === null ? t('tray.wallet.title') : t('tray.wallet.titleNamed', { wallet: words })),
      items: [...newsOf(wallets), ...choices(wallets), ...beyondTheList(wallets)],
    },
  ]
}

function newsOf({ state, wallets, asOf, problem }: WalletsState): MenuItem[] {
  const lines: (string | null)[] = []
  if (state === 'loading') lines.push(t('tray.wallet.loading'))
  if (state === 'empty') lines.push(t('tray.wallet.empty'))
  if (state === 'offline')
    lines.push(asOf === null ? t('tray.wallet.offline') : t('tray.wallet.offlineSince', { time: timeOf(asOf) }))
  lines.push(problem)
  const items = lines.flatMap((line): MenuItem[] => (line ? [{ type: 'text', label: plain(oneLine(line)) }] : []))
  return items.length > 0 && wallets.length > 0 ? [...items, { type: 'separator' }] : items
}

const timeOf = (at: number) => dateFormat({ hour: 'numeric', minute: '2-digit' }).format(at)

function choices({ wallets, chosen }: WalletsState): MenuItem[] {
  // Nothing to leave to the service where it has one wallet and nobody picked.
  const open = chosen !== null || wallets.length > 1
  const items = wallets.map((wallet): MenuItem => {
    const { address } = wallet
    return {
      type: 'radio',
      id: `wallet:${address}`,
      label: plain(itemLabel(wallet)),
      checked: open ? address === chosen : true,
    }
  })
  if (!open) return items
  return [{ type: 'radio', id: 'wallet:', label: t('tray.wallet.automatic'), checked: chosen === null }, ...items]
}

function itemLabel({ label, address, isDefault, paper, mayTrade }: ListedWallet): string {
  let wallet = label === null ? shortAddress(address) : `${oneLine(label)} · ${shortAddress(address)}`
  if (isDefault) wallet = t('tray.wallet.default', { wallet })
  if (paper) wallet = t('tray.wallet.paper', { wallet })
  return mayTrade ? wallet : t('tray.wallet.viewOnly', { wallet })
}

function beyondTheList({ wallets, total }: WalletsState): MenuItem[] {
  const more = total - wallets.length
  return more > 0 ? [{ type: 'text', label: t('tray.wallet.more', { n: more }) }] : []
}
