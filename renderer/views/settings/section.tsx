import { type ReactNode, useEffect } from 'react'
import { usePlace } from '../panel/tabs'
import { SearchPart, useSearchPart } from './search'

interface GroupProps {
  /** Its place in the address: `#settings/limits`. */
  id: string
  title: string
  children: ReactNode
}

/** Goes to a place: its title at the top, the focus on it. */
export function goTo(id: string) {
  const place = document.getElementById(`settings-${id}`)
  place?.scrollIntoView?.({ block: 'start' })
  place?.focus({ preventScroll: true })
}

/** Whoever comes from elsewhere (a card that is above a limit) finds the place at once, each time. */
function useGoneTo(id: string | undefined, shown: boolean) {
  const asked = usePlace() === id && shown
  useEffect(() => {
    if (asked && id !== undefined) goTo(id)
  }, [asked, id])
}

/** What a person wants, as a heading over its parts. Not there while a search finds nothing in it. */
export function Group({ id, title, children }: GroupProps) {
  const { found, part } = useSearchPart(title)
  useGoneTo(id, found > 0)
  return (
    <section
      className="settings-group"
      id={`settings-${id}`}
      tabIndex={-1}
      aria-labelledby={`settings-${id}-title`}
      hidden={found === 0}
    >
      <h2 id={`settings-${id}-title`}>{title}</h2>
      <SearchPart part={part}>{children}</SearchPart>
    </section>
  )
}

/** Fields that belong together; with a title where its group has several. */
export function Part({ id, title, children }: { id?: string; title?: string; children: ReactNode }) {
  const { found, part } = useSearchPart(title ?? '')
  useGoneTo(id, found > 0)
  return (
    <section
      className="settings-part"
      hidden={found === 0}
      {...(id !== undefined && { id: `settings-${id}`, tabIndex: -1 })}
      {...(title !== undefined && { 'aria-label': title })}
    >
      {title !== undefined && <h3>{title}</h3>}
      <div className="settings-card">
        <SearchPart part={part}>{children}</SearchPart>
      </div>
    </section>
  )
}
