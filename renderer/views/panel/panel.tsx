import { type FC, useRef } from 'react'
import { t } from '../../../shared/i18n'
import { Activity } from '../activity/activity'
import { TabList, TabPanel, Tabs } from '../components/tabs'
import { Announcer } from '../conversation/announcer'
import { Conversation } from '../conversation/conversation'
import { useDenyByEscape } from '../conversation/deny-by-escape'
import { WaitingBar } from '../conversation/waiting-bar'
import { DiagnosisDialog } from '../diagnosis/diagnosis-dialog'
import { SettingsView } from '../settings/settings-view'
import { Trades } from '../trades/trades'
import { Header } from './header'
import { useKeptFocus, useKeysStayWhereTheyBegan } from './keep-focus'
import { Notices } from './notices'
import { OpenMicrophone } from './open-microphone'
import { usePanelKeys } from './panel-keys'
import { Shortcuts } from './shortcuts'
import { SpendingLine } from './spending-line'
import { openHelp, TABS, type TabId, useHelp, useTab } from './tabs'
import { useTextSize } from './text-size'
import { useTheme } from './theme'
import './panel.css'

const VIEWS: Record<TabId, FC> = {
  conversation: Conversation,
  trades: Trades,
  activity: Activity,
  settings: SettingsView,
}

const closeHelp = (open: boolean) => open || openHelp(null)

/** The panel window: who and where at the top, then one of four tabs. */
export function Panel() {
  useTheme()
  useTextSize()
  useDenyByEscape()
  const [tab, open] = useTab()
  const help = useHelp()
  const root = useRef<HTMLDivElement>(null)
  useKeptFocus(root, tab)
  useKeysStayWhereTheyBegan()
  usePanelKeys({ tab, open, showShortcuts: () => openHelp('shortcuts') })
  return (
    <div className="panel" ref={root}>
      <WaitingBar />
      <OpenMicrophone />
      <Header />
      <Notices />
      {/* As little as may be: `Tabs` draws what is in it twice, once to learn which tabs there are. */}
      <Tabs
        className="panel-tabs"
        selectedKey={tab}
        onSelectionChange={(key) => {
          const chosen = TABS.find((id) => id === key)
          if (chosen && chosen !== tab) open(chosen)
        }}
      >
        <nav className="panel-bar" aria-label={t('panel.tabs.label')}>
          <TabList label={t('panel.tabs.label')} tabs={TABS.map((id) => ({ id, label: t(`panel.tabs.${id}`) }))} />
          <SpendingLine />
        </nav>
        <main className="panel-body">
          {TABS.map((id) => {
            const View = VIEWS[id]
            return (
              <TabPanel key={id} id={id} open={id === tab}>
                <View />
              </TabPanel>
            )
          })}
        </main>
      </Tabs>
      <Announcer />
      <Shortcuts isOpen={help === 'shortcuts'} onOpenChange={closeHelp} />
      <DiagnosisDialog topic={help === 'shortcuts' ? null : help} onOpenChange={closeHelp} />
    </div>
  )
}
