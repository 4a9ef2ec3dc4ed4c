import { useEffect, useId, useState } from 'react'
import type { SecretQuestion } from '../../../shared/account'
import { placesOf } from '../../../shared/addresses'
import { useApp, useAppState } from '../app-context'
import './secret-questions.css'

/** A click that was meant for what stood here a moment ago, the question before included, must not answer this one. */
const DELIBERATE_MS = 500

/** A secret that settings lead to a place it was not saved for, one at a time: nothing is sent before the trader says so. */
export function SecretQuestions() {
  const question = useAppState((app) => app.secretQuestions[0] ?? null)
  if (!question) return null
  // Another place is another question, and begins afresh.
  return <Question key={`${question.secret} ${question.wanted.join(' ')}`} question={question} />
}

function Question({ question }: { question: SecretQuestion }) {
  const { bridge } = useApp()
  const id = useId()
  const [busy, setBusy] = useState(true)
  const [problem, setProblem] = useState<string | null>(null)
  const { secret, wanted } = question

  useEffect(() => {
    const timer = setTimeout(() => setBusy(false), DELIBERATE_MS)
    return () => clearTimeout(timer)
  }, [])

  async function answer(allow: boolean) {
    setBusy(true)
    const reply = await bridge
      .answerSecretQuestion({ secret, wanted, allow })
      .catch(() => ({ ok: false as const, message: 'This could not be done. Try once more.' }))
    setBusy(false)
    setProblem(reply.ok ? null : reply.message)
  }

  return (
    <section className="secret-question" role="alertdialog" aria-labelledby={id} aria-describedby={`${id}-about`}>
      <p id={id}>{sentencesOf(question)}</p>
      <p className="secret-question-about" id={`${id}-about`}>
        This address comes from your settings. If you did not put it there, don’t send it.
      </p>
      {problem !== null && (
        <p className="secret-question-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="secret-question-choice">
        <button className="button" type="button" disabled={busy} onClick={() => void answer(true)}>
          Allow
        </button>
        <button className="button" type="button" disabled={busy} onClick={() => void answer(false)}>
          Don’t send it
        </button>
      </div>
    </section>
  )
}

function sentencesOf({ label, givenFor, wanted }: SecretQuestion): string {
  const places = placesOf(wanted)
  if (givenFor.length === 0) return `Your ${label} was saved without an address. Let it be sent to ${places}?`
  const saved = `Your ${label} was saved for ${placesOf(givenFor)}.`
  // The secret itself stays with the host that mints; what it opens runs elsewhere.
  if (wanted.every((origin) => origin.startsWith('ws'))) return `${saved} Let its sessions run at ${places}?`
  return `${saved} Let it be sent to ${places} as well?`
}
