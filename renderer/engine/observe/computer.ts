import { type Sentence, sentence, t } from '../../../shared/i18n'
import { isOnline } from '../select'
import type { EngineState } from '../state'
import { closeConnections } from './connection'
import { afresh, connect, forgive, tryNow } from './reconnect'
import { log } from './tell'

/** What happens to the computer, and with it to whatever is open: sleep, a network that goes and comes. */

/** The wall clock ran on this much further than the monotonic one: the computer slept, whoever failed to say so. */
const SLEPT_MS = 30_000

export function networkChanged(state: EngineState, online: boolean): void {
  const { connections, turns } = state
  const wasAway = !isOnline(state)
  connections.online = online
  if (!isOnline(state)) connections.connectsAt = null
  else {
    // A socket that was open on a network that went away looks alive for minutes.
    if (wasAway && connections.current?.status === 'ready') slept(state)
    forgive(state)
    if (connections.wanted && !connections.hopeless && connections.current === null) tryNow(state)
  }
  // The next question opens a new one at once.
  if (!isOnline(state) && turns.open().length === 0) closeConnections(state, null)
}

export function suspended(state: EngineState): void {
  state.connections.asleep = true
  state.connections.connectsAt = null
  closeConnections(
    state,
    sentence(() => t('engine.answer.asleep')),
  )
}

export function resumed(state: EngineState): void {
  const { connections, time } = state
  connections.asleep = false
  connections.skew = time.now - time.mono
  // Whatever is still open has slept, too.
  if (connections.current !== null) slept(state)
  forgive(state)
  if (connections.wanted && !connections.hopeless) tryNow(state)
}

/** The backend is another, or its settings are: what is known of the old session no longer counts. */
export function reset(state: EngineState, reason: Sentence): void {
  state.connections.connectsAt = null
  afresh(state)
  state.connections.hopeless = false
  closeConnections(state, reason)
  connect(state)
}

/** Before a connection is trusted that has been silent: a socket that slept looks alive for minutes. */
export function noticeSleep(state: EngineState): void {
  const { connections, time } = state
  const now = time.now - time.mono
  const hasSlept = now - connections.skew > SLEPT_MS
  connections.skew = now
  if (hasSlept) slept(state)
}

function slept(state: EngineState): void {
  log(state, 'slept')
  closeConnections(
    state,
    sentence(() => t('engine.answer.asleep')),
  )
}
