import type { Faults } from '../faults'
import type { Outgoing } from './core'
import { createCuts } from './cuts'
import type { Rim } from './dialect/rim'
import { createDisturbance } from './disturbance'
import { newId } from './ids'
import { createLosses } from './losses'

/** The outgoing stream of one session: from what the session tells to the messages that leave, with every armed fault. */
export interface Wire {
  tell(event: Outgoing): void
  /** The line goes dead: no close frame, and nothing that is told from now on leaves. */
  cut(): void
  /** Ends the connection properly, after everything that was told. */
  end(code: number, reason: string): void
}

export interface WireOptions {
  rim: Rim
  faults: Faults
  /** Which neighbours are swapped follows from it. */
  seed: number
  /** One message as text. */
  send(text: string): void
  /** Kills the connection once what was sent has left. */
  kill(): void
  close(code: number, reason: string): void
}

export function createWire({ rim, faults, seed, send, kill, close }: WireOptions): Wire {
  const isLost = createLosses(faults)
  const cutAt = createCuts(faults)
  let dead = false
  const disturbed = createDisturbance(faults, seed, (text) => {
    if (!dead) send(text)
  })

  function cut(): void {
    if (dead) return
    disturbed.flush()
    dead = true
    kill()
  }

  return {
    tell(event) {
      if (dead || isLost(event)) return
      const when = cutAt(event)
      if (when === 'before') return cut()
      const wireEvent = rim.outgoing(event)
      if (wireEvent) disturbed.tell({ event_id: newId('event'), ...wireEvent })
      if (when === 'after') cut()
    },
    cut,
    end(code, reason) {
      disturbed.flush()
      if (!dead) close(code, reason)
      dead = true
    },
  }
}
