import { type DragEvent, useEffect, useRef, useState } from 'react'
import { t } from '../../../shared/i18n'
import { mirrorLog } from '../../state/mirror'
import { useApp } from '../app-context'
import { TabList, TabPanel, Tabs } from '../components/tabs'
import { FilterBar } from './filter-bar'
import { LogList } from './log-list'
import { OpenLog } from './open-log'
import { type OpenedLog, openLog } from './opened-log'
import { ReportView } from './report-view'
import { TurnList } from './turn-list'
import './activity.css'

/** Stores whose log is being mirrored already: it goes on when the tab is left, so that coming back costs nothing. */
const mirrored = new WeakSet<object>()

interface Opened {
  file: File
  log: OpenedLog
}

type View = 'turns' | 'events'

/** What happened, for two readers: turn by turn, or every event of the session; or what a session log from a file holds. */
export function Activity() {
  const { bridge, stores } = useApp()
  const filter = useRef<HTMLInputElement>(null)
  const [view, setView] = useState<View>('turns')
  const [opened, setOpened] = useState<Opened | null>(null)
  const [dropping, setDropping] = useState(false)
  useEffect(() => {
    if (mirrored.has(stores.log)) return
    mirrored.add(stores.log)
    mirrorLog(bridge, stores.log)
  }, [bridge, stores])

  function open(file: File) {
    opened?.log.close()
    setOpened({ file, log: openLog(file) })
  }

  function close() {
    opened?.log.close()
    setOpened(null)
  }

  function showEvents(turnId: string) {
    stores.log.setFilter({ ...stores.log.getState().filter, text: `turn:${turnId}` })
    setView('events')
  }

  function dragged(event: DragEvent) {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setDropping(true)
  }

  function left(event: DragEvent) {
    // Leaving a part for another part of the same view is no leaving.
    if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setDropping(false)
  }

  function dropped(event: DragEvent) {
    event.preventDefault()
    setDropping(false)
    const [file] = event.dataTransfer.files
    if (file) open(file)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first
    <div
      className="activity"
      data-dropping={dropping}
      onDragEnter={dragged}
      onDragOver={dragged}
      onDragLeave={left}
      onDrop={dropped}
    >
      {opened ? (
        <ReportView file={opened.file} log={opened.log} onClose={close} />
      ) : (
        <Tabs
          className="activity-views"
          selectedKey={view}
          onSelectionChange={(key) => setView(key === 'events' ? 'events' : 'turns')}
        >
          <TabList
            label={t('activity.views.label')}
            tabs={[
              { id: 'turns', label: t('activity.views.turns') },
              { id: 'events', label: t('activity.views.events') },
            ]}
          />
          <TabPanel id="turns" open={view === 'turns'}>
            <TurnList onEvents={showEvents} />
          </TabPanel>
          <TabPanel id="events" open={view === 'events'}>
            <FilterBar input={filter} />
            <LogList />
          </TabPanel>
        </Tabs>
      )}
      <OpenLog onOpen={open} />
      {dropping && <p className="activity-drop">{t('activity.open.drop')}</p>}
    </div>
  )
}
