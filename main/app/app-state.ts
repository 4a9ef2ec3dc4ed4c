import { subscribeWithSelector } from 'zustand/middleware'
import { createStore } from 'zustand/vanilla'
import { NO_WALLETS } from '../../shared/account'
import { NO_ALERTS } from '../../shared/alerts'
import { NO_DEVICES } from '../../shared/devices'
import type { BackendId } from '../../shared/grant'
import { type System, systemOf } from '../../shared/hotkeys'
import { t } from '../../shared/i18n'
import { isSettled } from '../../shared/kept-conversation'
import { redactText } from '../../shared/redact'
import {
  type AppState,
  type EngineUpdate,
  type Entry,
  MAX_ENTRIES,
  NO_SPENDING,
  type Snapshot,
  type SnapshotUpdate,
  type Turn,
} from '../../shared/snapshot'
import { hotkeyPending } from '../../shared/talk'
import type { Notice } from '../notice'
import { PLATFORM } from '../platform'
import { createInSight } from './in-sight'
import { postMortem, type Remains } from './post-mortem'

const DAY_MS = 86_400_000
/** Characters of a crash's reason that are shown. */
const MAX_REASON = 200

type Changed = Pick<SnapshotUpdate, 'entries' | 'turns'>
const NOTHING: Changed = { entries: [], turns: [] }

/** Everything on screen, the entries and turns that this state came with, and what main alone has to know. */
export interface MainState extends SnapshotUpdate {
  approvalWaits: boolean
  /** What was asked aloud is being answered, or has just been. */
  answering: boolean
}

/** What main's own parts tell. What the engine tells comes by `engine`. */
type MainFacts = Omit<AppState, 'system' | 'status' | 'inSight'>

interface AppStateDeps {
  /** The one that is chosen at the start. */
  backend: BackendId
  system?: System
  after(ms: number, callback: () => void): void
}

/**
 * Main's state: what the engine publishes, merged with what main knows. Whoever is drawn from it, or acts on it,
 * subscribes to the slice that it uses.
 */
export function createAppState({ backend, system = systemOf(PLATFORM), after }: AppStateDeps) {
  const store = createStore<MainState>()(subscribeWithSelector(() => beginning(backend, system)))
  /** The conversation as a window that opens now is given it. */
  const entries = new Map<string, Entry>()
  const turns = new Map<string, Turn>()
  let notices = 0

  const inSight = createInSight({
    voice: () => store.getState().status.state,
    after,
    onEnd: () => tell({}),
  })

  /** One change, told once: facts together with the entries and turns that changed with them. */
  const tell = (facts: Partial<AppState>, changed: Changed = NOTHING) => {
    for (const entry of changed.entries) entries.set(entry.id, entry)
    for (const turn of changed.turns) turns.set(turn.id, turn)
    keepNewest(entries)
    keepNewest(turns)
    const { entries: changedEntries, turns: changedTurns } = changed
    const { entryId, approvalWaits, answering } = inSight
    store.setState({
      ...facts,
      entries: changedEntries,
      turns: changedTurns,
      inSight: entryId,
      approvalWaits,
      answering,
    })
  }

  const notice: Notice = (level, code, text) => {
    // Orders of the engine are epoch milliseconds too.
    const at = Date.now()
    const id = `main-${code}-${++notices}`
    const entry: Entry = { kind: 'notice', id, turnId: null, order: at, at, level, code, text }
    tell({}, { entries: [entry], turns: [] })
    return () => {
      // Older ones have left the conversation.
      if (entries.has(id)) tell({}, { entries: [{ ...entry, over: true }], turns: [] })
    }
  }

  return {
    get current(): MainState {
      return store.getState()
    },
    subscribe: store.subscribe,
    snapshot: (): Snapshot => ({
      ...appStateOf(store.getState()),
      entries: [...entries.values()],
      turns: [...turns.values()],
    }),
    /** A turn as it was last told. */
    turn: (id: string): Turn | undefined => turns.get(id),
    /** One of main's parts has something new to tell. */
    set: (facts: Partial<MainFacts>) => tell(facts),
    engine({ status, ...changed }: EngineUpdate) {
      for (const entry of changed.entries) inSight.note(entries.get(entry.id), entry)
      if (status.state === 'listening') inSight.clear()
      inSight.state(status.state)
      tell({ status }, changed)
    },
    /** This desktop shows no tray icon: how the panel is opened is said once, and beside the setting that hides it. */
    trayMissing() {
      tell({ trayMissing: true })
      notice('info', 'no_tray', t('app.start.noTray'))
    },
    /**
     * The engine is gone with its window; `kept` as in {@link postMortem}. `crash` is why it is gone, null when that was
     * meant. It may be the text of any error: what is shown of it is masked and short.
     */
    voiceGone(kept: Remains['kept'], crash: string | null) {
      const { status } = store.getState()
      const found = { entries: [...entries.values()], turns: [...turns.values()], tools: status.tools }
      inSight.forgetApprovals()
      tell(
        {
          status: { ...status, state: 'connecting', detail: t('app.start.startingAgain'), sessionId: null },
          deviceTest: 'off',
        },
        postMortem({ ...found, kept, at: Date.now() }),
      )
      if (crash === null) return
      const why = redactText(crash).slice(0, MAX_REASON)
      notice('error', 'voice_window_gone', t('app.lost.voice', { why }))
    },
    notice,
    /** What the trader clears is not given to a window that opens later; what goes on stays. null days: all of it. */
    clearConversation(olderThanDays: number | null) {
      const before = olderThanDays === null ? Number.POSITIVE_INFINITY : Date.now() - olderThanDays * DAY_MS
      for (const [id, entry] of entries) if (entry.at < before && isSettled(entry)) entries.delete(id)
    },
  }
}

export type AppStateStore = ReturnType<typeof createAppState>

/** What windows are told of a change. */
export const updateOf = ({ approvalWaits: _, answering: __, ...update }: MainState): SnapshotUpdate => update

const appStateOf = ({ approvalWaits: _, answering: ____, entries: __, turns: ___, ...app }: MainState): AppState => app

function keepNewest(map: Map<string, unknown>) {
  for (const key of map.keys()) {
    if (map.size <= MAX_ENTRIES) return
    map.delete(key)
  }
}

const beginning = (backend: BackendId, system: System): MainState => ({
  system,
  status: {
    state: 'idle',
    detail: t('app.start.starting'),
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
  hotkey: hotkeyPending(),
  microphoneAccess: 'granted',
  backendNote: null,
  backendLoading: false,
  account: { state: 'none' },
  wallets: NO_WALLETS,
  secrets: {},
  secretQuestions: [],
  shutdowns: {},
  updateReady: null,
  alerts: NO_ALERTS,
  devices: NO_DEVICES,
  deviceTest: 'off',
  trayMissing: false,
  inSight: null,
  ...NOTHING,
  approvalWaits: false,
  answering: false,
})
