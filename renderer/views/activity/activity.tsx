import { type DragEvent, useEffect, useRef, useState } from 'react'
import { mirrorLog } from '../../state/mirror'
import { useApp } from '../app-context'
import { FilterBar } from './filter-bar'
import { LogList } from './log-list'
import { OpenLog } from './open-log'
import { type OpenedLog, openLog } from './opened-log'
import { ReportView } from './report-view'
import './activity.css'

/** Stores whose log is being mirrored already: it goes on when the tab is left, so that coming back costs nothing. */
const mirrored = new WeakSet<object>()

interface Opened {
  file: File
  log: OpenedLog
}

/** The session's events as they were sent and received; or what a session log from a file holds. */
export function Activity() {
  const { bridge, stores } = useApp()
  const filter = useRef<HTMLInputElement>(null)
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
        <>
          <FilterBar input={filter} />
          <LogList />
        </>
      )}
      <OpenLog onOpen={open} />
      {dropping && <p className="activity-drop">Drop the session log to open it</p>}
    </div>
  )
}
