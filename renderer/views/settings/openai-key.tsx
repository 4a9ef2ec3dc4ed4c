import { type FormEvent, useId, useState } from 'react'
import { useApp } from '../app-context'

const KEPT = {
  keychain: 'Kept in the system’s keychain.',
  session: 'Kept until the app quits: there is no keychain here.',
} as const

/** Takes an API key in. It can't be shown again: only main can read it. */
export function OpenaiKey() {
  const { bridge } = useApp()
  const id = useId()
  const [key, setKey] = useState('')
  const [result, setResult] = useState<{ ok: boolean; sentence: string } | null>(null)

  async function keep(event: FormEvent) {
    event.preventDefault()
    const given = key.trim()
    if (given === '') return
    const reply = await bridge
      .setSecret('openai-key', given, true)
      .catch(() => ({ ok: false as const, noKeychain: false, message: 'This could not be kept. Try once more.' }))
    if (reply.ok) setKey('')
    setResult(reply.ok ? { ok: true, sentence: KEPT[reply.stored] } : { ok: false, sentence: reply.message })
  }

  return (
    <form className="field" onSubmit={(event) => void keep(event)}>
      <label htmlFor={id}>API key</label>
      <div className="field-line">
        <input
          id={id}
          type="password"
          autoComplete="off"
          value={key}
          maxLength={2000}
          placeholder="sk-…"
          aria-describedby={`${id}-hint`}
          onChange={(event) => setKey(event.target.value)}
        />
        <button className="button" type="submit" disabled={key.trim() === ''}>
          Keep
        </button>
      </div>
      <p id={`${id}-hint`}>
        Goes to the keychain, and is never shown again.
        {result && (
          <span className={result.ok ? 'field-kept' : 'field-problem'} role="alert">
            {result.sentence}
          </span>
        )}
      </p>
    </form>
  )
}
