import type { Faults } from '../faults'
import type { Outgoing } from './core'

/** Says of each event in turn whether it is never told. */
export function createLosses(faults: Faults): (event: Outgoing) => boolean {
  /** The calls of the response that spoke last are one round: its loss is the loss of all of them. */
  let round = new Set<string>()
  const lostCalls = new Set<string>()
  let silentResponse: string | null = null

  /** Whether how this call ended is lost; decided when its end is first told. */
  function losesCall(itemId: string): boolean {
    if (lostCalls.has(itemId)) return true
    if (!faults.take('lost-call-completed')) return false
    lostCalls.add(itemId)
    if (round.has(itemId)) for (const other of round) lostCalls.add(other)
    return true
  }

  return (event) => {
    switch (event.type) {
      case 'response.created':
        round = new Set()
        return false
      case 'response.output_item.added':
        if (event.item.type === 'mcp_call' && event.item.id) round.add(event.item.id)
        return false
      case 'response.mcp_call.completed':
      case 'response.mcp_call.failed':
        return losesCall(event.item_id)
      case 'response.output_audio.delta':
        if (faults.take('no-sound')) silentResponse = event.response_id
        return event.response_id === silentResponse
      case 'response.output_item.done':
      case 'conversation.item.done':
        return event.item.type === 'mcp_call' && event.item.id !== undefined && lostCalls.has(event.item.id)
      case 'response.done':
        return (
          event.response.output?.some((item) => item.type === 'mcp_call') === true && faults.take('lost-response-done')
        )
      // The list of events is OpenAI's, and grows: what is not named here is never lost.
      default:
        return false
    }
  }
}
