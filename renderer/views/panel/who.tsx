import type { AccountState } from '../../../shared/account'
import { useAppState } from '../app-context'
import { openTab } from './tabs'

/** Who asks: a demo for as long as it is one, else the account; where there is none, what the session goes by. */
export function Who() {
  const identity = useAppState((app) => app.status.identity)
  const account = useAppState((app) => app.account)
  const listed = useAppState((app) => app.wallets.state !== 'none') ?? false
  const guest = identity?.kind === 'guest'
  const signIn = account && account.state !== 'none' && !(guest && account.state === 'signed-in')
  return (
    <>
      {guest && (
        <span className="chip" title={`${identity.label}: reads only, moves no money`}>
          <b>Demo</b> · read-only
        </span>
      )}
      {signIn && <AccountChip account={account} />}
      {account?.state === 'none' && !identity && !listed && <span className="chip">Not connected yet</span>}
      {account?.state === 'none' && identity && !guest && !identity.wallet && !listed && (
        <span className="chip">
          <b>
            <bdi>{identity.label}</bdi>
          </b>{' '}
          · no wallet
        </span>
      )}
    </>
  )
}

/** The account in a few words; everything about it is in the settings. */
function AccountChip({ account }: { account: Exclude<AccountState, { state: 'none' }> }) {
  const problem = 'problem' in account ? account.problem : null
  return (
    <button
      className="chip who-account"
      type="button"
      data-problem={problem !== null}
      title={[problem, 'Opens the account’s settings.'].filter(Boolean).join('\n')}
      onClick={() => openTab('settings')}
    >
      <span className="seen-by-readers-only">Account: </span>
      {account.state === 'signed-in' ? (
        <b>
          <bdi>{account.label}</bdi>
        </b>
      ) : account.state === 'signing-in' ? (
        'Waiting for the browser…'
      ) : (
        'Sign in…'
      )}
      {problem !== null && <span className="chip-problem">needs a look</span>}
    </button>
  )
}
