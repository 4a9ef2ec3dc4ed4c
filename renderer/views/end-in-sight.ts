import { type RefObject, useLayoutEffect } from 'react'

/**
 * Keeps the end of a list in sight when its window changes size: a shorter window would hide the newest rows, and no scroll
 * event tells. `follows` says whether the reader is at the end; it has to be stable.
 */
export function useEndInSight(scroller: RefObject<HTMLElement | null>, follows: () => boolean) {
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      if (follows()) element.scrollTop = element.scrollHeight
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller, follows])
}
