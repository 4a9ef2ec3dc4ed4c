import { CircleQuestionMark } from 'lucide-react'
import { DIAGNOSIS_TOPICS } from '../../../shared/diagnosis'
import { t } from '../../../shared/i18n'
import { useApp } from '../app-context'
import { Button } from '../components/button'
import { Menu } from '../components/menu'
import { openHelp, openTab } from './tabs'

/** Where to look when something is not known, or does not work. */
export function HelpMenu() {
  const { bridge } = useApp()

  async function showFirstSteps() {
    await bridge.setSettings({ firstRunDone: false })
    openTab('conversation')
  }

  return (
    <Menu
      label={t('panel.help')}
      entries={[
        { id: 'first-steps', label: t('firstRun.title'), onAction: () => void showFirstSteps() },
        ...DIAGNOSIS_TOPICS.map((topic) => ({
          id: topic,
          label: t(`diagnosis.topic.${topic}`),
          onAction: () => openHelp(topic),
        })),
        { id: 'shortcuts', label: t('panel.shortcuts.title'), onAction: () => openHelp('shortcuts') },
      ]}
    >
      <Button look="quiet" className="header-help" aria-label={t('panel.help')} tip={t('panel.help')}>
        <CircleQuestionMark aria-hidden="true" />
      </Button>
    </Menu>
  )
}
