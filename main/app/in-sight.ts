import type { Alarm, AppState, Entry, EntryOf, VoiceState } from '../../shared/snapshot'

/** What does not hold of an answer is in sight for this long after it was last heard. */
const FLAG_MS = 12_000
/** Long enough to read one word. */
const DECIDED_MS = 4_000
/** To read two short sentences. */
const TOLD_MS = 6_000
/** Notices that come with a tone: what it tells is seen too, wherever the trader looks. */
const TONES: ReadonlySet<string> = new Set(['panic', 'hands_free_over'])
/** To read an answer that nobody has heard: 180 words a minute, about as slow as anybody reads. */
const READING_MS_PER_CHAR = 60
/** More does not fit into the small window. */
const MAX_READING_MS = 60_000

/** An answer, or why there is none, is in sight for so long after it has ended. */
const LINGERS_MS = 5_000

/** An entry that the small window shows for a moment. */
interface Look {
  entryId: string
  ms: number
  /** The time begins once nothing is said any more. */
  heard: boolean
}

/** Why the small window has to be on screen, whatever else is. */
export interface HudReasons {
  /** The microphone is open: the trader has asked for it. */
  listening: boolean
  /** An approval waits, or has just been decided, or an answer was found not to hold. */
  unasked: boolean
  /** What was asked aloud is being answered, or has just been. */
  answering: boolean
}

/** `wanted`: the trader wants the small window; without it only what waits for a decision, or does not hold, shows it. */
export const hudReasons = ({ status, approvalWaits, inSight, answering }: HudFacts, wanted: boolean): HudReasons => ({
  listening: wanted && (status.state === 'listening' || status.handsFree === true),
  unasked: approvalWaits || inSight !== null,
  answering: wanted && answering,
})
type HudFacts = Pick<AppState, 'status' | 'inSight'> & { approvalWaits: boolean; answering: boolean }

/** Something was done that the trader has not approved, and he was not told yet: he has to see it, wherever he looks. */
export const isAlarmed = (now: readonly Alarm[], before: readonly Alarm[]): boolean =>
  now.some(({ id }) => before.every((alarm) => alarm.id !== id))

/** What the change of an entry, which was `before`, puts in sight while `shown` is there; null when it stays as it is. */
export function lookAt(before: Entry | undefined, entry: Entry, shown: string | null): Look | null {
  const entryId = entry.id
  if (isPending(before) && !isPending(entry)) return { entryId, ms: DECIDED_MS, heard: false }
  if (entry.kind === 'notice' && before === undefined && TONES.has(entry.code))
    return { entryId, ms: TOLD_MS, heard: false }
  if (isUnspoken(entry) && !isUnspoken(before)) return { entryId, ms: readingMs(entry.text), heard: true }
  // An answer that is being read shows them below it, for as long as its words take.
  const isRead = isUnspoken(entry) && shown === entryId
  return flagsOf(entry) > flagsOf(before) && !isRead ? { entryId, ms: FLAG_MS, heard: true } : null
}

interface InSightDeps {
  voice(): VoiceState
  after(ms: number, callback: () => void): void
  /** The time of what was in sight is over. */
  onEnd(): void
}

/** Which entry the small window shows for a moment, and whether an approval waits there. */
export function createInSight({ voice, after, onEnd }: InSightDeps) {
  /** Ids of the approvals that nobody has given or refused. */
  const waiting = new Set<string>()
  let shown: string | null = null
  let looks = 0
  /** The newest question, where it was asked aloud: whoever typed it looks at the panel. */
  let asked: string | null = null
  let answering = false
  let last: VoiceState | null = null
  let changes = 0

  const show = ({ entryId, ms, heard }: Look) => {
    looks += 1
    const look = looks
    shown = entryId
    const end = () => {
      if (look !== looks || shown === null) return
      if (heard && voice() === 'speaking') return after(ms, end)
      shown = null
      onEnd()
    }
    after(ms, end)
  }

  return {
    /** The entry that is shown for a moment; null for none. */
    get entryId() {
      return shown
    },
    get approvalWaits() {
      return waiting.size > 0
    },
    /** What was asked aloud is being answered, or has just been. */
    get answering() {
      return answering
    },
    /** The voice is in this state now. */
    state(state: VoiceState) {
      if (state === last) return
      last = state
      changes += 1
      // What is said then is a question of its own, which shows by itself.
      if (asked === null || state === 'listening') return
      if (state === 'connecting' || state === 'working' || state === 'speaking') {
        answering = true
        return
      }
      const change = changes
      after(LINGERS_MS, () => {
        if (change !== changes || !answering) return
        answering = false
        asked = null
        onEnd()
      })
    },
    /** An entry has changed, or is new: then `before` is undefined. */
    note(before: Entry | undefined, entry: Entry) {
      // The trader has gone on.
      if (entry.kind === 'user' && before === undefined) {
        shown = null
        asked = entry.source === 'voice' ? entry.id : null
        if (asked === null) answering = false
      }
      // A tap, say: nothing was asked.
      if (entry.id === asked && entry.kind === 'user' && NOTHING_ASKED.has(entry.delivery)) {
        asked = null
        answering = false
      }
      const look = lookAt(before, entry, shown)
      if (look !== null) show(look)
      if (isPending(entry)) waiting.add(entry.id)
      else waiting.delete(entry.id)
    },
    /** The trader talks: what he says has the window to itself. */
    clear() {
      shown = null
    },
    /** Whoever waited for an approval is gone. */
    forgetApprovals: () => waiting.clear(),
  }
}

const NOTHING_ASKED: ReadonlySet<EntryOf<'user'>['delivery']> = new Set(['discarded', 'void'])

const isPending = (entry: Entry | undefined) => entry?.kind === 'approval' && entry.decision === 'pending'

const isUnspoken = (entry: Entry | undefined): entry is EntryOf<'assistant'> =>
  entry?.kind === 'assistant' && entry.unspoken

const readingMs = (text: string) => Math.min(MAX_READING_MS, FLAG_MS + text.length * READING_MS_PER_CHAR)

const flagsOf = (entry: Entry | undefined): number =>
  entry?.kind === 'assistant' || entry?.kind === 'tool' ? entry.flags.length : 0
