import { type FormEvent, useId, useState } from 'react'
import type { SecretName } from '../../../shared/account'
import { originsOf, placesOf } from '../../../shared/addresses'
import { LONGEST_SECRET } from '../../../shared/field-limits'
import { useApp, useAppState } from '../app-context'
import './secret-field.css'

const STORED = {
  keychain: 'Saved in the system’s keychain. It is never shown again.',
  session: 'Saved until the app quits. It is never shown again.',
  none: 'None is saved yet. It goes into the keychain and is never shown again.',
} as const

type Result =
  | { kind: 'done'; sentence: string }
  | { kind: 'refused'; sentence: string /** It can be held until the app quits instead. */; untilQuit: boolean }

const FAILED = 'This could not be saved. Try again.'

interface SecretFieldProps {
  name: SecretName
  label: string
  placeholder: string
  /** The addresses of the settings: what is entered here is sent to these alone. */
  goesTo: readonly string[]
}

/** Takes a secret in, and shows only where one is stored: no window ever reads it again. */
export function SecretField({ name, label, placeholder, goesTo }: SecretFieldProps) {
  const { bridge } = useApp()
  const stored = useAppState((app) => app.secrets[name] ?? null)
  const id = useId()
  const [secret, setSecret] = useState('')
  const [busy, setBusy] = useState(false)
  const [result, setResult] = useState<Result | null>(null)

  async function keep(untilQuit: boolean) {
    const given = secret.trim()
    if (given === '' || busy) return
    setBusy(true)
    const reply = await bridge
      .setSecret(name, given, untilQuit)
      .catch(() => ({ ok: false as const, noKeychain: false, message: FAILED }))
    setBusy(false)
    if (reply.ok) setSecret('')
    setResult(
      reply.ok
        ? { kind: 'done', sentence: reply.stored === 'keychain' ? 'Saved.' : 'Saved until the app quits.' }
        : { kind: 'refused', sentence: reply.message, untilQuit: reply.noKeychain },
    )
  }

  async function forget() {
    setBusy(true)
    const reply = await bridge.forgetSecret(name).catch(() => ({ ok: false as const, message: FAILED }))
    setBusy(false)
    setResult(
      reply.ok
        ? { kind: 'done', sentence: 'Removed.' }
        : { kind: 'refused', sentence: reply.message, untilQuit: false },
    )
  }

  return (
    <form
      className="field secret-field"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void keep(false)
      }}
    >
      <label htmlFor={id}>{label}</label>
      <div className="field-line">
        <input
          id={id}
          type="password"
          autoComplete="off"
          value={secret}
          maxLength={LONGEST_SECRET}
          placeholder={stored === null ? placeholder : 'Replace it…'}
          aria-describedby={`${id}-hint`}
          aria-invalid={result?.kind === 'refused'}
          onChange={(event) => {
            setSecret(event.target.value)
            setResult(null)
          }}
        />
        <button className="button" type="submit" disabled={busy || secret.trim() === ''}>
          Save
        </button>
        {stored !== null && (
          <button className="button" type="button" disabled={busy} onClick={() => void forget()}>
            Remove
          </button>
        )}
      </div>
      <p id={`${id}-hint`}>
        {STORED[stored ?? 'none']}
        {(stored === null || secret !== '') && ` What you enter is sent only to ${placesOf(originsOf(goesTo))}.`}
        {result && (
          <span className={result.kind === 'done' ? 'field-kept' : 'field-problem'} role="alert">
            {result.sentence}
          </span>
        )}
      </p>
      {result?.kind === 'refused' && result.untilQuit && (
        <div className="secret-choice">
          <button className="button" type="button" disabled={busy} onClick={() => void keep(true)}>
            Save until I quit
          </button>
        </div>
      )}
    </form>
  )
}
