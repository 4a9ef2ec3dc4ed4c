import { useEffect, useState } from 'react'
import { announcement, isCalm } from '../../../shared/announcement'
import { isKept } from '../../../shared/kept-conversation'
import type { Entry } from '../../../shared/snapshot'
import { useApp } from '../app-context'

/** Of the conversation's end, where everything comes and nearly everything changes. */
const WATCHED = 50

interface Told {
  urgent: string
  calm: string
  /** Of those that were told before: the same words a second time are news, too. */
  count: number
}

/**
 * Tells screen readers what happens in the conversation, whichever tab is open: what needs the trader at once, an answer that
 * nobody speaks once nothing else is being read. The header tells how the app stands.
 */
export function Announcer() {
  const { urgent, calm, count } = useAnnouncements()
  return (
    <>
      <p className="seen-by-readers-only" aria-live="assertive">
        <span key={count}>{urgent}</span>
      </p>
      <p className="seen-by-readers-only" role="status">
        <span key={count}>{calm}</span>
      </p>
    </>
  )
}

function useAnnouncements(): Told {
  const { stores } = useApp()
  const [told, setTold] = useState<Told>({ urgent: '', calm: '', count: 0 })
  useEffect(() => {
    const { conversation, settings } = stores
    /** The entries as they were when they were last looked at, and what was told of each. */
    const seen = new Map<string, Entry>()
    const said = new Map<string, string>()
    const look = () => {
      const { ids, entries, turns } = conversation.getState()
      const muted = settings.getState().settings?.muted ?? false
      // A window that opens tells where things stand, and not all that led there.
      const opens = seen.size === 0
      const news: { text: string; calm: boolean }[] = []
      let over = false
      for (const id of ids.slice(-WATCHED)) {
        const entry = entries.get(id)
        if (entry === undefined || seen.get(id) === entry || isKept(entry)) continue
        seen.set(id, entry)
        const turn = entry.turnId === null ? undefined : turns.get(entry.turnId)
        const text = announcement(entry, { turn, muted })
        if (text === (said.get(id) ?? '')) continue
        said.set(id, text)
        over ||= text === ''
        const stands = id === ids.at(-1) || (entry.kind === 'approval' && entry.decision === 'pending')
        if (text !== '' && (!opens || stands)) news.push({ text, calm: isCalm(entry) })
      }
      const of = (calm: boolean) =>
        news
          .filter((it) => it.calm === calm)
          .map(({ text }) => text)
          .join(' ')
      // What no longer holds is not there to be read again.
      if (news.length > 0 || over) setTold(({ count }) => ({ urgent: of(false), calm: of(true), count: count + 1 }))
    }
    look()
    return conversation.subscribe(look)
  }, [stores])
  return told
}
