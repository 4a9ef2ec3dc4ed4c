import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { t } from '../../../shared/i18n'
import type { LogEvent } from '../../../shared/log'
import { useApp, useLog } from '../app-context'
import { useEndInSight } from '../end-in-sight'
import { useRootPx } from '../panel/text-size'
import { LogRow } from './log-row'
import { rowText } from './row-text'

/** Height of a closed row, with the text size of the settings; the stylesheet says the same. */
const ROW_REM = 1.625
const OVERSCAN = 6
/** Nearer to the end than this counts as being there. */
const END_PX = 30
const PAGE_ROWS = 15

/** The rows, as many as fit. Follows the newest until scrolled away from it. */
export function LogList() {
  const { stores } = useApp()
  const scroller = useRef<HTMLDivElement>(null)
  useLog((state) => state.version)
  const filter = useLog((state) => state.filter)
  const following = useLog((state) => state.following)
  const waiting = useLog((state) => state.waiting)
  const { visible, scanning, generation } = stores.log.getState()
  const [active, setActive] = useState<LogEvent | null>(null)
  const [opened, setOpened] = useState<ReadonlySet<LogEvent>>(new Set())
  /** Rows that are, or were, open. All others are as high as each other: a jump has nothing to measure. */
  const measured = useRef(new Set<LogEvent>())
  const rowPx = ROW_REM * useRootPx()

  // A row keeps its number while older ones fall out of the ring, so its measured height stays its own.
  const { dropped } = visible
  const getItemKey = useCallback((index: number) => dropped + index, [dropped])
  const list = useVirtualizer({
    count: visible.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    getItemKey,
    overscan: OVERSCAN,
    // Older rows come in above while it is read: those on screen stay where they are. Whoever follows is at the end anyway.
    anchorTo: following ? 'start' : 'end',
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows have the same numbers then
  useLayoutEffect(() => list.measure(), [generation, rowPx, list])

  const { length } = visible
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when rows came
  useEffect(() => {
    const element = scroller.current
    if (following && element) element.scrollTop = element.scrollHeight
  }, [following, length, dropped, generation])
  useEndInSight(
    scroller,
    useCallback(() => stores.log.getState().following, [stores]),
  )

  const toggle = useCallback(
    (event: LogEvent) => {
      setActive(event)
      stores.log.pause()
      measured.current.add(event)
      setOpened((before) => {
        const after = new Set(before)
        if (!after.delete(event)) after.add(event)
        return after
      })
    },
    [stores],
  )
  const onlyTurn = useCallback(
    (turnId: string) => stores.log.setFilter({ ...stores.log.getState().filter, text: `turn:${turnId}` }),
    [stores],
  )

  function scrolled() {
    const element = scroller.current
    if (!element) return
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight <= END_PX
    if (!atEnd) stores.log.pause()
    else if (opened.size === 0) stores.log.follow()
  }

  function indexOf(event: LogEvent | null): number {
    for (let index = visible.length - 1; event && index >= 0; index -= 1) if (visible.at(index) === event) return index
    return -1
  }

  function keyDown(press: KeyboardEvent) {
    if (press.target !== press.currentTarget || press.ctrlKey || press.metaKey || press.altKey) return
    const last = visible.length - 1
    const at = indexOf(active)
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at < 0 ? last : at - 1,
      PageDown: at + PAGE_ROWS,
      PageUp: at - PAGE_ROWS,
      Home: 0,
      End: last,
    }
    const step = steps[press.key]
    if (step !== undefined) {
      press.preventDefault()
      const index = Math.min(last, Math.max(0, step))
      setActive(visible.at(index) ?? null)
      list.scrollToIndex(index, { align: 'auto' })
      stores.log.pause()
    } else if (press.key === 'Enter' && active) {
      press.preventDefault()
      toggle(active)
    } else if (press.key === 'c' && active) {
      void navigator.clipboard.writeText(rowText(active)).catch(() => undefined)
    }
  }

  return (
    <div className="log-frame">
      <div
        className="log-list"
        ref={scroller}
        onScroll={scrolled}
        onKeyDown={keyDown}
        role="tree"
        aria-label={t('activity.list.label')}
        aria-activedescendant={active ? rowId(active) : undefined}
        tabIndex={0}
      >
        <div className="log-length" style={{ height: list.getTotalSize() }}>
          {list.getVirtualItems().map((row) => {
            const event = visible.at(row.index)
            return (
              <div
                key={`${generation}:${row.key}`}
                className="log-place"
                ref={event && measured.current.has(event) ? list.measureElement : undefined}
                data-index={row.index}
                style={{ transform: `translateY(${row.start}px)` }}
              >
                {event && (
                  <LogRow
                    event={event}
                    id={rowId(event)}
                    active={event === active}
                    open={opened.has(event)}
                    onToggle={toggle}
                    onTurn={onlyTurn}
                  />
                )}
              </div>
            )
          })}
        </div>
      </div>
      {visible.length === 0 && (
        <p className="log-empty">{t(`activity.list.${scanning ? 'looking' : filter.text ? 'nothing' : 'none'}`)}</p>
      )}
      {!following && (
        <button className="to-end" type="button" onClick={() => stores.log.follow()}>
          {waiting > 0 ? t('activity.list.new', { n: waiting }) : t('activity.list.follow')}{' '}
          <span aria-hidden="true">↓</span>
        </button>
      )}
    </div>
  )
}

const rowId = (event: LogEvent) => `event-${event.seq}`
