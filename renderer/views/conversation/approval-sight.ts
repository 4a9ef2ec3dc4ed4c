import { useCallback, useEffect, useState } from 'react'
import type { EntryOf } from '../../../shared/snapshot'
import { useApp } from '../app-context'

/**
 * What keeps all of a card's deciding part from being seen at the same moment: it goes on above or below, it is larger than
 * its frame, or something lies over it. `unknown`: it was not looked at yet.
 */
export type CardSight = 'whole' | 'above' | 'below' | 'larger' | 'covered' | 'unknown'

/** Boxes are fractions of pixels, and their parts are snapped to whole ones. */
const TOLERANCE_PX = 1
/** As often as Chromium looks for what lies over an element; the specification allows no less. */
const LOOK_MS = 100
/** So fine that a line of text that comes or goes crosses one. */
const THRESHOLDS = Array.from({ length: 101 }, (_, index) => index / 100)

/**
 * Watches whether the deciding part of a card can be read as a whole, and tells the engine: no button approves what was not
 * in sight. The observer is the second version of the standard's, which notices what lies over an element, too
 * (https://w3c.github.io/IntersectionObserver/#calculate-visibility-algo). `ref` is for the deciding part.
 */
export function useCardSight({ id, binding }: Pick<EntryOf<'approval'>, 'id' | 'binding'>) {
  const { bridge, stores } = useApp()
  const [sight, setSight] = useState<CardSight>('unknown')
  const ref = useCallback(
    (element: HTMLElement | null) => {
      if (element === null) return
      let last: IntersectionObserverEntry | null = null
      let broughtInto = ''
      const look = () => {
        if (last === null) return
        const sight = sightOf(element, last)
        setSight(sight)
        // It came, or grew, with its end in sight. Once for each size: whoever scrolls away wants to.
        const size = `${last.boundingClientRect.height} ${innerHeight}`
        if (sight === 'above' && broughtInto !== size) {
          broughtInto = size
          element.scrollIntoView({ block: 'nearest' })
        }
      }
      const seen = new IntersectionObserver(
        (entries) => {
          last = entries.at(-1) ?? last
          stores.conversation.see(id, (last?.isIntersecting ?? false) && isMostly(last))
          look()
        },
        { threshold: THRESHOLDS, trackVisibility: true, delay: LOOK_MS },
      )
      seen.observe(element)
      // What bursts its edge is no change of what is seen of it; and where all of it was seen before and after, the observer says
      // nothing of its new size: only one that begins anew does.
      const sized = new ResizeObserver(() => {
        look()
        seen.unobserve(element)
        seen.observe(element)
      })
      sized.observe(element)
      document.addEventListener('visibilitychange', look)
      return () => {
        seen.disconnect()
        sized.disconnect()
        document.removeEventListener('visibilitychange', look)
        setSight('unknown')
        stores.conversation.see(id, false)
      }
    },
    [stores, id],
  )
  const whole = sight === 'whole'
  useEffect(() => {
    bridge.panelSight({ requestId: id, binding, whole })
    return () => bridge.panelSight({ requestId: id, binding, whole: false })
  }, [bridge, id, binding, whole])
  return { ref, sight }
}

/** Most of it is on screen, or as much as the screen holds. */
const isMostly = (seen: IntersectionObserverEntry | null): boolean =>
  seen !== null && seen.intersectionRect.height >= Math.min(seen.boundingClientRect.height, innerHeight) / 2

function sightOf(element: HTMLElement, seen: IntersectionObserverEntry): CardSight {
  if (document.visibilityState !== 'visible') return 'covered'
  const { boundingClientRect: box, intersectionRect: shown, isIntersecting } = seen
  const bursts = element.scrollWidth > element.clientWidth + TOLERANCE_PX
  const frame = element.closest('.entry-list')?.getBoundingClientRect() ?? { top: 0, height: innerHeight }
  const narrow = isIntersecting && shown.width < box.width - TOLERANCE_PX
  if (bursts || narrow || box.height > frame.height + TOLERANCE_PX) return 'larger'
  if (!isIntersecting) return box.top < frame.top ? 'above' : 'below'
  if (shown.top > box.top + TOLERANCE_PX) return 'above'
  if (shown.bottom < box.bottom - TOLERANCE_PX) return 'below'
  return seen.isVisible ? 'whole' : 'covered'
}
