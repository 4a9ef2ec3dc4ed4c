import { useEffect, useState } from 'react'
import type { SecretQuestion } from '../../../shared/account'
import { placesOf } from '../../../shared/addresses'
import { t } from '../../../shared/i18n'
import { useApp, useAppState } from '../app-context'
import { Button } from '../components/button'
import { Notice } from './notice'

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
      .catch(() => ({ ok: false as const, message: t('panel.secret.failed') }))
    setBusy(false)
    setProblem(reply.ok ? null : reply.message)
  }

  return (
    <Notice
      tone="warning"
      role="alertdialog"
      title={sentenceOf(question)}
      actions={
        <>
          <Button isDisabled={busy} onPress={() => void answer(true)}>
            {t('panel.secret.allow')}
          </Button>
          <Button isDisabled={busy} onPress={() => void answer(false)}>
            {t('panel.secret.refuse')}
          </Button>
        </>
      }
    >
      <p>{t('panel.secret.about')}</p>
      {problem !== null && (
        <p className="notice-problem" role="alert">
          {problem}
        </p>
      )}
    </Notice>
  )
}

function sentenceOf({ label, givenFor, wanted }: SecretQuestion): string {
  const to = placesOf(wanted)
  if (givenFor.length === 0) return t('panel.secret.savedForNone', { secret: label, to })
  const places = { secret: label, from: placesOf(givenFor), to }
  // The secret itself stays with the host that mints; what it opens runs elsewhere.
  return wanted.every((origin) => origin.startsWith('ws'))
    ? t('panel.secret.sessionsElsewhere', places)
    : t('panel.secret.sentElsewhere', places)
}
