import type { Rectangle } from 'electron'
import type { Point } from './window-places'

/** Distance of the small window from the edges of the screen. */
const MARGIN = 48
/** For the longest that it says; what it says stands at its lower edge. */
export const HUD_SIZE = { width: 400, height: 240 }
/** As the stylesheet rounds it. */
const CORNER = 14

/**
 * Where the small window goes on a screen: where the trader left it there, else at the lower edge; beside the panel where it would
 * cover it. null when there is no place beside the panel.
 */
export function hudPlace(workArea: Rectangle, kept: Point | null, panel: Rectangle | null): Rectangle | null {
  const { width, height } = HUD_SIZE
  const left = workArea.x + MARGIN
  const right = workArea.x + workArea.width - width - MARGIN
  const middle = Math.round(workArea.x + (workArea.width - width) / 2)
  const top = workArea.y + MARGIN
  const bottom = workArea.y + workArea.height - height - MARGIN
  const places: Point[] = [
    ...(kept === null ? [] : [inside(workArea, kept)]),
    { x: middle, y: bottom },
    { x: left, y: bottom },
    { x: right, y: bottom },
    { x: left, y: top },
    { x: right, y: top },
  ]
  const free = places.map(({ x, y }) => ({ x, y, width, height })).find((it) => panel === null || !overlap(it, panel))
  return free ?? null
}

/** From the screen's corner to a place in it: the screen may have become smaller. */
function inside(workArea: Rectangle, { x, y }: Point): Point {
  return {
    x: workArea.x + Math.max(0, Math.min(x, workArea.width - HUD_SIZE.width)),
    y: workArea.y + Math.max(0, Math.min(y, workArea.height - HUD_SIZE.height)),
  }
}

const overlap = (one: Rectangle, other: Rectangle) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height

/**
 * A rectangle with round corners, in rows: what a window is cut to. Where nothing composes the screen, what lies outside would be
 * black, and where something does, it would take the mouse from the window below.
 */
export function rounded({ x, y, width, height }: Rectangle): Rectangle[] {
  const corner = Math.min(CORNER, Math.floor(height / 2), Math.floor(width / 2))
  const rows = Array.from({ length: corner }, (_, row) => {
    const inset = Math.round(corner - Math.sqrt(corner ** 2 - (corner - row - 0.5) ** 2))
    return { x: x + inset, width: width - 2 * inset, row }
  })
  return [
    ...rows.map((it) => ({ x: it.x, y: y + it.row, width: it.width, height: 1 })),
    { x, y: y + corner, width, height: height - 2 * corner },
    ...rows.map((it) => ({ x: it.x, y: y + height - 1 - it.row, width: it.width, height: 1 })),
  ].filter((it) => it.height > 0 && it.width > 0)
}
