import { CircleAlert, CircleCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import { CHECK_NAMES, type Check, type Diagnosis, type DiagnosisTopic } from '../../../shared/diagnosis'
import { t } from '../../../shared/i18n'
import { useApp, useAppState } from '../app-context'
import { Button } from '../components/button'
import { Dialog } from '../components/dialog'
import { Foreign } from '../foreign'
import { openTab } from '../panel/tabs'
import { PressTest } from './press-test'
import { VoiceTest } from './voice-test'
import './diagnosis.css'

/** What each question is about: looked at first, the rest after it. */
const ABOUT: Record<DiagnosisTopic, readonly Check['check'][]> = {
  key: ['session-type', 'portal', 'talk-key'],
  hearing: ['microphone-permission', 'microphone', 'microphone-sound', 'sample-rate'],
}

interface DiagnosisDialogProps {
  /** null: it is closed. */
  topic: DiagnosisTopic | null
  onOpenChange(open: boolean): void
}

/** Why the key is dead, or nothing is heard: what the app found, what to do about it, and a live test. */
export const DiagnosisDialog = ({ topic, onOpenChange }: DiagnosisDialogProps) => (
  <Dialog title={t(`diagnosis.topic.${topic ?? 'key'}`)} isOpen={topic !== null} onOpenChange={onOpenChange}>
    {topic !== null && <Findings key={topic} topic={topic} />}
  </Dialog>
)

function Findings({ topic }: { topic: DiagnosisTopic }) {
  const { bridge } = useApp()
  const [found, setFound] = useState<Diagnosis | 'looking' | 'failed'>('looking')
  const looking = found === 'looking'
  // An effect, so that a voice test on screen is over first: ending later, it would close the microphone that is being checked.
  useEffect(() => {
    if (looking) bridge.diagnose().then(setFound, () => setFound('failed'))
  }, [bridge, looking])
  const isAbout = ({ check }: Check) => ABOUT[topic].includes(check)
  const diagnosis = typeof found === 'string' ? null : found
  const checks = diagnosis?.checks ?? []
  return (
    <>
      <p className="diagnosis-summary" role="status">
        {summaryOf(found)}
      </p>
      {/* From the start: a press while the checks run is the test, not a question. */}
      {topic === 'key' && <PressTest />}
      {topic === 'hearing' && diagnosis !== null && <VoiceTest />}
      {diagnosis !== null && (
        <ol className="diagnosis">
          {[...checks.filter(isAbout), ...checks.filter((check) => !isAbout(check))].map((check) => (
            <Finding key={check.check} {...check} />
          ))}
        </ol>
      )}
      {!looking && (
        <div className="dialog-choice">
          {diagnosis !== null && <CopyReport report={diagnosis.report} />}
          <Button onPress={() => setFound('looking')}>{t('diagnosis.again')}</Button>
        </div>
      )}
    </>
  )
}

function summaryOf(found: Diagnosis | 'looking' | 'failed'): string {
  if (typeof found === 'string') return t(`diagnosis.${found}`)
  const wrong = found.checks.filter(({ ok }) => !ok).length
  return wrong === 0 ? t('diagnosis.allRight') : t('diagnosis.toFix', { n: wrong })
}

function CopyReport({ report }: Pick<Diagnosis, 'report'>) {
  const [copied, setCopied] = useState(false)
  const copy = () =>
    void navigator.clipboard.writeText(report).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return <Button onPress={copy}>{copied ? t('diagnosis.copied') : t('diagnosis.copy')}</Button>
}

function Finding({ check, ok, detail, fix }: Check) {
  const Icon = ok ? CircleCheck : CircleAlert
  return (
    <li className="diagnosis-check" data-ok={ok}>
      <Icon aria-label={ok ? t('diagnosis.ok') : t('diagnosis.wrong')} role="img" />
      <div>
        <strong>{t(`diagnosis.name.${CHECK_NAMES[check]}`)}</strong>{' '}
        <span>
          <Foreign>{detail}</Foreign>
        </span>
        {fix !== null && (
          <p>
            <Foreign>{fix}</Foreign>
          </p>
        )}
        {fix !== null && <Mend check={check} />}
      </div>
    </li>
  )
}

/** The button that does what has to be done, where the app can. */
function Mend({ check }: Pick<Check, 'check'>) {
  const { bridge } = useApp()
  const keyNotAllowed = useAppState(({ hotkey }) => hotkey.permission === 'needed')
  const keysAreSeen = useAppState(({ hotkey }) => hotkey.source === 'hook')
  switch (check) {
    case 'microphone-permission':
      return <Button onPress={() => void bridge.allowMicrophone()}>{t('panel.permission.allow')}</Button>
    case 'talk-key':
      if (keyNotAllowed)
        return <Button onPress={() => void bridge.allowTalkKey()}>{t('panel.permission.allow')}</Button>
      return keysAreSeen ? <Button onPress={() => openTab('settings', 'key')}>{t('diagnosis.chooseKey')}</Button> : null
    case 'microphone':
    case 'sample-rate':
      return <Button onPress={() => openTab('settings', 'voice')}>{t('diagnosis.chooseMicrophone')}</Button>
    default:
      return null
  }
}
