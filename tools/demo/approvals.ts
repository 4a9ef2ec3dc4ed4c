import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import type { EntryOf, Snapshot } from '../../shared/snapshot'
import type { Desktop } from '../desktop/desktop'
import type { Panel } from '../desktop/panel'
import { noiseFile } from '../desktop/tone'
import { keyApproves, type Watched } from './result'

/** How the demo approves what waits: by a real hold of the talk key, by the panel's button, or not at all. */
export const ApprovingSchema = z.enum(['key', 'button', 'none'])
export type Approving = z.infer<typeof ApprovingSchema>

/** The voice reads the preview out before a hold can count; a long one takes a while. */
const SPOKEN_MS = 30_000
/** From then on the small window shows the card at once, or it has no room for it. */
const IN_SIGHT_MS = 8_000
/** The request comes before the first sound of what is said about it: only a pause this long is the end. */
const QUIET_MS = 1_000
/** A person looks before they press. */
const LOOK_MS = 600
/** Longer than a hold that approves (shared/hold.ts), and shorter than any patience. */
const HOLD_MS = 1_000
/** A live microphone hears its room: before the press, all through it, and until it is closed. */
const ROOM_MS = 4_000
const ROOM_BEFORE_MS = 300
/** From letting go to the decision: the ledger is written first. */
const DECIDED_MS = 10_000

type Card = EntryOf<'approval'>

const cardOf = ({ entries }: Snapshot, id: string): Card | undefined =>
  entries.find((entry): entry is Card => entry.kind === 'approval' && entry.id === id)

interface Hands {
  desktop: Desktop
  panel: Panel
  approve: Approving
}

export type Approver = ReturnType<typeof createApprover>

/** Acts on requests as a trader would, and remembers of each what can't be told any more once it is decided. */
export function createApprover({ desktop, panel, approve }: Hands) {
  const byKey = new Map<string, boolean>()
  const holds = new Set<string>()

  /** The snapshot that meets the condition, or that decided it otherwise; what is seen of the card is noted on the way. */
  async function waiting(id: string, condition: (card: Card, now: Snapshot) => boolean, timeoutMs: number) {
    const met = await panel.until((now) => {
      const card = cardOf(now, id)
      if (card?.decision !== 'pending') return true
      byKey.set(id, keyApproves(card))
      return condition(card, now)
    }, timeoutMs)
    return met !== null && cardOf(met, id)?.decision === 'pending'
  }

  async function holdKey(hotkey: number): Promise<void> {
    const before = new Set((await panel.snapshot()).turns.map(({ id }) => id))
    // It ends by itself after the hold; where there is no virtual microphone the room's own has to do.
    const room = desktop.microphone.play(noiseFile(desktop, ROOM_MS)).catch(() => {})
    await delay(ROOM_BEFORE_MS)
    await desktop.keyboard.down(hotkey)
    try {
      await delay(HOLD_MS)
    } finally {
      await desktop.keyboard.up(hotkey)
    }
    await room
    for (const { id } of (await panel.snapshot()).turns) if (!before.has(id)) holds.add(id)
  }

  async function holdButton(): Promise<void> {
    const { page } = panel
    const button = page.locator('[data-decision="pending"] button', { hasText: /^Hold to approve/ }).last()
    await button.scrollIntoViewIfNeeded({ timeout: IN_SIGHT_MS })
    await delay(LOOK_MS)
    const box = await button.boundingBox()
    if (box === null) return
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await delay(HOLD_MS)
    await page.mouse.up()
  }

  return {
    watched: { keyApproves: byKey, holds } satisfies Watched,
    /** Settles when the request is decided (true), or is left to wait while the conversation goes on (false). */
    async act(id: string, hotkey: number): Promise<boolean> {
      let spokeAt = Date.now()
      const spoken = ({ status }: Snapshot) => {
        if (status.state === 'speaking') spokeAt = Date.now()
        return Date.now() - spokeAt >= QUIET_MS
      }
      if (!(await waiting(id, (_, now) => spoken(now), SPOKEN_MS))) return isDecided(await panel.snapshot(), id)
      if (approve === 'none') return false
      if (approve === 'key') {
        const seen = ({ seenSince }: Card) => seenSince !== null && Date.now() - seenSince >= LOOK_MS
        await waiting(id, (card, now) => seen(card) && spoken(now), IN_SIGHT_MS)
        if (!isDecided(await panel.snapshot(), id)) await holdKey(hotkey)
      } else await holdButton().catch(() => {})
      await waiting(id, () => false, DECIDED_MS)
      return isDecided(await panel.snapshot(), id)
    },
  }
}

const isDecided = (now: Snapshot, id: string): boolean => cardOf(now, id)?.decision !== 'pending'
