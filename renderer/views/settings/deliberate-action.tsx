import { useEffect, useId, useRef, useState } from 'react'
import './account-settings.css'

interface Told {
  ok: boolean
  message: string
}

type Step =
  | { at: 'start'; told: Told | null }
  | { at: 'confirm' }
  /** Asked, and not answered yet. */
  | { at: 'running' }

interface DeliberateActionProps {
  /** What it is about, and what that is. */
  subject: string
  about: string
  /** On the button that confirms; the first one has it with an ellipsis. */
  label: string
  running: string
  question: string
  /** What it does, for good. */
  warning: string
  /** Settles with one sentence on what became of it; rejects when nobody knows. */
  run(): Promise<Told>
  /** Said when it rejects. */
  unknown: string
}

/** Something that can't be undone, so that it takes a second, deliberate click. */
export function DeliberateAction(props: DeliberateActionProps) {
  const { subject, about, label, running, question, warning, run, unknown } = props
  const [step, setStep] = useState<Step>({ at: 'start', told: null })
  const first = useRef<HTMLButtonElement>(null)
  const keep = useRef<HTMLButtonElement>(null)
  const asked = useRef(false)
  const id = useId()

  // The focus goes to what does nothing, and back to where it was: never to the button that confirms.
  useEffect(() => {
    if (step.at === 'confirm') {
      asked.current = true
      keep.current?.focus()
    } else if (step.at === 'start' && asked.current) first.current?.focus()
  }, [step.at])

  async function confirm() {
    setStep({ at: 'running' })
    setStep({ at: 'start', told: await run().catch(() => ({ ok: false, message: unknown })) })
  }

  return step.at === 'start' ? (
    <div className="forget">
      <div className="account-words">
        <p className="account-who">{subject}</p>
        <p className="account-about">{about}</p>
        {step.told !== null && (
          <p className={step.told.ok ? 'field-kept forget-told' : 'account-problem'} role="alert">
            {step.told.message}
          </p>
        )}
      </div>
      <button className="button" type="button" ref={first} onClick={() => setStep({ at: 'confirm' })}>
        {label}…
      </button>
    </div>
  ) : (
    <div className="forget" role="alertdialog" aria-label={question} aria-describedby={id}>
      <div className="account-words">
        <p className="account-who">{question}</p>
        <p className="account-about" id={id}>
          {warning}
        </p>
      </div>
      {/* A double click must not confirm: what does nothing stands where the first button was. */}
      <span className="forget-choice">
        <button className="button danger" type="button" disabled={step.at === 'running'} onClick={() => void confirm()}>
          {step.at === 'running' ? running : label}
        </button>
        <button
          className="button"
          type="button"
          ref={keep}
          disabled={step.at === 'running'}
          onClick={() => setStep({ at: 'start', told: null })}
        >
          Keep it
        </button>
      </span>
    </div>
  )
}
