import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

/** Nearer to the end than this counts as being there. */
const END_PX = 40
/** After a key or a turn of the wheel the scrolling goes on for a moment, smoothly. */
const INTENT_MS = 600
/** A finger that let go leaves a page that still glides. */
const GLIDE_MS = 2_000

/** Keys that scroll, or move the focus to where it has to be scrolled to. */
const SCROLL_KEYS: ReadonlySet<string> = new Set(['ArrowUp', 'PageUp', 'Home', ' ', 'Tab'])

interface FollowEnd {
  /** Where to be while following, in pixels from the top: the end, or less where something before it has to be seen. */
  target(element: HTMLElement): number
  /** Following began or ended. */
  onChange(follows: boolean): void
}

/**
 * Keeps the end of a list in sight, whatever grows, shrinks or is measured late, in a window of any size: only the reader's
 * own hand ends it, by wheel, key, finger, or the scroll bar. A scroll event tells no cause, and a browser that shortens a
 * list, or a list that corrects itself, scrolls up as well: so what the hand did is watched by its own events. `begin` takes
 * it up again.
 */
export function useFollowEnd(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  deps: FollowEnd,
) {
  const told = useRef(deps)
  useEffect(() => {
    told.current = deps
  })
  const state = useRef({ follows: true, top: 0, intentUntil: 0, held: false })
  const follow = useRef({
    get now() {
      return state.current.follows
    },
    /** To the end, and to stay there. */
    begin() {
      this.change(true)
      this.pin()
    },
    /** Wherever it goes from here is what somebody wants to see. */
    end() {
      this.change(false)
    },
    change(follows: boolean) {
      if (state.current.follows === follows) return
      state.current.follows = follows
      told.current.onChange(follows)
    },
    pin() {
      const element = scroller.current
      if (!element || !state.current.follows || element.clientHeight === 0) return
      const target = Math.min(told.current.target(element), element.scrollHeight - element.clientHeight)
      if (Math.abs(element.scrollTop - target) >= 1) element.scrollTop = target
      state.current.top = element.scrollTop
    },
  }).current

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const now = () => performance.now()
    const intend = (ms: number) => {
      state.current.intentUntil = Math.max(state.current.intentUntil, now() + ms)
    }
    const away = new AbortController()
    const on = <K extends keyof HTMLElementEventMap>(name: K, listener: (event: HTMLElementEventMap[K]) => void) =>
      element.addEventListener(name, listener, { passive: true, signal: away.signal })
    on('wheel', ({ deltaY }) => deltaY < 0 && intend(INTENT_MS))
    on('keydown', ({ key }) => SCROLL_KEYS.has(key) && intend(INTENT_MS))
    // A screen reader moves the focus without a key.
    on('focusin', () => intend(INTENT_MS))
    on('touchmove', () => intend(GLIDE_MS))
    on('pointerdown', () => {
      state.current.held = true
    })
    on('scroll', () => {
      const { top, held, intentUntil } = state.current
      const rest = element.scrollHeight - element.clientHeight - element.scrollTop
      const byHand = (held || now() < intentUntil) && element.scrollTop < top
      state.current.top = element.scrollTop
      if (rest <= END_PX) follow.change(true)
      else if (byHand) follow.change(false)
      else follow.pin()
    })
    // It may be let go anywhere.
    const release = () => {
      if (state.current.held) intend(INTENT_MS)
      state.current.held = false
    }
    for (const name of ['pointerup', 'pointercancel', 'blur'])
      addEventListener(name, release, { capture: true, signal: away.signal })
    const sizes = new ResizeObserver(() => follow.pin())
    sizes.observe(element)
    if (content.current) sizes.observe(content.current)
    return () => {
      away.abort()
      sizes.disconnect()
    }
  }, [scroller, content, follow])

  return follow
}
