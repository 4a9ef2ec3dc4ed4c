import {
  type AccountState,
  NO_WALLETS,
  type SecretQuestion,
  type StoredSecrets,
  type WalletsState,
} from '../../shared/account'
import type { BackendId } from '../../shared/grant'
import { type System, systemOf } from '../../shared/hotkeys'
import type { MicrophoneAccess } from '../../shared/microphone'
import type { ToldShutdowns } from '../../shared/models/shutdowns'
import { redactText } from '../../shared/redact'
import {
  type AppState,
  type EngineUpdate,
  type Entry,
  type EntryOf,
  MAX_ENTRIES,
  NO_SPENDING,
  type Snapshot,
  type SnapshotUpdate,
  type Turn,
} from '../../shared/snapshot'
import { HOTKEY_PENDING, type HotkeyState } from '../../shared/talk'
import { PLATFORM } from '../platform'

/** Characters of a crash's reason that are shown. */
const MAX_REASON = 200
/** What does not hold of an answer is in sight for this long after it was last heard. */
const FLAG_MS = 12_000
const NO_TRAY =
  'Your desktop doesn’t show tray icons. Dexter Voice keeps running when you close this window: start it again to bring the window back.'
/** Long enough to read one word. */
const DECIDED_MS = 4_000
/** To read an answer that nobody has heard: 180 words a minute, about as slow as anybody reads. */
const READING_MS_PER_CHAR = 60
/** More does not fit into the small window. */
const MAX_READING_MS = 60_000

interface AppStateDeps {
  /** The one that is chosen at the start. */
  backend: BackendId
  system?: System
  onChange(update: SnapshotUpdate, sight: Sight): void
  /** Something was done that the trader has not approved: he has to see it, wherever he looks. */
  onAlarm(): void
  after(ms: number, callback: () => void): void
}

/** Why the small window has to be in sight, whatever else is. */
interface Sight {
  /** The microphone is open: the trader has asked for it. */
  listening: boolean
  /** A request waits for the trader's approval, or has just been decided, or an answer was found not to hold. */
  unasked: boolean
}

/** Everything that is on screen, in one place: merges what the engine publishes with what main knows. */
export function createAppState({ backend, system = systemOf(PLATFORM), onChange, onAlarm, after }: AppStateDeps) {
  const entries = new Map<string, Entry>()
  /** Ids of the approvals that nobody has given or refused. */
  const asking = new Set<string>()
  const turns = new Map<string, Turn>()
  let notices = 0
  let looks = 0
  let state: AppState = {
    system,
    status: {
      state: 'idle',
      detail: 'Starting…',
      backend,
      dialect: null,
      identity: null,
      picked: null,
      sessionId: null,
      microphone: { state: 'closed', device: null, bytesWhileUp: 0 },
      tools: [],
      unguarded: [],
      alarms: [],
      spending: NO_SPENDING,
      errors: [],
    },
    hotkey: HOTKEY_PENDING,
    microphoneAccess: 'granted',
    backendNote: null,
    backendLoading: false,
    account: { state: 'none' },
    wallets: NO_WALLETS,
    secrets: {},
    secretQuestions: [],
    shutdowns: {},
    updateReady: null,
    trayMissing: false,
    inSight: null,
  }

  const keepNewest = <T>(map: Map<string, T>) => {
    for (const key of map.keys()) {
      if (map.size <= MAX_ENTRIES) return
      map.delete(key)
    }
  }

  const tell = (changed: { entries: Entry[]; turns: Turn[] } = { entries: [], turns: [] }) => {
    for (const entry of changed.entries) {
      if (entry.kind !== 'approval') continue
      if (isPending(entry)) asking.add(entry.id)
      else asking.delete(entry.id)
    }
    const listening = state.status.state === 'listening'
    if (listening) state = { ...state, inSight: null }
    onChange({ ...state, ...changed }, { listening, unasked: asking.size > 0 || state.inSight !== null })
  }

  /** `heard`: the time begins once nothing is said any more. */
  const show = (entryId: string, ms: number, heard: boolean) => {
    looks += 1
    const look = looks
    state = { ...state, inSight: entryId }
    const end = () => {
      if (look !== looks || state.inSight === null) return
      if (heard && state.status.state === 'speaking') return after(ms, end)
      state = { ...state, inSight: null }
      tell()
    }
    after(ms, end)
  }

  const notice = (level: 'info' | 'warning' | 'error', code: string, text: string) => {
    const entry: Entry = {
      kind: 'notice',
      id: `main-${code}-${++notices}`,
      turnId: null,
      // Orders of the engine are epoch milliseconds too.
      order: Date.now(),
      at: Date.now(),
      level,
      code,
      text,
    }
    entries.set(entry.id, entry)
    tell({ entries: [entry], turns: [] })
  }

  return {
    get current(): AppState {
      return state
    },
    snapshot: (): Snapshot => ({ ...state, entries: [...entries.values()], turns: [...turns.values()] }),
    engine(update: EngineUpdate) {
      for (const entry of update.entries) {
        const before = entries.get(entry.id)
        // The trader has gone on.
        if (entry.kind === 'user' && before === undefined) state = { ...state, inSight: null }
        if (isUnspoken(entry) && !isUnspoken(before)) show(entry.id, readingMs(entry.text), true)
        // Together with the words of an answer that is read there, for as long as they take.
        else if (flagsOf(entry) > flagsOf(before) && !(isUnspoken(entry) && state.inSight === entry.id))
          show(entry.id, FLAG_MS, true)
        if (isPending(before) && !isPending(entry)) show(entry.id, DECIDED_MS, false)
        entries.set(entry.id, entry)
      }
      for (const turn of update.turns) turns.set(turn.id, turn)
      keepNewest(entries)
      keepNewest(turns)
      const known = state.status.alarms
      state = { ...state, status: update.status }
      tell(update)
      if (update.status.alarms.some(({ id }) => known.every((alarm) => alarm.id !== id))) onAlarm()
    },
    hotkey(hotkey: HotkeyState) {
      state = { ...state, hotkey }
      tell()
    },
    /** What must be known of the backend at all times, and whether it is still getting ready. */
    backend(backendNote: string | null, backendLoading: boolean) {
      state = { ...state, backendNote, backendLoading }
      tell()
    },
    account(account: AccountState) {
      state = { ...state, account }
      tell()
    },
    wallets(wallets: WalletsState) {
      state = { ...state, wallets }
      tell()
    },
    shutdowns(shutdowns: ToldShutdowns) {
      state = { ...state, shutdowns }
      tell()
    },
    microphoneAccess(microphoneAccess: MicrophoneAccess) {
      state = { ...state, microphoneAccess }
      tell()
    },
    updateReady(updateReady: string | null) {
      state = { ...state, updateReady }
      tell()
    },
    /** This desktop shows no tray icon: how the panel is opened is said once, and beside the setting that hides it. */
    trayMissing() {
      state = { ...state, trayMissing: true }
      notice('info', 'no_tray', NO_TRAY)
    },
    secrets(secrets: StoredSecrets) {
      state = { ...state, secrets }
      tell()
    },
    secretQuestions(secretQuestions: SecretQuestion[]) {
      state = { ...state, secretQuestions }
      tell()
    },
    /**
     * The engine is gone with its window: what it was about to do will not happen, and must not look as if. Questions
     * whose speech is kept stand as they are: the next engine publishes them again under their ids. `crash` is why it is
     * gone, null when that was meant. It may be the text of any error: what is shown of it is masked and short.
     */
    voiceGone(keepsSpeech: (turnId: string) => boolean, crash: string | null) {
      const onlyReads = (tool: EntryOf<'tool'>) =>
        state.status.tools.some(
          ({ server, name, readOnly }) => server === tool.server && name === tool.name && readOnly,
        )
      const lost = [...entries.values()].flatMap((entry) => {
        if (entry.kind === 'user' && entry.turnId !== null && keepsSpeech(entry.turnId)) return []
        return abandoned(entry, onlyReads) ?? []
      })
      const ended = [...turns.values()].flatMap((turn): Turn[] =>
        turn.outcome === null ? [{ ...turn, phase: 'ended', outcome: 'failed' }] : [],
      )
      for (const entry of lost) entries.set(entry.id, entry)
      asking.clear()
      for (const turn of ended) turns.set(turn.id, turn)
      const detail = 'Starting again…'
      state = { ...state, status: { ...state.status, state: 'connecting', detail, sessionId: null } }
      tell({ entries: lost, turns: ended })
      if (crash === null) return
      const why = redactText(crash).slice(0, MAX_REASON)
      notice('error', 'voice_window_gone', `The audio part stopped (${why}) and was started again.`)
    },
    notice,
  }
}

const isPending = (entry: Entry | undefined) => entry?.kind === 'approval' && entry.decision === 'pending'

const isUnspoken = (entry: Entry | undefined): entry is EntryOf<'assistant'> =>
  entry?.kind === 'assistant' && entry.unspoken

const readingMs = (text: string) => Math.min(MAX_READING_MS, FLAG_MS + text.length * READING_MS_PER_CHAR)

const flagsOf = (entry: Entry | undefined): number =>
  entry?.kind === 'assistant' || entry?.kind === 'tool' ? entry.flags.length : 0

/** How an entry stands when the engine that knew about it is gone; null when that changes nothing. */
function abandoned(entry: Entry, onlyReads: (tool: EntryOf<'tool'>) => boolean): Entry | null {
  const gone = 'The audio part of the app stopped.'
  if (entry.kind === 'user' && (entry.resendable || entry.delivery === 'capturing' || entry.delivery === 'sending')) {
    const reached = entry.delivery === 'unanswered'
    return { ...entry, delivery: reached ? 'unanswered' : 'unsent', problem: entry.problem ?? gone, resendable: false }
  }
  if (entry.kind === 'approval' && entry.decision === 'pending')
    return { ...entry, decision: 'expired', reason: gone, heldSince: null, hindrance: null }
  if (entry.kind === 'assistant' && entry.state === 'speaking') return { ...entry, state: 'interrupted' }
  if (entry.kind === 'tool' && entry.status !== 'done' && entry.status !== 'failed') {
    const outcome = onlyReads(entry)
      ? 'Ask again.'
      : 'Money may have moved and the outcome is unknown: check the wallet.'
    return { ...entry, status: 'failed', error: `${gone} ${outcome}`, endedAt: Date.now() }
  }
  return null
}
