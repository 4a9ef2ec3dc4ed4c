import { type KeyboardEvent, useRef } from 'react'
import { Activity } from '../activity/activity'
import { useAppState } from '../app-context'
import { Conversation } from '../conversation/conversation'
import { SettingsView } from '../settings/settings-view'
import { Header } from './header'
import { TABS, type TabId, useTab } from './tabs'
import { useTheme } from './theme'
import './panel.css'

/** The panel window: who and where at the top, then one of three tabs. */
export function Panel() {
  useTheme()
  const [tab, open] = useTab()
  const problem = useAppState((app) => app.hotkey.problem)
  return (
    <div className="panel">
      <Header />
      {problem !== null && (
        <p className="panel-problem" role="status">
          {problem}
        </p>
      )}
      <TabBar tab={tab} open={open} />
      <main className="panel-body" role="tabpanel" id={`panel-${tab}`} aria-labelledby={`tab-${tab}`}>
        {tab === 'conversation' && <Conversation />}
        {tab === 'activity' && <Activity />}
        {tab === 'settings' && <SettingsView />}
      </main>
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
