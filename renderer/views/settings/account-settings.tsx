import { useState } from 'react'
import type { AccountState } from '../../../shared/account'
import { dexterAddresses, originsOf, placesOf } from '../../../shared/addresses'
import { type Settings, SettingsSchema } from '../../../shared/settings'
import { useApp, useAppState, useSettings } from '../app-context'
import { Section } from './section'
import './account-settings.css'

const FAILED = 'This could not be done. Try once more.'

/** Who is signed in, and what can be done about it; not there for a backend without sign-in. */
export function AccountSettings() {
  const account = useAppState((app) => app.account)
  if (!account || account.state === 'none') return null
  return (
    <Section title="Account">
      <Account account={account} />
    </Section>
  )
}

function Account({ account }: { account: Exclude<AccountState, { state: 'none' }> }) {
  const { bridge } = useApp()
  const dexter = useSettings()?.dexter
  const places = account.state === 'signed-out' && dexter ? unusualPlaces(dexter) : null
  const [failed, setFailed] = useState<string | null>(null)
  const run = (action: Promise<void>) => {
    setFailed(null)
    action.catch(() => setFailed(FAILED))
  }
  return (
    <div
      className="account"
      data-state={account.state}
      data-until-quit={account.state === 'signed-out' && account.untilQuit}
    >
      <div className="account-words">
        <p className="account-who" role="status">
          {account.state === 'signed-in' ? (
            <>
              Signed in as <bdi title={account.label}>{account.label}</bdi>
            </>
          ) : account.state === 'signing-in' ? (
            'Waiting for the browser…'
          ) : (
            'Not signed in'
          )}
        </p>
        {'problem' in account && account.problem !== null && (
          <p className="account-problem" role="alert">
            {account.problem}
          </p>
        )}
        <p className="account-about">
          {wordsOf(account)}
          {places !== null && ` It is then used at ${places}.`}
        </p>
        {failed !== null && (
          <p className="account-problem" role="alert">
            {failed}
          </p>
        )}
      </div>
      {account.state === 'signed-out' && (
        <button className="button primary" type="button" onClick={() => run(bridge.signIn(account.untilQuit))}>
          {account.untilQuit ? 'Sign in until I quit' : 'Sign in'}
        </button>
      )}
      {account.state === 'signing-in' && (
        <button className="button" type="button" onClick={() => run(bridge.cancelSignIn())}>
          Cancel
        </button>
      )}
      {account.state === 'signed-in' && (
        <button className="button" type="button" onClick={() => run(bridge.signOut())}>
          Sign out
        </button>
      )}
    </div>
  )
}

/** Where a sign-in goes by these settings; null where it is where the app came with. Metadata may name more. */
function unusualPlaces(dexter: Settings['dexter']): string | null {
  const placesBy = ({ url, realtimeUrl, issuer, tokenEndpoint }: Settings['dexter']) => {
    const { api, realtime } = dexterAddresses({ url, realtimeUrl })
    return placesOf(originsOf([api, issuer ?? tokenEndpoint ?? api, realtime]))
  }
  const places = placesBy(dexter)
  return places === placesBy(SettingsSchema.parse({}).dexter) ? null : places
}

function wordsOf(account: Exclude<AccountState, { state: 'none' }>): string {
  switch (account.state) {
    case 'signed-out':
      return account.untilQuit
        ? 'A sign-in can’t be kept here. You can sign in all the same: it is forgotten when the app quits.'
        : 'Signing in opens your browser. Without it there is only a demo that reads.'
    case 'signing-in':
      return 'Finish there; this goes on by itself.'
    case 'signed-in':
      return account.kept === 'keychain'
        ? 'Kept in the system’s keychain.'
        : 'Held until the app quits: there is no keychain here.'
  }
}
