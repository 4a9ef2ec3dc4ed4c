import { useEffect, useRef, useState } from 'react'
import type { Replies } from '../../../shared/ipc'
import { useApp } from '../app-context'
import { Section } from './section'
import './account-settings.css'

type Step =
  | { at: 'start'; told: Replies['account.forget'] | null }
  | { at: 'confirm' }
  /** Asked, and not answered yet. */
  | { at: 'forgetting' }

/** Removes what the app holds in the keychain. It can't be undone, so that it takes a second, deliberate click. */
export function ForgetEverything() {
  const { bridge } = useApp()
  const [step, setStep] = useState<Step>({ at: 'start', told: null })
  const first = useRef<HTMLButtonElement>(null)
  const keep = useRef<HTMLButtonElement>(null)
  const asked = useRef(false)

  // The focus goes to what does nothing, and back to where it was: never to the button that forgets.
  useEffect(() => {
    if (step.at === 'confirm') {
      asked.current = true
      keep.current?.focus()
    } else if (step.at === 'start' && asked.current) first.current?.focus()
  }, [step.at])

  async function forget() {
    setStep({ at: 'forgetting' })
    const told = await bridge.forgetEverything().catch(() => ({
      ok: false,
      message: 'It is not known what was removed: the app did not answer. Try once more.',
    }))
    setStep({ at: 'start', told })
  }

  return (
    <Section title="What this app knows about you">
      {step.at === 'start' ? (
        <div className="forget">
          <div className="account-words">
            <p className="account-who">Sign-in, keys and tokens</p>
            <p className="account-about">Everything that this app has put into the system’s keychain.</p>
            {step.told !== null && (
              <p className={step.told.ok ? 'field-kept forget-told' : 'account-problem'} role="alert">
                {step.told.message}
              </p>
            )}
          </div>
          <button className="button" type="button" ref={first} onClick={() => setStep({ at: 'confirm' })}>
            Forget everything…
          </button>
        </div>
      ) : (
        <div className="forget" role="alertdialog" aria-label="Forget everything?" aria-describedby="forget-what">
          <div className="account-words">
            <p className="account-who">Forget everything?</p>
            <p className="account-about" id="forget-what">
              You are signed out, and every key and token of this app leaves the keychain. This can’t be undone.
            </p>
          </div>
          {/* A double click must not confirm: what does nothing stands where the first button was. */}
          <span className="forget-choice">
            <button
              className="button danger"
              type="button"
              disabled={step.at === 'forgetting'}
              onClick={() => void forget()}
            >
              {step.at === 'forgetting' ? 'Forgetting…' : 'Forget everything'}
            </button>
            <button
              className="button"
              type="button"
              ref={keep}
              disabled={step.at === 'forgetting'}
              onClick={() => setStep({ at: 'start', told: null })}
            >
              Keep it
            </button>
          </span>
        </div>
      )}
    </Section>
  )
}
