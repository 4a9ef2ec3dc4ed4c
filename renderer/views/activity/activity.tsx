import { useEffect, useRef } from 'react'
import { mirrorLog } from '../../state/mirror'
import { useApp } from '../app-context'
import { FilterBar } from './filter-bar'
import { LogList } from './log-list'
import './activity.css'

/** Stores whose log is being mirrored already: it goes on when the tab is left, so that coming back costs nothing. */
const mirrored = new WeakSet<object>()

/** The session's events as they were sent and received. */
export function Activity() {
  const { bridge, stores } = useApp()
  const filter = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (mirrored.has(stores.log)) return
    mirrored.add(stores.log)
    mirrorLog(bridge, stores.log)
  }, [bridge, stores])
  return (
    <div className="activity">
      <FilterBar input={filter} />
      <LogList />
    </div>
  )
}
