import type { Notification } from 'electron'
import { announcement } from '../../shared/announcement'
import { t } from '../../shared/i18n'
import type { Entry, Turn, VoiceState } from '../../shared/snapshot'

type SystemNotification = Pick<Notification, 'on' | 'show' | 'close'>

interface BackgroundNewsDeps {
  /** null where the system has none. */
  notification(about: { title: string; body: string }): SystemNotification | null
  /** Whether the trader wants to be told this way. */
  wanted(): Promise<boolean>
  /** The panel has the focus: a screen reader hears it there, and nothing of a window behind another one. */
  isPanelInFront(): boolean
  isMuted(): boolean
  turn(id: string): Pick<Turn, 'source' | 'samples'> | undefined
  showPanel(entryId: string | null): void
}

interface State {
  entries: readonly Entry[]
  status: { state: VoiceState; detail: string }
}

/** A notice that an alert has fired: that has a notification of its own, or was read aloud. */
const ALERT = 'price_alert'
/** Entries whose words are remembered: older ones do not change any more. */
const REMEMBERED = 500
/** The key of what is told of the connection, beside the ids of entries. */
const CONNECTION = 'connection'

/**
 * Tells by the system's notifications, which screen readers read aloud, what the panel would tell if it were in front: a trade
 * that waits, an answer that nobody speaks, a question that was not sent, a lost connection and its return. Not that the app
 * listens: a key is held, and a tone tells it. Nothing is told while a key is held, nor what no longer holds after that.
 */
export function createBackgroundNews(deps: BackgroundNewsDeps) {
  const { notification, wanted, isPanelInFront, isMuted, turn, showPanel } = deps
  /** What was last to be told, by entry, shown or not. */
  const told = new Map<string, string>()
  const waiting = new Map<string, string>()
  /** Those that still say what holds: what the system shows loses its click once nobody refers to it. */
  const shown = new Map<string, SystemNotification>()
  let held = false
  let lost = false

  const tell = async (key: string, text: string) => {
    if (told.get(key) === text || (text === '' && !told.has(key))) return
    told.delete(key)
    told.set(key, text)
    const [oldest = key] = told.keys()
    if (told.size > REMEMBERED) told.delete(oldest)
    shown.get(key)?.close()
    shown.delete(key)
    if (text === '' || isPanelInFront() || !(await wanted())) return
    waiting.set(key, text)
    flush()
  }

  const flush = () => {
    if (held) return
    for (const [key, text] of waiting) {
      waiting.delete(key)
      if (told.get(key) === text && !isPanelInFront()) show(key, text)
    }
  }

  const show = (key: string, body: string) => {
    const made = notification({ title: 'Dexter Voice', body })
    if (made === null) return
    shown.set(key, made)
    made.on('click', () => showPanel(key === CONNECTION ? null : key))
    made.on('close', () => shown.get(key) === made && shown.delete(key))
    made.show()
  }

  const noteConnection = ({ state, detail }: State['status']) => {
    if (state === 'offline' || state === 'error') {
      // Each try tells its own reason: the first is told.
      if (!lost) void tell(CONNECTION, t(`conversation.announce.${state}`, { detail }))
      lost = true
    } else if (lost && state !== 'connecting') {
      lost = false
      void tell(CONNECTION, t('conversation.announce.back'))
    }
  }

  return {
    /** What has changed, in the order of the changes. */
    note({ entries, status }: State) {
      held = status.state === 'listening'
      for (const entry of entries) {
        if (entry.kind === 'notice' && (entry.level === 'info' || entry.code === ALERT)) continue
        const hearing = { turn: entry.turnId === null ? undefined : turn(entry.turnId), muted: isMuted() }
        void tell(entry.id, announcement(entry, hearing))
      }
      noteConnection(status)
      flush()
    },
  }
}
