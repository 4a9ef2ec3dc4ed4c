import { t } from '../../../shared/i18n'
import { useApp, useAppState } from '../app-context'
import { Button } from '../components/button'
import { useFirstStepsInSight } from '../first-run/in-sight'
import { Foreign } from '../foreign'
import { Notice } from './notice'
import { Permissions } from './permissions'
import { SecretQuestions } from './secret-questions'
import { openTab } from './tabs'

/** Everything that needs the trader, in every tab: what is about money first. */
export function Notices() {
  // The first steps ask for what they need themselves.
  const firstSteps = useFirstStepsInSight()
  return (
    <section className="notices" aria-label={t('panel.notices.label')}>
      <Alarms />
      <Unguarded />
      <SecretQuestions />
      {!firstSteps && <Permissions />}
    </section>
  )
}

/** What tools did that was not approved: each stays until the trader says that he has read it. */
function Alarms() {
  const alarms = useAppState((app) => app.status.alarms) ?? []
  const { bridge } = useApp()
  return alarms.map(({ id, text }) => (
    <Notice
      key={id}
      tone="alarm"
      role="alert"
      title={<Foreign lines>{text}</Foreign>}
      actions={
        <Button onPress={() => void bridge.acknowledge(id).catch(() => {})}>{t('panel.notices.alarmRead')}</Button>
      }
    />
  ))
}

/** Tools that may move money without asking first: said for as long as there are any, and not to be closed. */
function Unguarded() {
  const names = useAppState((app) => app.status.unguarded) ?? []
  const backend = useAppState((app) => app.status.backend)
  if (names.length === 0) return null
  return (
    <Notice
      tone="danger"
      role="alert"
      title={t('panel.notices.unguarded', { count: names.length })}
      actions={
        backend === 'openai' ? (
          <Button onPress={() => openTab('settings', 'tools')}>{t('panel.notices.unguardedReview')}</Button>
        ) : (
          <Button onPress={() => openTab('settings', 'answers')}>{t('panel.notices.unguardedLeave')}</Button>
        )
      }
    >
      <Foreign>{names.join(', ')}</Foreign>
    </Notice>
  )
}
