import { type PointerEvent, useCallback, useRef } from 'react'
import { useApp } from '../app-context'

/** A hand that means to click moves less. */
const DRAG_PX = 4

/**
 * What the small window draws on: main cuts the window to it, lets the pointer reach it, moves it where it is dragged to, and
 * opens the panel at `entryId` where it is clicked. It never has the focus, so it hears no key.
 */
export function useSurface(entryId: string | null) {
  const { bridge } = useApp()
  const ref = useCallback(
    (element: HTMLElement | null) => {
      if (element === null) return
      const tell = () => {
        const { left, top, width, height } = element.getBoundingClientRect()
        const round = (value: number) => Math.max(0, Math.round(value))
        bridge.hudDrawn({ x: round(left), y: round(top), width: round(width), height: round(height) })
      }
      const sizes = new ResizeObserver(tell)
      sizes.observe(element)
      addEventListener('resize', tell)
      return () => {
        sizes.disconnect()
        removeEventListener('resize', tell)
      }
    },
    [bridge],
  )
  /** Where it was taken hold of, on the screen: the window moves under the pointer. */
  const from = useRef<{ x: number; y: number; moved: boolean } | null>(null)

  function drag({ screenX, screenY }: PointerEvent, done: boolean) {
    const held = from.current
    if (held === null) return
    const [dx, dy] = [screenX - held.x, screenY - held.y]
    held.moved ||= Math.hypot(dx, dy) >= DRAG_PX
    if (done) from.current = null
    if (held.moved) bridge.hudDragged({ dx, dy, done })
    else if (done) bridge.hudClicked(entryId)
  }

  return {
    ref,
    onPointerEnter: () => bridge.hudPointed(true),
    onPointerLeave: () => from.current === null && bridge.hudPointed(false),
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0 || !event.isPrimary) return
      from.current = { x: event.screenX, y: event.screenY, moved: false }
      event.currentTarget.setPointerCapture(event.pointerId)
    },
    onPointerMove: (event: PointerEvent) => drag(event, false),
    onPointerUp: (event: PointerEvent) => drag(event, true),
    onPointerCancel: (event: PointerEvent) => drag(event, true),
  }
}
