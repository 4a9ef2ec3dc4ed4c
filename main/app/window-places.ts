import type { Rectangle } from 'electron'
import { z } from 'zod'
import { readJsonFile, writeJsonFile } from '../json-file'

/** A window is moved and sized in many small steps. */
const SETTLES_MS = 500
/** Screens that were used once are many, over the years. */
const MAX_SCREENS = 20

const pixels = z.number().int().min(-100_000).max(100_000)
const PlacesSchema = z.object({
  panel: z.object({ x: pixels, y: pixels, width: pixels, height: pixels }).nullable().default(null),
  /** By the screen's id: from the upper left corner of its work area, in device-independent pixels. */
  hud: z.record(z.string(), z.object({ x: pixels, y: pixels })).default({}),
})
type Places = z.infer<typeof PlacesSchema>

/** Where the trader left the windows, on disk. A file that can't be read, or written, costs the places alone. */
export function createWindowPlaces(path: string, after: (ms: number, callback: () => void) => void) {
  const places: Places = readJsonFile(path, PlacesSchema).value ?? { panel: null, hud: {} }
  let changes = 0

  const changed = () => {
    changes += 1
    const change = changes
    after(SETTLES_MS, () => {
      if (change === changes) void writeJsonFile(path, places).catch(() => {})
    })
  }

  return {
    get panel(): Rectangle | null {
      return places.panel
    },
    keepPanel(bounds: Rectangle) {
      places.panel = bounds
      changed()
    },
    hud: (screen: number): Point | null => places.hud[screen] ?? null,
    keepHud(screen: number, place: Point) {
      delete places.hud[screen]
      places.hud[screen] = place
      for (const oldest of Object.keys(places.hud).slice(0, -MAX_SCREENS)) delete places.hud[oldest]
      changed()
    },
  }
}

export type WindowPlaces = ReturnType<typeof createWindowPlaces>

export interface Point {
  x: number
  y: number
}

/** Of a window, so that it can be taken hold of. */
const LEAST_SEEN = { width: 120, height: 48 }

/**
 * Where a window that was left at `kept` opens: there, no larger than its screen, or on `main` where the screen that it was on is
 * gone or its head would be out of reach.
 */
export function within(kept: Rectangle, screens: readonly Rectangle[], main: Rectangle): Rectangle {
  const screen = screens.find((it) => {
    const width = Math.min(kept.x + kept.width, it.x + it.width) - Math.max(kept.x, it.x)
    return width >= LEAST_SEEN.width && kept.y >= it.y && kept.y + LEAST_SEEN.height <= it.y + it.height
  })
  const { x, y, width, height } = screen ?? main
  const size = { width: Math.min(kept.width, width), height: Math.min(kept.height, height) }
  if (screen !== undefined) return { x: kept.x, y: kept.y, ...size }
  return { x: Math.round(x + (width - size.width) / 2), y: Math.round(y + (height - size.height) / 2), ...size }
}
