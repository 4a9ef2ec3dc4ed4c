import { createTalkCoordinator } from '../../main/hotkey/coordinator'
import type { TalkEvent, TalkMode } from '../../shared/talk'
import { createManualClock } from '../engine/rig'

/** What can happen to the talk coordinator. */
export const HAPPENINGS = [
  'down',
  'up',
  'toggle',
  'abort',
  /** Lock, sleep, another user. */
  'leave',
  /** A source that can't see other keys. */
  'blind',
  /** A source that was held up. */
  'late',
  /** Another key, or another key that was held already. */
  'other',
  'chord',
  /** `--talk` of another program. */
  '--down',
  '--up',
  'cancel',
  'panic',
  /** The key fell silent; what hears it was replaced; other keys are hidden. */
  'silent',
  'replaced',
  'unseen',
  /** The wall clock is set back, by a minute. */
  'set back',
] as const
export type Happening = (typeof HAPPENINGS)[number]

export interface Setup {
  tailMs?: number
  mode?: TalkMode
  doubleTap?: boolean
  /** Whether a trade waits at this moment. */
  waits?(at: number): boolean
}

/** Replays a sequence such as `down up`, with pauses in milliseconds, and tells what came out. The clock starts at 0. */
export function simulate(script: readonly ([Happening] | number)[], setup: Setup = {}) {
  const { tailMs = 150, mode = 'hold', doubleTap = true, waits = () => false } = setup
  const time = createManualClock(0)
  const events: TalkEvent[] = []
  let ids = 0
  let handsFree = false
  const coordinator = createTalkCoordinator({
    after: time.clock.after,
    tailMs: () => tailMs,
    mode: () => mode,
    doubleTap: () => doubleTap,
    handsFree: () => handsFree,
    approvalWaits: () => waits(time.clock.now()),
    newId: () => `talk-${++ids}`,
    emit(event) {
      events.push(event)
      if (event.type === 'hands-free') handsFree = event.on
    },
  })
  const happen = (what: Happening) => {
    const at = time.clock.now()
    if (what === 'abort') coordinator.abort(at, 'The hook died.')
    else if (what === 'leave') coordinator.leave(at, 'The screen was locked.')
    else if (what === 'other') coordinator.otherInput(at)
    else if (what === 'blind') coordinator.down(at, 'finger', false)
    else if (what === '--down') coordinator.down(at, 'program')
    else if (what === '--up') coordinator.up(at, 'program')
    else if (what === 'set back') time.setWall(-60_000)
    else coordinator[what](at)
  }
  for (const step of script) {
    if (typeof step === 'number') time.advance(step)
    else happen(step[0])
  }
  time.advance(100)
  return { events, names: events.map((event) => event.type), coordinator, time, happen }
}
