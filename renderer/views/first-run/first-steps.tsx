import { Check } from 'lucide-react'
import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react'
import { t } from '../../../shared/i18n'
import { useApp } from '../app-context'
import { Button } from '../components/button'
import { useTalkKeySeen } from '../pressed-key'
import { Ask, useSpokenAnswer } from './ask'
import { HearYourself } from './hear-yourself'
import { useFirstStepsInSight } from './in-sight'
import { PressKey } from './press-key'
import './first-steps.css'

const STEPS = ['hear', 'press', 'ask'] as const
type Step = (typeof STEPS)[number]

/**
 * From a new app to a first answer that was heard: three steps, of which one is open. It stands above the conversation, or in
 * the place of an empty one (`fills`), until it is done or skipped.
 */
export function FirstSteps({ fills }: { fills: boolean }) {
  const { bridge } = useApp()
  const id = useId()
  const inSight = useFirstStepsInSight()
  const answer = useSpokenAnswer()
  const [heard, setHeard] = useState(false)
  const [passed, setPassed] = useState<readonly Step[]>([])
  const done: Record<Step, boolean> = { hear: heard, press: useTalkKeySeen(), ask: answer === 'heard' }
  const open = done.ask ? undefined : STEPS.find((step) => !done[step] && !passed.includes(step))
  const card = useFocusOnNext(open)
  const pass = (step: Step) => setPassed((before) => [...before, step])
  const end = () => void bridge.setSettings({ firstRunDone: true })
  const bodies: Record<Step, ReactNode> = {
    hear: <HearYourself onHeard={() => setHeard(true)} onPass={() => pass('hear')} />,
    press: <PressKey onPass={() => pass('press')} />,
    ask: <Ask silent={answer === 'silent'} />,
  }
  return (
    <section className="first-steps" aria-labelledby={id} data-fills={fills} hidden={!inSight} ref={card}>
      <div className="first-steps-card">
        <header>
          <h2 id={id}>{t(done.ask ? 'firstRun.ready.title' : 'firstRun.title')}</h2>
          <Button look={done.ask ? 'primary' : 'quiet'} onPress={end}>
            {t(done.ask ? 'firstRun.ready.done' : 'firstRun.skip')}
          </Button>
        </header>
        {done.ask ? (
          <p>{t('firstRun.ready.what')}</p>
        ) : (
          <ol>
            {STEPS.map((step, index) => (
              <li key={step} data-done={done[step]} tabIndex={-1} aria-current={step === open ? 'step' : undefined}>
                <span className="first-step-mark">
                  {done[step] ? <Check role="img" aria-label={t('firstRun.stepDone')} /> : index + 1}
                </span>
                <h3>{t(`firstRun.${step}.title`)}</h3>
                {step === open && <div className="first-step-body">{bodies[step]}</div>}
              </li>
            ))}
          </ol>
        )}
        {/* Steps are done by voice and key: what comes next is told, wherever the focus is. */}
        <p className="seen-by-readers-only" role="status">
          {t(open === undefined ? 'firstRun.ready.title' : `firstRun.${open}.title`)}
        </p>
      </div>
    </section>
  )
}

/** A step that is left takes its button along: the focus goes to the next one. */
function useFocusOnNext(step: Step | undefined) {
  const card = useRef<HTMLElement>(null)
  const shown = useRef(step)
  useLayoutEffect(() => {
    if (shown.current === step) return
    shown.current = step
    if (document.activeElement !== document.body) return
    card.current?.querySelector<HTMLElement>('[aria-current], .primary')?.focus({ preventScroll: true })
  }, [step])
  return card
}
