import type { FaultName, Faults } from '../faults'
import type { Outgoing } from './core'

/** The first delta may still be in flight when the line dies: with the second, an answer is under way. */
const DELTAS_BEFORE_CUT = 2

const CUT_AFTER: Partial<Record<Outgoing['type'], FaultName>> = {
  'session.created': 'cut-created',
  'session.updated': 'cut-updated',
  'input_audio_buffer.committed': 'cut-committed',
  'response.created': 'cut-response',
  'response.mcp_call.completed': 'cut-tool-done',
}

/** Says of each event in turn whether the line is cut before it, after it, or not at all. */
export function createCuts(faults: Faults): (event: Outgoing) => 'before' | 'after' | null {
  let deltas = 0

  function phaseAfter(event: Outgoing): FaultName | null {
    if (event.type === 'response.created') deltas = 0
    if (event.type === 'response.output_audio.delta') {
      deltas++
      return deltas === DELTAS_BEFORE_CUT ? 'cut-audio' : null
    }
    if (event.type === 'conversation.item.done' && event.item.type === 'mcp_approval_request') return 'cut-approval'
    return CUT_AFTER[event.type] ?? null
  }

  return (event) => {
    if (event.type === 'session.created' && faults.take('cut-open')) return 'before'
    const phase = phaseAfter(event)
    return phase && faults.take(phase) ? 'after' : null
  }
}
