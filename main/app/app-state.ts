import type { BackendId } from '../../shared/grant'
import type { AppState, EngineUpdate, Entry, Snapshot, SnapshotUpdate, Turn } from '../../shared/snapshot'
import type { HotkeyState } from '../../shared/talk'

/** Older entries and turns leave memory; the log keeps them. */
const MAX_ENTRIES = 2_000

/** Everything that is on screen, in one place: merges what the engine publishes with what main knows. */
export function createAppState(backend: BackendId, onChange: (update: SnapshotUpdate) => void) {
  const entries = new Map<string, Entry>()
  const turns = new Map<string, Turn>()
  let notices = 0
  let state: AppState = {
    status: {
      state: 'idle',
      detail: 'Starting…',
      backend,
      transport: 'websocket',
      dialect: null,
      identity: null,
      sessionId: null,
      microphone: { state: 'closed', device: null, bytesWhileUp: 0 },
      tools: [],
      errors: [],
    },
    hotkey: { source: 'none', key: '', hint: '', problem: null },
    backendNote: null,
    backendLoading: false,
  }

  const keepNewest = <T>(map: Map<string, T>) => {
    for (const key of map.keys()) {
      if (map.size <= MAX_ENTRIES) return
      map.delete(key)
    }
  }

  const tell = (changed: { entries: Entry[]; turns: Turn[] } = { entries: [], turns: [] }) =>
    onChange({ ...state, ...changed })

  return {
    get current(): AppState {
      return state
    },
    snapshot: (): Snapshot => ({ ...state, entries: [...entries.values()], turns: [...turns.values()] }),
    engine(update: EngineUpdate) {
      for (const entry of update.entries) entries.set(entry.id, entry)
      for (const turn of update.turns) turns.set(turn.id, turn)
      keepNewest(entries)
      keepNewest(turns)
      state = { ...state, status: update.status }
      tell(update)
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
    notice(level: 'info' | 'warning' | 'error', code: string, text: string) {
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
    },
  }
}
