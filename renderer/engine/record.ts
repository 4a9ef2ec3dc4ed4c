import type { Turn as TurnRecord } from '../../shared/snapshot'
import type { EngineState } from './state'
import { outcomeOf, type Turn, timingOf } from './state/turn'

/** Characters of arguments and outputs in the record of a turn that has ended, and of one that is told with every word. */
const MAX_RECORD_CHARS = 1_000_000
const MAX_OPEN_RECORD_CHARS = 32_000

/** A turn as it is shown and logged. */
export function recordOf(state: EngineState, turn: Turn): TurnRecord {
  const { conversation } = state
  const { attempt, speech } = turn
  return {
    id: turn.id,
    phase: phaseOf(state, turn),
    ...(turn.latched && turn.stage.at === 'holding' ? { latched: true } : {}),
    ...(turn.holdId === null ? {} : { holdId: turn.holdId }),
    outcome: outcomeOf(turn),
    source: turn.source,
    heard: turn.heard,
    said: attempt.assistantIds
      .flatMap((id) => conversation.get(id, 'assistant') ?? [])
      .filter(({ phase }) => phase === 'answer')
      .map(({ text }) => text)
      .join('\n')
      .trim(),
    tools: toolsOf(state, turn),
    samples: {
      captured: speech.captured,
      sent: attempt.sent,
      committed: attempt.committed,
      played: [...attempt.played.values()].reduce((sum, count) => sum + count, 0),
    },
    timing: timingOf(turn),
    responseCreates: attempt.responseCreates,
    usage: turn.usage,
    flags: [...attempt.toolIds, ...attempt.assistantIds].flatMap((itemId) => {
      const entry = conversation.get(itemId, 'tool') ?? conversation.get(itemId, 'assistant')
      return (entry?.flags ?? []).map((flag) => ({ ...flag, itemId }))
    }),
  }
}

function phaseOf({ playback }: EngineState, turn: Turn): TurnRecord['phase'] {
  switch (turn.stage.at) {
    case 'holding':
    case 'capturing':
      return 'capturing'
    case 'deciding':
    case 'queued':
      return 'sending'
    case 'delivered':
    case 'answering':
      if (playback.busy(turn.id)) return 'speaking'
      return turn.attempt.toolIds.length > 0 ? 'working' : 'waiting'
    case 'ended':
      return 'ended'
    default: {
      const missing: never = turn.stage
      throw new Error(`unhandled ${JSON.stringify(missing)}`)
    }
  }
}

/**
 * Arguments and outputs are entries of their own: told anew with each word of an answer they would be most of what is
 * sent. They stand here as far as there is room, and there is more once the turn has ended.
 */
function toolsOf({ conversation }: EngineState, turn: Turn): TurnRecord['tools'] {
  let room = turn.stage.at === 'ended' ? MAX_RECORD_CHARS : MAX_OPEN_RECORD_CHARS
  return turn.attempt.toolIds.flatMap((id) => {
    const tool = conversation.get(id, 'tool')
    if (!tool) return []
    const { name, status, arguments: args, output } = tool
    const size = args.length + (output?.length ?? 0)
    const fits = size <= room
    if (fits) room -= size
    return [{ name, status, arguments: fits ? args : '', output: fits ? output : null }]
  })
}
