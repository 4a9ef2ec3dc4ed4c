import { type ReactNode, useState } from 'react'
import type { AccountState } from '../../../shared/account'
import { dexterAddresses, openaiAddresses, originsOf, placesOf } from '../../../shared/addresses'
import { t } from '../../../shared/i18n'
import { type Settings, SettingsSchema } from '../../../shared/settings'
import { useApp, useAppState } from '../app-context'
import { Button } from '../components/button'
import { DeliberateAction } from './deliberate-action'
import { SecretField } from './secret-field'
import { Group, Part } from './section'
import { ActionSetting } from './setting'

/** Who the trader is to the chosen service, and whose money it is. */
export function AccountSettings({ settings: { backend, openai, dexter } }: { settings: Settings }) {
  const account = useAppState((app) => app.account)
  return (
    <Group id="account" title={t('settings.group.account')}>
      <Part>
        {account && account.state !== 'none' && <Account account={account} dexter={dexter} />}
        {backend === 'openai' && (
          <SecretField
            name="openai-key"
            label={t('settings.field.apiKey.label')}
            also={t('settings.field.apiKey.also')}
            placeholder={t('settings.secret.keyPlaceholder')}
            goesTo={Object.values(openaiAddresses(openai))}
          />
        )}
        {backend === 'practice' && <PracticeMoney />}
      </Part>
    </Group>
  )
}

function Account({
  account,
  dexter,
}: {
  account: Exclude<AccountState, { state: 'none' }>
  dexter: Settings['dexter']
}) {
  const { bridge } = useApp()
  const [failed, setFailed] = useState<string | null>(null)
  const run = (action: Promise<void>) => {
    setFailed(null)
    action.catch(() => setFailed(t('settings.failed')))
  }
  const problem = 'problem' in account ? account.problem : null
  return (
    <ActionSetting
      label={t('settings.account.label')}
      hint={wordsOf(account, dexter)}
      also={t('settings.account.also')}
      actions={
        account.state === 'signed-out' ? (
          <Button look="primary" onPress={() => run(bridge.signIn(account.untilQuit))}>
            {t(account.untilQuit ? 'settings.account.signInUntilQuit' : 'settings.account.signIn')}
          </Button>
        ) : account.state === 'signing-in' ? (
          <Button onPress={() => run(bridge.cancelSignIn())}>{t('settings.account.cancel')}</Button>
        ) : (
          <Button onPress={() => run(bridge.signOut())}>{t('settings.account.signOut')}</Button>
        )
      }
    >
      <p className="field-status" role="status">
        {account.state === 'signed-in'
          ? t.rich('settings.account.signedIn', { name: account.label, b: named })
          : t(account.state === 'signing-in' ? 'settings.account.signingIn' : 'settings.account.signedOut')}
      </p>
      {[problem, failed].map(
        (sentence) =>
          sentence !== null && (
            <p key={sentence} className="field-problem" role="alert">
              {sentence}
            </p>
          ),
      )}
    </ActionSetting>
  )
}

const named = (chunks: ReactNode) => (
  <b>
    <bdi>{chunks}</bdi>
  </b>
)

/** Where a sign-in goes by these settings; null where it is where the app came with. Metadata may name more. */
function unusualPlaces(dexter: Settings['dexter']): string | null {
  const placesBy = ({ url, realtimeUrl, issuer, tokenEndpoint }: Settings['dexter']) => {
    const { api, realtime } = dexterAddresses({ url, realtimeUrl })
    return placesOf(originsOf([api, issuer ?? tokenEndpoint ?? api, realtime]))
  }
  const places = placesBy(dexter)
  return places === placesBy(SettingsSchema.parse({}).dexter) ? null : places
}

function wordsOf(account: Exclude<AccountState, { state: 'none' }>, dexter: Settings['dexter']): string {
  switch (account.state) {
    case 'signed-out': {
      const places = unusualPlaces(dexter)
      if (places === null) return t(account.untilQuit ? 'settings.account.untilQuit' : 'settings.account.demo')
      return t(account.untilQuit ? 'settings.account.untilQuitAt' : 'settings.account.demoAt', { places })
    }
    case 'signing-in':
      return t('settings.account.finish')
    case 'signed-in':
      return t(account.kept === 'keychain' ? 'settings.account.inKeychain' : 'settings.account.untilQuitOnly')
  }
}

/** The paper wallets last over restarts, so there has to be a way back. */
function PracticeMoney() {
  const { bridge } = useApp()
  return (
    <DeliberateAction
      label={t('settings.practice.label')}
      hint={t('settings.practice.hint')}
      also={t('settings.practice.also')}
      action={t('settings.practice.reset')}
      running={t('settings.practice.resetting')}
      question={t('settings.practice.question')}
      warning={t('settings.practice.warning')}
      run={async () => {
        const done = await bridge.resetPractice()
        return done.ok ? { ok: true, message: t('settings.practice.done') } : done
      }}
      unknown={t('settings.practice.unknown')}
    />
  )
}
