import type { Faults } from '../faults'
import { unit } from '../market/noise'
import type { WireEvent } from './dialect/rim'

/** How likely two neighbours are to be swapped. */
const SWAP_CHANCE = 0.5

export interface Disturbance {
  tell(event: WireEvent): void
  /** Whatever was held back leaves now. */
  flush(): void
}

/** The stream to the client as a bad line would deliver it: doubled, swapped, and with strange messages in between. */
export function createDisturbance(faults: Faults, seed: number, send: (text: string) => void): Disturbance {
  let count = 0
  /** Waits to be overtaken by its neighbour. */
  let held: WireEvent | null = null

  function flush(): void {
    const waiting = held
    held = null
    if (waiting) deliver(waiting)
  }

  function deliver(event: WireEvent): void {
    const text = JSON.stringify(event)
    if (faults.take('unknown-event')) send(JSON.stringify(unknownEvent(event)))
    if (faults.take('malformed')) send(text.slice(0, Math.ceil(text.length / 2)))
    if (faults.take('wrong-types')) send(JSON.stringify(mistyped(event)))
    send(text)
    if (faults.take('duplicate')) send(text)
  }

  return {
    tell(event) {
      const number = count++
      if (held) {
        const inOrder = mustKeepOrder(held, event)
        if (inOrder) flush()
        deliver(event)
        return flush()
      }
      if (unit(`swap/${number}`, seed) < SWAP_CHANCE && faults.take('reorder')) {
        held = event
        // Neighbours are told in one go: what nothing follows at once keeps its place.
        setImmediate(flush)
        return
      }
      deliver(event)
    },
    flush,
  }
}

/** Pieces of one text or one sound: no line tears them apart without the whole being garbage. */
const mustKeepOrder = (a: WireEvent, b: WireEvent): boolean =>
  a.type.endsWith('.delta') && b.type.endsWith('.delta') && a.item_id === b.item_id

const unknownEvent = ({ event_id }: WireEvent): WireEvent => ({
  type: 'practice.event_from_the_future',
  event_id: `${String(event_id)}_future`,
  detail: { note: 'No client knows this type.' },
})

/** The same event with every field of another type than it should have. */
const mistyped = ({ type, ...fields }: WireEvent): WireEvent => ({
  type,
  ...Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? 42 : typeof value === 'number' ? 'forty-two' : null,
    ]),
  ),
})
