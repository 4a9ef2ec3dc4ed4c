import type { AccountState } from '../../../shared/account'
import { t } from '../../../shared/i18n'
import { useAppState } from '../app-context'
import { Button } from '../components/button'
import { TipText } from '../components/tooltip'
import { Foreign } from '../foreign'
import { openTab } from './tabs'

/** Names stand out in a sentence, and turn nothing around them. */
const name = (chunks: React.ReactNode) => (
  <b>
    <bdi>{chunks}</bdi>
  </b>
)

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
        <span className="chip">
          <TipText text={t('panel.who.guest', { name: identity.label })}>
            {t.rich('panel.who.demo', { b: name })}
          </TipText>
        </span>
      )}
      {signIn && <AccountChip account={account} />}
      {account?.state === 'none' && !identity && !listed && <span className="chip">{t('panel.who.notConnected')}</span>}
      {account?.state === 'none' && identity && !guest && !identity.wallet && !listed && (
        <span className="chip">{t.rich('panel.who.noWallet', { name: identity.label, b: name })}</span>
      )}
    </>
  )
}

/** The account in a few words; everything about it is in the settings. */
function AccountChip({ account }: { account: Exclude<AccountState, { state: 'none' }> }) {
  const problem = 'problem' in account ? account.problem : null
  return (
    <Button
      className="chip who-account"
      tip={[problem, t('panel.who.opensAccount')].filter(Boolean).join('\n')}
      onPress={() => openTab('settings', 'account')}
    >
      <span className="seen-by-readers-only">{t('panel.who.account')} </span>
      {account.state === 'signed-in' ? (
        <b>
          <Foreign>{account.label}</Foreign>
        </b>
      ) : (
        t(account.state === 'signing-in' ? 'panel.who.signingIn' : 'panel.who.signIn')
      )}
      {problem !== null && <span className="chip-problem">{t('panel.who.problem')}</span>}
    </Button>
  )
}
