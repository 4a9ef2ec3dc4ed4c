import { listed, sentence, t } from '../../../shared/i18n'
import type { Effect } from '../effects'
import { toolRuns, type Wait, waitAfterTools, waitingForServer } from '../select'
import type { EngineState } from '../state'

/** Rules about what does not happen: a server that falls silent, a speaker that stops, a microphone that nobody needs. */

/** Silence after a tool that a trader takes for a fault. */
export const SILENCE_MS = 4_000
/** The server has to say something about a turn within this, else the turn is given up. */
const SILENCE_LIMIT_MS = 25_000
/** A tool may wait for a chain to confirm. */
const TOOL_LIMIT_MS = 120_000

/**
 * When nothing comes for some seconds after a tool: what is waited for is said, and once per wait what could have been
 * lost is tried. An answer that was asked for is never asked for a second time: a slow model is not a lost one.
 */
export function tellSilence(state: EngineState): Effect[] {
  const { silence, time } = state
  if (silence.since === null || time.mono < silence.since + SILENCE_MS) return []
  const wait = waitAfterTools(state)
  if (wait === null) return []
  const key = JSON.stringify(wait)
  const tries: Effect[] = []
  if (key !== silence.tried && wait.for === 'tools') {
    // An end that was not told is found.
    for (const id of wait.itemIds) {
      tries.push({
        do: 'send',
        type: 'conversation.item.retrieve',
        fields: { item_id: id },
        turnId: wait.turnId,
      })
    }
  }
  if (key !== silence.tried && wait.for === 'response') {
    tries.push({ do: 'decide', decision: { is: 'presumed-done', responseId: wait.responseId } })
  }
  return [{ do: 'decide', decision: { is: 'dead-air', sentence: sentence(() => sentenceOf(wait)), key } }, ...tries]
}

function sentenceOf(wait: Wait): string {
  if (wait.for === 'tools')
    return t('engine.state.waitingForTools', { tools: listed([...new Set(wait.names)].map(words)) })
  return wait.for === 'answer' ? t('engine.state.waitingForAnswer') : t('engine.state.waitingForServer')
}

const words = (tool: string) => tool.replace(/_/g, ' ')

/** How long the server may be silent now; null when nothing waits for it. */
export function silenceLimit(state: EngineState): number | null {
  const turns = waitingForServer(state)
  if (turns.length === 0) return null
  const isTool = turns.some(({ attempt }) => attempt.toolIds.some((id) => toolRuns(state, id)))
  return isTool ? TOOL_LIMIT_MS : SILENCE_LIMIT_MS
}

/** A server that has fallen silent is given up. */
export function giveUpSilent(state: EngineState): Effect[] {
  if (state.time.mono < state.silence.heardAt + SILENCE_LIMIT_MS) return []
  const limitMs = silenceLimit(state)
  if (limitMs === null || state.time.mono < state.silence.heardAt + limitMs) return []
  return [{ do: 'decide', decision: { is: 'server-silent', limitMs } }]
}

export function closeDevices({ playback, device, time }: EngineState): Effect[] {
  const effects: Effect[] = []
  const decided = (is: 'speaker-stalled' | 'speaker-silent') => {
    const items = playback.unfinished().map(({ itemId, played }) => ({ itemId, played }))
    effects.push({ do: 'decide', decision: { is, items } })
  }
  if (time.mono >= playback.stallsAt) decided('speaker-stalled')
  if (time.mono >= playback.silentBy) decided('speaker-silent')
  if (device.microphoneClosesAt !== null && time.mono >= device.microphoneClosesAt) {
    effects.push({ do: 'decide', decision: { is: 'microphone-idle' } })
  }
  return effects
}
