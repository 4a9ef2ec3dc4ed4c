import type { Earcon } from '../ports'
import type { EngineState } from '../state'
import type { Turn } from '../state/turn'

/** Updates go out at most this often: a screen shows no more. */
const PUBLISH_MS = 33

/** Something changed, of this turn where given: it goes out with the next update. */
export function touch(state: EngineState, turn?: Turn): void {
  if (turn) state.dirty.add(turn)
  state.publishesAt ??= state.time.mono + PUBLISH_MS
}

/** What has changed goes out at once. */
export function publishNow(state: EngineState): void {
  state.publishesAt = state.time.mono
}

/** The server said something, or was asked something. */
export function restartSilence({ silence, time }: EngineState): void {
  silence.heardAt = time.mono
  silence.since = time.mono
}

export function earcon(state: EngineState, name: Earcon): void {
  if (state.settings.earcons) state.outbox.push({ do: 'earcon', name })
}

export function log(
  state: EngineState,
  name: string,
  data: Record<string, unknown> = {},
  turnId: string | null = null,
): void {
  state.outbox.push({ do: 'log', name, data, turnId })
}

type Level = 'info' | 'warning' | 'error'

/** One sentence in the conversation that nobody asked for: about what the trader did, or this app. */
export function notice(state: EngineState, level: Level, code: string, text: string, turnId: string | null): void {
  state.notices.own({ level, code, text, turnId })
  touch(state)
}

/** About what the server did. `code` is one of a fixed set: of each a few are shown, the others counted. */
export function serverNotice(
  state: EngineState,
  level: Level,
  code: string,
  text: string,
  turnId: string | null,
): void {
  state.notices.ofServer({ level, code, text, turnId })
  touch(state)
}

/** What the server reports as an error, with its own code: a few are shown, the others counted. */
export function serverError(state: EngineState, code: string, text: string, turnId: string | null): void {
  state.notices.error({ level: 'error', code, text, turnId })
  touch(state)
}

/** Shown once, counted ever after. */
export function problem(state: EngineState, code: string, message: string, turnId: string | null): void {
  if (state.problems.add(code, message)) serverError(state, code, message, turnId)
}
