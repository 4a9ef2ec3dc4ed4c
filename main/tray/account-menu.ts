import type { AccountState } from '../../shared/account'
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
          label: account.untilQuit ? 'Sign in until I quit…' : 'Sign in…',
        },
      ]
    case 'signing-in':
      return [
        { type: 'text', label: 'Waiting for the browser…' },
        { type: 'action', id: 'cancel-sign-in', label: 'Cancel sign-in' },
      ]
    case 'signed-in':
      return [
        { type: 'text', label: plain(oneLine(account.label)) },
        ...problemLine(account.problem),
        { type: 'action', id: 'sign-out', label: 'Sign out' },
      ]
  }
}

const problemLine = (problem: string | null): MenuItem[] =>
  problem === null ? [] : [{ type: 'text', label: plain(oneLine(problem)) }]
