import { t } from '../../../shared/i18n'
import type { EngineState } from '../state'

/** The session is to be replaced by another, which is prepared from now on, in the next quiet moment. */
export function renew({ connections, time }: EngineState): void {
  connections.due = true
  if (connections.current?.status === 'ready' && connections.next === null) connections.preparesAt = time.mono
}

/** The session's rights have ended before it. */
export function rightsEnded(state: EngineState): void {
  state.problems.add('tools_unauthorized', t('engine.problem.rightsEnded'))
  state.connections.useless = true
  renew(state)
}
