import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { ConversationState } from '../../state/conversation'
import { useConversation } from '../app-context'
import { useEndInSight } from '../end-in-sight'
import { Announcer } from './announcer'
import { Composer } from './composer'
import { EmptyState } from './empty-state'
import { EntryView } from './entry-view'
import './conversation.css'

/** A guess until a row was measured: near the mean of a bubble and a card. */
const ROW_ESTIMATE_PX = 96
/** Rows drawn beyond both edges, so that a quick scroll shows no gap. */
const OVERSCAN = 6
/** Nearer to the end than this counts as being there. */
const END_PX = 40

/** What was heard, done and said, and the field to ask in writing. */
export function Conversation() {
  const ids = useConversation((state) => state.ids)

  return (
    <div className="conversation">
      {ids.length === 0 ? <EmptyState /> : <EntryList ids={ids} />}
      <Announcer />
      <Composer />
    </div>
  )
}

const newestQuestion = ({ ids, entries }: ConversationState) => ids.findLast((id) => entries.get(id)?.kind === 'user')

function EntryList({ ids }: { ids: readonly string[] }) {
  const scroller = useRef<HTMLDivElement>(null)
  const [atEnd, setAtEnd] = useState(true)
  const [seen, setSeen] = useState(ids.length)
  const getItemKey = useCallback((index: number) => ids[index] ?? index, [ids])
  const list = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_ESTIMATE_PX,
    getItemKey,
    overscan: OVERSCAN,
    paddingStart: 14,
    paddingEnd: 18,
    useFlushSync: false,
  })

  // At the end means staying there, whatever grows: a new entry, a longer answer, a row that was measured.
  const sticks = useRef(true)
  const last = useRef({ top: 0, height: 0 })
  const length = list.getTotalSize()
  // Whoever asks something wants to see what comes of it, wherever they had read.
  const asked = useConversation(newestQuestion)
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when something was asked
  useLayoutEffect(() => {
    sticks.current = true
  }, [asked])
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when something grew
  useLayoutEffect(() => {
    const element = scroller.current
    if (element && sticks.current) element.scrollTop = element.scrollHeight
  }, [length])
  useEndInSight(
    scroller,
    useCallback(() => sticks.current, []),
  )

  function toEnd() {
    sticks.current = true
    list.scrollToEnd()
  }

  function look() {
    const element = scroller.current
    if (!element) return
    const end = element.scrollHeight - element.scrollTop - element.clientHeight <= END_PX
    // What grows, or a window of another size, takes nobody from the end: only scrolling up does.
    const { top, height } = last.current
    last.current = { top: element.scrollTop, height: element.clientHeight }
    if (end || (element.scrollTop < top && element.clientHeight === height)) sticks.current = end
    if (sticks.current && !end) element.scrollTop = element.scrollHeight
    setAtEnd(sticks.current)
    if (sticks.current) setSeen(ids.length)
  }

  const unseen = atEnd ? 0 : ids.length - seen
  return (
    <div className="entry-list-frame">
      <div
        className="entry-list"
        ref={scroller}
        onScroll={look}
        role="log"
        aria-live="off"
        aria-label="Conversation"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <div className="entry-list-length" style={{ height: length }}>
          {list.getVirtualItems().map((row) => {
            const id = ids[row.index]
            return (
              <div
                key={row.key}
                className="entry-row"
                ref={list.measureElement}
                data-index={row.index}
                style={{ transform: `translateY(${row.start}px)` }}
              >
                {id !== undefined && <EntryView id={id} />}
              </div>
            )
          })}
        </div>
      </div>
      {!atEnd && (
        <button className="to-end" type="button" onClick={toEnd}>
          {unseen > 0 ? `${unseen} new` : 'Latest'} <span aria-hidden="true">↓</span>
        </button>
      )}
    </div>
  )
}
