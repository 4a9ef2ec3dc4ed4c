import type { FaultName, Faults } from '../faults'
import type { Outgoing } from './core'

/** The first delta may still be in flight when the line dies: with the second, an answer is under way. */
const DELTAS_BEFORE_CUT = 2

/** Says of each event in turn whether the line is cut before it, after it, or not at all. */
export function createCuts(faults: Faults): (event: Outgoing) => 'before' | 'after' | null {
  let deltas = 0

  function phaseAfter(event: Outgoing): FaultName | null {
    switch (event.type) {
      case 'session.created':
        return 'cut-created'
      case 'session.updated':
        return 'cut-updated'
      case 'input_audio_buffer.committed':
        return 'cut-committed'
      case 'response.created':
        deltas = 0
        return 'cut-response'
      case 'response.output_audio.delta':
        deltas++
        return deltas === DELTAS_BEFORE_CUT ? 'cut-audio' : null
      case 'response.mcp_call.completed':
        return 'cut-tool-done'
      case 'conversation.item.done':
        return event.item.type === 'mcp_approval_request' ? 'cut-approval' : null
      default:
        return null
    }
  }

  return (event) => {
    if (event.type === 'session.created' && faults.take('cut-open')) return 'before'
    const phase = phaseAfter(event)
    return phase && faults.take(phase) ? 'after' : null
  }
}
