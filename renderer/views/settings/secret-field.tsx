import { type FormEvent, useState } from 'react'
import type { SecretName } from '../../../shared/account'
import { originsOf, placesOf } from '../../../shared/addresses'
import { LONGEST_SECRET } from '../../../shared/field-limits'
import { t } from '../../../shared/i18n'
import { useApp, useAppState } from '../app-context'
import { Button } from '../components/button'
import { TextField } from '../components/text-field'
import { useSought } from './search'

type Result =
  | { ok: true; sentence: string }
  | { ok: false; sentence: string /** It can be held until the app quits instead. */; untilQuit: boolean }

interface SecretFieldProps {
  name: SecretName
  label: string
  also?: string
  placeholder: string
  /** The addresses of the settings: what is entered here is sent to these alone. */
  goesTo: readonly string[]
}

/** Takes a secret in, and shows only where one is stored: no window ever reads it again. */
export function SecretField({ name, label, also, placeholder, goesTo }: SecretFieldProps) {
  const { bridge } = useApp()
  const stored = useAppState((app) => app.secrets[name] ?? null)
  const [secret, setSecret] = useState('')
  const [busy, setBusy] = useState(false)
  const [result, setResult] = useState<Result | null>(null)
  if (!useSought(label, also)) return null

  async function keep(untilQuit: boolean) {
    const given = secret.trim()
    if (given === '' || busy) return
    setBusy(true)
    const reply = await bridge
      .setSecret(name, given, untilQuit)
      .catch(() => ({ ok: false as const, noKeychain: false, message: t('settings.notSaved') }))
    setBusy(false)
    if (reply.ok) setSecret('')
    setResult(
      reply.ok
        ? {
            ok: true,
            sentence: t(reply.stored === 'keychain' ? 'settings.secret.saved' : 'settings.secret.savedUntilQuit'),
          }
        : { ok: false, sentence: reply.message, untilQuit: reply.noKeychain },
    )
  }

  async function forget() {
    setBusy(true)
    const reply = await bridge.forgetSecret(name).catch(() => ({ ok: false as const, message: t('settings.failed') }))
    setBusy(false)
    setResult(
      reply.ok
        ? { ok: true, sentence: t('settings.secret.removed') }
        : { ok: false, sentence: reply.message, untilQuit: false },
    )
  }

  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void keep(false)
      }}
    >
      <TextField
        className="field-wide"
        label={label}
        hint={hintOf(stored, secret !== '', goesTo)}
        problem={result?.ok === false ? result.sentence : null}
        type="password"
        value={secret}
        maxLength={LONGEST_SECRET}
        placeholder={stored === null ? placeholder : t('settings.secret.replace')}
        onChange={(text) => {
          setSecret(text)
          setResult(null)
        }}
      >
        <Button type="submit" isDisabled={busy || secret.trim() === ''}>
          {t('settings.save')}
        </Button>
        {stored !== null && (
          <Button isDisabled={busy} onPress={() => void forget()}>
            {t('settings.remove')}
          </Button>
        )}
        {result?.ok === false && result.untilQuit && (
          <Button className="secret-choice" isDisabled={busy} onPress={() => void keep(true)}>
            {t('settings.secret.saveUntilQuit')}
          </Button>
        )}
        {result?.ok && (
          <span className="field-kept" role="status">
            {result.sentence}
          </span>
        )}
      </TextField>
    </form>
  )
}

/** Where a secret is, and where one that is entered goes. */
function hintOf(stored: 'keychain' | 'session' | null, replacing: boolean, goesTo: readonly string[]): string {
  const places = placesOf(originsOf(goesTo))
  if (stored === null) return t('settings.secret.none', { places })
  if (stored === 'keychain')
    return replacing ? t('settings.secret.replacing', { places }) : t('settings.secret.inKeychain')
  return replacing ? t('settings.secret.replacingUntilQuit', { places }) : t('settings.secret.untilQuit')
}
