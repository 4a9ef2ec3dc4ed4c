import type { AccountState } from '../../shared/account'
import { t } from '../../shared/i18n'
import { oneLine, plain } from './foreign-text'
import type { MenuItem } from './menu-item'

/** Who is signed in, and the one thing to do about it. */
export function accountItems(account: AccountState): MenuItem[] {
  switch (account.state) {
    case 'none':
      return []
    case 'signed-out':
      return [
        ...problemLine(account.problem),
        {
          type: 'action',
          id: 'sign-in',
          label: t(account.untilQuit ? 'tray.account.signInUntilQuit' : 'tray.account.signIn'),
        },
      ]
    case 'signing-in':
      return [
        { type: 'text', label: t('tray.account.waiting') },
        { type: 'action', id: 'cancel-sign-in', label: t('tray.account.cancel') },
      ]
    case 'signed-in':
      return [
        { type: 'text', label: plain(oneLine(account.label)) },
        ...problemLine(account.problem),
        { type: 'action', id: 'sign-out', label: t('tray.account.signOut') },
      ]
  }
}

const problemLine = (problem: string | null): MenuItem[] =>
  problem === null ? [] : [{ type: 'text', label: plain(oneLine(problem)) }]
