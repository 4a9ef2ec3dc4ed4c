import { type FC, Activity as Kept, type KeyboardEvent, useRef } from 'react'
import { Activity } from '../activity/activity'
import { useAppState } from '../app-context'
import { Conversation } from '../conversation/conversation'
import { useDenyByEscape } from '../conversation/deny-by-escape'
import { SettingsView } from '../settings/settings-view'
import { Trades } from '../trades/trades'
import { Alarms } from './alarms'
import { Header } from './header'
import { Permissions } from './permissions'
import { SecretQuestions } from './secret-questions'
import { SpendingLine } from './spending-line'
import { TABS, type TabId, useTab } from './tabs'
import { useTheme } from './theme'
import { Unguarded } from './unguarded'
import './panel.css'

const VIEWS: Record<TabId, FC> = {
  conversation: Conversation,
  trades: Trades,
  activity: Activity,
  settings: SettingsView,
}

/** The panel window: who and where at the top, then one of four tabs. */
export function Panel() {
  useTheme()
  useDenyByEscape()
  const [tab, open] = useTab()
  // What a button mends is said beside it.
  const problem = useAppState(({ hotkey }) => (hotkey.permission === 'needed' ? null : hotkey.problem))
  return (
    <div className="panel">
      <Header />
      <Alarms />
      <Unguarded />
      <SecretQuestions />
      <Permissions />
      {problem !== null && (
        <p className="panel-problem" role="status">
          {problem}
        </p>
      )}
      <div className="panel-bar">
        <TabBar tab={tab} open={open} />
        <SpendingLine />
      </div>
      {TABS.map(({ id }) => {
        const View = VIEWS[id]
        return (
          // A tab that is left keeps its scroll position and what was typed, and draws nothing.
          <Kept key={id} mode={id === tab ? 'visible' : 'hidden'}>
            <main className="panel-body" role="tabpanel" id={`panel-${id}`} aria-labelledby={`tab-${id}`}>
              <View />
            </main>
          </Kept>
        )
      })}
    </div>
  )
}

function TabBar({ tab, open }: { tab: TabId; open(id: TabId): void }) {
  const bar = useRef<HTMLDivElement>(null)

  function move(event: KeyboardEvent) {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    const index = TABS.findIndex(({ id }) => id === tab)
    const next = TABS[(index + step + TABS.length) % TABS.length]
    if (!next) return
    event.preventDefault()
    open(next.id)
    bar.current?.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus()
  }

  return (
    <div className="tab-bar" role="tablist" aria-label="Views" ref={bar} onKeyDown={move}>
      {TABS.map(({ id, label }) => (
        <button
          key={id}
          id={`tab-${id}`}
          type="button"
          role="tab"
          aria-selected={id === tab}
          aria-controls={`panel-${id}`}
          tabIndex={id === tab ? 0 : -1}
          onClick={() => open(id)}
        >
          {label}
        </button>
      ))}
    </div>
  )
}
