import { isDeaf } from '../../shared/microphone'
import { safeLine } from '../../shared/safe-text'
import type { EngineUpdate, Microphone, Status, VoiceState } from '../../shared/snapshot'
import { obstacleOf } from './decide/approvals'
import { isSilent } from './observe/microphone'
import { recordOf } from './record'
import { isAwaitingApproval, isHoldingOnTrade, isOnline, isReady, sessionIdOf, termsOf } from './select'
import type { EngineState } from './state'

/** Characters of the sentence about the state: tools' names may stand in it. */
const LONGEST_DETAIL = 400
/** Tools that may move money unasked, by name; more than this nobody reads. */
const MAX_UNGUARDED = 20
/** Characters of a sentence in which names and arguments of a server stand. */
const LONGEST = 800
/** While the talk key is held on a card. */
const HOLDING = 'Hold in silence and let go to approve. Speak or tap to deny.'
const HELD_IN_VAIN = 'This can’t be approved now: holding does nothing.'

/** While the talk key is held for nothing. */
const DEAF: Partial<Record<Microphone['state'], string>> = {
  denied: 'The microphone is blocked: nothing is being recorded.',
  busy: 'Another program is using the microphone: nothing is being recorded.',
  missing: 'No microphone: nothing is being recorded.',
}

const shown = (text: string) => safeLine(text, LONGEST) ?? 'a tool without a name'

/** What has changed since the last update, and how things stand. Takes it: the next one begins from here. */
export function takeUpdate(state: EngineState): EngineUpdate {
  const turns = [...state.dirty].map((turn) => recordOf(state, turn))
  state.dirty.clear()
  return { status: statusOf(state), entries: state.conversation.takeChanged(), turns }
}

function statusOf(state: EngineState): Status {
  const { connections, wallet, trades } = state
  const voice = voiceState(state)
  const tools = connections.current?.tools
  const { picked, status } = wallet
  return {
    state: voice,
    detail: safeLine(detailOf(state, voice), LONGEST_DETAIL) ?? '',
    backend: state.settings.backend,
    dialect: connections.current?.dialect ?? null,
    identity: state.identity,
    picked: picked === null ? null : { wallet: picked, state: status === 'settled' ? 'pending' : status },
    sessionId: sessionIdOf(state),
    microphone: microphoneOf(state),
    tools: tools?.all() ?? [],
    unguarded: (tools?.unguarded() ?? []).slice(0, MAX_UNGUARDED).map(shown),
    alarms: trades.alarms.map((alarm) => ({ ...alarm, text: shown(alarm.text) })),
    spending: state.spending.state(termsOf(state)),
    errors: state.problems.all(),
  }
}

function microphoneOf({ device: { report, bytesWhileUp } }: EngineState): Microphone {
  const { state, device, bluetooth } = report
  return { state, device, bytesWhileUp, ...(bluetooth ? { bluetooth } : {}) }
}

function voiceState(state: EngineState): VoiceState {
  const { turns, playback, connections, device } = state
  if (turns.holding) return isDeaf(device.report) ? 'error' : 'listening'
  if (playback.busy(null)) return 'speaking'
  if (connections.current !== null && !isReady(state)) return 'connecting'
  if (turns.open().length > 0) return isReady(state) ? 'working' : 'connecting'
  if (!isOnline(state)) return 'offline'
  if (connections.problem) return connections.problem.retry === 'never' ? 'error' : 'offline'
  return 'idle'
}

function detailOf(state: EngineState, voice: VoiceState): string {
  const { turns, device, connections, silence } = state
  const { holding } = turns
  const { device: name, state: microphone } = device.report
  if (voice === 'listening' && isHoldingOnTrade(state)) {
    const hold = holding && state.holds.byTurn.get(holding.id)
    return hold && obstacleOf(state, hold) !== null ? HELD_IN_VAIN : HOLDING
  }
  if (voice === 'listening') {
    const from = name === null ? 'the microphone' : `“${name}”`
    return holding && isSilent(holding) ? `No sound from ${from}. Is it muted?` : 'Listening…'
  }
  if (voice === 'speaking') return 'Speaking…'
  if (voice === 'connecting') return isOnline(state) ? 'Connecting…' : 'Offline: waiting for the network…'
  if ((voice === 'working' || voice === 'idle') && isAwaitingApproval(state, null)) return 'Waiting for your approval…'
  if (voice === 'working') return silence.sentence ?? 'Working…'
  if (holding) return DEAF[microphone] ?? 'Nothing is being recorded.'
  if (voice === 'offline' && !isOnline(state)) return 'Offline: waiting for the network…'
  // Before the first press: the one thing that would make it vain.
  return connections.problem?.message ?? (microphone === 'missing' ? 'No microphone: plug one in, or type.' : 'Ready')
}
