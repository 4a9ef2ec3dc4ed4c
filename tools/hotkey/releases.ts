import { createTalkCoordinator } from '../../main/hotkey/coordinator'
import { createKeyWatch } from '../../main/hotkey/key-watch'
import { SILENT_HOLD_MS } from '../../renderer/engine/state/voice-sense'
import { ESCAPE, inputOf, parseBinding } from '../../shared/keys'
import { MAX_HOLD_MS, TALK_MODES, type TalkEvent, type TalkMode } from '../../shared/talk'
import { createManualClock } from '../engine/rig'

/** How each way of talking ends by each cause, and how soon: what `npm run faults -- releases` prints. */

export const SOURCES = ['hook', 'portal', 'toggle', 'command line'] as const
type Source = (typeof SOURCES)[number]

/** A key that bounces is waited for so long. */
const DEBOUNCE_MS = 30
/** A held key that fell silent came up unheard: the watch of repeats, and one look. */
const REPEATS_MS = 2_600
const F9 = inputOf('F9')?.code ?? 0
const OTHER_KEY = inputOf('J')?.code ?? 0
const NOTHING_HELD = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false }

/** Somebody talks: what their source can do, and what can happen to it. */
function stage(source: Source, mode: TalkMode) {
  const time = createManualClock()
  const now = time.clock.now
  const events: (TalkEvent & { at: number; seenAt: number })[] = []
  let ids = 0
  const coordinator = createTalkCoordinator({
    after: time.clock.after,
    newId: () => `talk-${++ids}`,
    tailMs: () => 150,
    mode: () => mode,
    doubleTap: () => true,
    handsFree: () => false,
    approvalWaits: () => false,
    emit: (event) => events.push({ ...event, seenAt: now() }),
  })
  const timers: { ms: number; callback: () => void }[] = []
  const binding = parseBinding('F9')
  const watch = createKeyWatch({
    keys: binding === null ? [] : [{ action: 'talk', binding }],
    // Where a release can be hidden from programs, the hook watches the repeats.
    platform: 'win32',
    now: time.clock.mono,
    wall: now,
    every(ms, callback) {
      const timer = { ms, callback }
      timers.push(timer)
      const again = () => {
        if (!timers.includes(timer)) return
        callback()
        time.clock.after(ms, again)
      }
      time.clock.after(ms, again)
      return () => void timers.splice(timers.indexOf(timer), 1)
    },
    tell(message) {
      if (message.type === 'down') coordinator.down(message.at, 'finger', message.alone === true)
      if (message.type === 'up') coordinator.up(message.at)
      if (message.type === 'other') coordinator.otherInput(message.at)
      if (message.type === 'escape') coordinator.cancel(message.at)
      if (message.type === 'late') coordinator.late(message.at)
      if (message.type === 'silent') coordinator.silent(message.at)
    },
  })
  const key = (keycode: number, down: boolean) => watch.events.key({ keycode, ...NOTHING_HELD }, down)
  const down = () => {
    if (source === 'hook') key(F9, true)
    else if (source === 'portal') coordinator.down(now(), 'finger', false)
    else if (source === 'toggle') coordinator.toggle(now())
    else coordinator.down(now(), 'program')
  }
  const up = () => {
    if (source === 'hook') key(F9, false)
    else if (source === 'portal') coordinator.up(now())
    else if (source === 'command line') coordinator.up(now(), 'program')
  }
  const isHeld = () => !coordinator.latched && coordinator.talking
  return {
    time,
    coordinator,
    events,
    /** Talks for a second, as the mode has it. */
    talk() {
      down()
      if (mode === 'tap') {
        time.advance(100)
        up()
      }
      time.advance(1_000)
      watch.told({ type: 'escape', wanted: coordinator.latched })
    },
    /** What the trader does to send it. */
    finish() {
      if (isHeld()) return up()
      down()
    },
    repeat: () => source === 'hook' && key(F9, true),
    otherKey: () => source === 'hook' && key(OTHER_KEY, true),
    escape: () => (source === 'hook' ? key(ESCAPE, true) : coordinator.cancel(now())),
    isHeld,
  }
}

type Stage = ReturnType<typeof stage>

interface Cause {
  name: string
  happens(on: Stage): void
  /** How it has to end, and how soon, in milliseconds after that. */
  ends(source: Source, held: boolean): { as: TalkEvent['type']; withinMs: number }
}

const at = ({ time }: Stage) => time.clock.now()
const away = (name: string): Cause => ({
  name,
  happens: (on) => on.coordinator.leave(at(on), `${name}.`),
  ends: () => ({ as: 'abort', withinMs: 0 }),
})
const sentByTrader = { as: 'release', withinMs: DEBOUNCE_MS } as const

export const CAUSES: readonly Cause[] = [
  { name: 'finger', happens: (on) => on.finish(), ends: () => sentByTrader },
  {
    name: 'release lost, key repeated',
    happens(on) {
      if (!on.isHeld()) return
      on.repeat()
      on.time.advance(30)
      on.repeat()
    },
    ends: (source, held) => ({ as: 'abort', withinMs: source === 'hook' && held ? REPEATS_MS : MAX_HOLD_MS }),
  },
  { name: 'release lost, nothing more', happens: () => {}, ends: () => ({ as: 'abort', withinMs: MAX_HOLD_MS }) },
  {
    // Unseen by the others; what goes on without a finger goes on, since the trader may type.
    name: 'other key',
    happens(on) {
      on.otherKey()
      if (on.coordinator.talking) on.finish()
    },
    ends: (source, held) => (source === 'hook' && held ? { as: 'void', withinMs: 0 } : sentByTrader),
  },
  { name: 'Esc', happens: (on) => on.escape(), ends: () => ({ as: 'cancel', withinMs: 0 }) },
  away('screen locked'),
  away('sleep'),
  away('other user'),
  away('app quits'),
  {
    name: 'key source dies',
    happens: (on) => on.coordinator.abort(at(on), 'The key listener stopped.'),
    ends: () => ({ as: 'abort', withinMs: 0 }),
  },
  {
    name: 'silence, ended by the engine',
    happens(on) {
      on.time.advance(SILENT_HOLD_MS - 1_000)
      on.coordinator.over(at(on), on.events[0]?.talkId ?? '')
    },
    ends: () => ({ as: 'abort', withinMs: SILENT_HOLD_MS }),
  },
  {
    name: 'screens change, hook replaced',
    happens(on) {
      on.coordinator.replaced(at(on))
      on.finish()
    },
    ends: () => sentByTrader,
  },
  { name: 'panic', happens: (on) => on.coordinator.panic(at(on)), ends: () => ({ as: 'panic', withinMs: 0 }) },
]

export interface Release {
  cause: string
  mode: TalkMode
  source: Source
  ended: string
  afterMs: number
  withinMs: number
  ok: boolean
}

/** Every cause in every mode from every source. */
export function releases(): Release[] {
  return CAUSES.flatMap((cause) =>
    TALK_MODES.flatMap((mode) =>
      SOURCES.map((source) => {
        const on = stage(source, mode)
        on.talk()
        const from = at(on)
        const { as, withinMs } = cause.ends(source, on.isHeld())
        cause.happens(on)
        on.time.advance(Math.max(0, from + MAX_HOLD_MS + 1_000 - at(on)))
        const ends = on.events.filter(({ type }) => !['press', 'latched', 'disarm'].includes(type))
        const [first] = ends
        const afterMs = first === undefined ? Number.POSITIVE_INFINITY : first.seenAt - from
        const ok = ends.length === 1 && first?.type === as && afterMs <= withinMs && !on.coordinator.talking
        return { cause: cause.name, mode, source, ended: ends.map(({ type }) => type).join(' '), afterMs, withinMs, ok }
      }),
    ),
  )
}

/** A row for each cause and mode: what ended it, after how long, and within what it has to. */
export function releaseTable(rows: readonly Release[]): string {
  const cell = ({ ended, afterMs, ok }: Release) => `${ended} ${afterMs} ms${ok ? '' : ' NOT OK'}`
  const lines = [['cause', 'mode', 'within', ...SOURCES]]
  for (const { name } of CAUSES)
    for (const mode of TALK_MODES) {
      const mine = rows.filter((row) => row.cause === name && row.mode === mode)
      lines.push([name, mode, `${Math.max(...mine.map(({ withinMs }) => withinMs))} ms`, ...mine.map(cell)])
    }
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? []
  return lines
    .map((line) =>
      line
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
