import type { Fact } from './facts'
import { hasVoice } from './observe/holds'
import { isSpokenOpenly } from './observe/open-speech'
import type { EngineState } from './state'
import { isRecording } from './state/turn'

export interface FactRow {
  name: string
  data: Record<string, unknown>
  turnId: string | null
}

/**
 * The row of the session log that a replay reads a fact from; null for one that has a row of its own kind (client and server
 * events, connections, the ends of turns), and for one that changes nothing a replay tells.
 */
export function rowOf(fact: Fact, state: EngineState): FactRow | null {
  const row = (name: string, data: Record<string, unknown> = {}, turnId: string | null = null) => ({
    name,
    data,
    turnId,
  })
  switch (fact.is) {
    case 'settings':
      return row('settings', { ...fact.settings })
    case 'restored': {
      const { speech, past, ...rest } = fact.restored
      const kept = speech.map(({ samples, ...turn }) => ({
        ...turn,
        samples: samples.length,
        sounded: sounds(samples),
      }))
      return row('restored', { ...rest, speech: kept, past: past && { ...past, recent: [] } })
    }
    case 'talk': {
      const { type, talkId, ...data } = fact.event
      // The panic key ends what another press began.
      const spoken = type === 'panic' ? (recordingTurn(state)?.id ?? '') : talkId
      return row(`talk.${type}`, { ...data, ...soundOf(state, spoken) }, talkId)
    }
    case 'captured': {
      if (fact.report.type === 'frame') return null
      const { type, turnId, ...data } = fact.report
      return row(`microphone.${type}`, { ...data, ...soundOf(state, turnId) }, turnId)
    }
    case 'device': {
      const { state, ...data } = fact.report
      return row(`microphone.${state}`, data)
    }
    case 'played':
      if (fact.report.type !== 'drained' && fact.report.type !== 'flushed') return null
      return row(`playback.${fact.report.type}`, { ...fact.report })
    case 'command': {
      const { type, ...data } = fact.command
      // What the model may be told of it stands in the client event that tells it.
      if (fact.command.type === 'past') return row('command.past', { past: { ...fact.command.past, recent: [] } })
      // Rows are English, whatever the app speaks.
      if (fact.command.type === 'reset') return row('command.reset', { reason: fact.command.reason.english })
      if (fact.command.type === 'function-answered') {
        const { itemId, ok, output } = fact.command
        return row('command.function-answered', { itemId, ok, output })
      }
      return row(`command.${type}`, data)
    }
    case 'asked':
      return row('talk.asked', soundOf(state, fact.turnId), fact.turnId)
    case 'superseded':
      return row('turn.superseded', {}, fact.turnId)
    case 'set-aside':
      return row('talk.aside', soundOf(state, fact.turnId), fact.turnId)
    case 'tail-missed':
      return row('microphone.late', soundOf(state, fact.turnId), fact.turnId)
    case 'understood': {
      const { meaning, say } = fact
      return row('reply.understood', { meaning, say }, fact.turnId)
    }
    case 'decided': {
      const { requestId, decision, reason } = fact
      return row('approval.decided', {
        requestId,
        approve: decision === 'approved',
        decision,
        reason: reason?.english ?? null,
      })
    }
    case 'trade-unseen':
      return row('approval.unseen', { requestId: fact.requestId })
    case 'checked':
      return row('answers.checked')
    case 'presumed-done':
      return row('response.presumed-done', { responseId: fact.responseId })
    case 'dead-air':
      return row('dead-air', { sentence: fact.sentence.english })
    case 'server-silent':
      return row('server.silent', { limitMs: fact.limitMs })
    case 'speaker-stalled':
    case 'speaker-silent':
      return row(`playback.${fact.is}`, { items: fact.items })
    case 'connection-used':
      return row('link.used', { connection: fact.connection })
    case 'hands-free-idle':
      return row('hands-free.idle')
    case 'open-speech-over':
      return row('open-speech.over', soundOf(state, fact.turnId), fact.turnId)
    case 'connect':
    case 'heard-of':
    case 'speaker-gone':
    case 'close':
    case 'woke':
    case 'granted':
    case 'closed':
    case 'server':
    case 'unreadable':
    case 'recorded':
    case 'sent':
    case 'minting':
    case 'connection-down':
    case 'opening':
    case 'briefed':
    case 'ended':
    case 'held':
    case 'held-yes':
    case 'approving':
    case 'wallet-refused':
    case 'continue':
    case 'microphone-idle':
      return null
    default: {
      const missing: never = fact
      throw new Error(`unhandled ${JSON.stringify(missing)}`)
    }
  }
}

/** What is being recorded by a held key. */
export const recordingTurn = (state: EngineState) =>
  state.turns.open().find((turn) => isRecording(turn) && !isSpokenOpenly(state, turn))

/** Frames have no rows of their own: how much there was of them stands in the rows that it matters to. */
function soundOf(state: EngineState, turnId: string): Record<string, unknown> {
  const turn = state.turns.get(turnId)
  if (!turn) return {}
  const { captured, sounded } = turn.speech
  return captured === 0 ? {} : { samples: captured, sounded, voice: hasVoice(state, turn) }
}

const sounds = (samples: Int16Array): boolean => samples.some((sample) => sample !== 0)
