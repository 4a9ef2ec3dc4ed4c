import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { ArrowDown } from 'lucide-react'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { t } from '../../../shared/i18n'
import type { ConversationState } from '../../state/conversation'
import { useApp, useConversation } from '../app-context'
import { DayMark, isOtherDay } from './day-mark'
import { EntryView } from './entry-view'
import { FindBar } from './find-bar'
import { useFollowEnd } from './follow-end'
import { useOlder } from './older'

/** A guess until a row was measured: near the mean of a bubble and a card. */
const ROW_ESTIMATE_PX = 96
/** Rows drawn beyond both edges, so that a quick scroll shows no gap. */
const OVERSCAN = 6
const PADDING = { start: 14, end: 18 }
/** Nearer to the first row than this, those before it are read. */
const OLDER_FROM = 8

const newestQuestion = ({ ids, entries }: ConversationState) => ids.findLast((id) => entries.get(id)?.kind === 'user')

interface EntryListProps {
  /** The search is open. */
  finding: boolean
  onFindEnd(): void
}

/** All entries, as many of them drawn as fit. It follows the end until the reader scrolls away. */
export function EntryList({ finding, onFindEnd }: EntryListProps) {
  const ids = useConversation((state) => state.ids)
  const older = useConversation((state) => state.older)
  const asked = useConversation(newestQuestion)
  const waiting = useConversation((state) => state.waiting.at(-1))
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const [follows, setFollows] = useState(true)
  const [seenAt, setSeenAt] = useState<string | undefined>(undefined)
  const getItemKey = useCallback((index: number) => ids[index] ?? index, [ids])
  const list = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_ESTIMATE_PX,
    getItemKey,
    overscan: OVERSCAN,
    paddingStart: PADDING.start,
    paddingEnd: PADDING.end,
    // What is read before the first row leaves those on screen where they are.
    anchorTo: 'end',
    useFlushSync: false,
  })
  const follow = useFollowEnd(scroller, content, {
    /** The end, or as near to it as the card that waits allows: nobody approves what has been pushed out of sight. */
    target(element) {
      const row = waiting === undefined ? undefined : list.measurementsCache[ids.indexOf(waiting)]
      return row !== undefined && row.size <= element.clientHeight ? row.start : Number.POSITIVE_INFINITY
    },
    onChange(now) {
      setFollows(now)
      if (!now) setSeenAt(ids.at(-1))
    },
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever asks something wants to see what comes of it
  useLayoutEffect(() => follow.begin(), [asked])
  const length = list.getTotalSize()
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when something grew, or a card was decided
  useLayoutEffect(() => follow.pin(), [length, waiting])
  useReveal(list, scroller, follow)

  const rows = list.getVirtualItems()
  const readOlder = useOlder()
  const atTop = (rows[0]?.index ?? OLDER_FROM) < OLDER_FROM
  useEffect(() => {
    if (atTop && older === 'more') void readOlder()
  }, [atTop, older, readOlder])

  const unseen = follows || seenAt === undefined ? 0 : ids.length - 1 - ids.indexOf(seenAt)
  return (
    <div className="entry-list-frame">
      {finding && <FindBar scroller={scroller} onClose={onFindEnd} />}
      <div
        className="entry-list"
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={t('conversation.label')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <Older state={older} retry={() => void readOlder()} />
        <div className="entry-list-length" ref={content} style={{ height: length }}>
          {rows.map((row) => {
            const id = ids[row.index]
            return (
              <div
                key={row.key}
                className="entry-row"
                ref={list.measureElement}
                data-index={row.index}
                data-id={id}
                style={{ transform: `translateY(${row.start}px)` }}
              >
                {id !== undefined && <Row id={id} before={ids[row.index - 1]} />}
              </div>
            )
          })}
        </div>
      </div>
      {!follows && (
        <button className="to-end" type="button" onClick={() => follow.begin()}>
          {unseen > 0 ? t('conversation.end.unseen', { n: unseen }) : t('conversation.end.latest')}{' '}
          <ArrowDown aria-hidden="true" />
        </button>
      )}
    </div>
  )
}

/** An entry, below the mark of its day where that begins with it. */
function Row({ id, before }: { id: string; before: string | undefined }) {
  const at = useConversation(({ entries }) => entries.get(id)?.at ?? null)
  const previous = useConversation(({ entries }) => (before === undefined ? null : (entries.get(before)?.at ?? null)))
  return (
    <>
      {at !== null && isOtherDay(at, previous) && <DayMark at={at} />}
      <EntryView id={id} />
    </>
  )
}

/** What is told above the first entry; nothing where there is nothing more. */
function Older({ state, retry }: { state: ConversationState['older']; retry(): void }) {
  if (state === 'failed')
    return (
      <p className="older" role="alert">
        {t('conversation.older.failed')}{' '}
        <button className="button" type="button" onClick={retry}>
          {t('conversation.older.retry')}
        </button>
      </p>
    )
  return null
}

/** Brings what somebody wants to see into view, and the focus to it, once it is drawn. */
function useReveal(
  list: Virtualizer<HTMLDivElement, Element>,
  scroller: RefObject<HTMLElement | null>,
  follow: { end(): void },
) {
  const { stores } = useApp()
  const wanted = useConversation((state) => state.wanted)
  const done = useRef(0)
  useEffect(() => {
    if (wanted === null || done.current === wanted.times) return
    const index = stores.conversation.getState().ids.indexOf(wanted.id)
    if (index < 0) return
    done.current = wanted.times
    follow.end()
    list.scrollToIndex(index, { align: 'center' })
    if (!wanted.focus) return
    const frame = requestAnimationFrame(() => {
      const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)
      const target = row?.querySelector<HTMLElement>('.hold:not(:disabled), .approval .button') ?? row
      target?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  }, [wanted, list, scroller, stores, follow])
}
