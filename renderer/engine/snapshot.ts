import { t } from '../../shared/i18n'
import { isDeaf } from '../../shared/microphone'
import { safeLine } from '../../shared/safe-text'
import type { EngineUpdate, Microphone, Status, VoiceState } from '../../shared/snapshot'
import { obstacleOf } from './decide/approvals'
import { isSilent, troubleWords } from './observe/microphone'
import { recordOf } from './record'
import { isAwaitingApproval, isHoldingOnTrade, isOnline, isReady, sessionIdOf, termsOf } from './select'
import type { EngineState } from './state'
import { asSentence } from './wire/server-words'

/** Characters of the sentence about the state: tools' names may stand in it. */
const LONGEST_DETAIL = 400
/** Tools that may move money unasked, by name; more than this nobody reads. */
const MAX_UNGUARDED = 20
/** Characters of a sentence in which names and arguments of a server stand. */
const LONGEST = 800

/** While the talk key is held for nothing. */
function deaf(state: Microphone['state']): string {
  if (state === 'denied') return t('engine.state.micDenied')
  if (state === 'busy') return t('engine.state.micBusy')
  return state === 'missing' ? t('engine.state.micMissing') : t('engine.state.notRecording')
}

const shown = (text: string) => safeLine(text, LONGEST) ?? t('engine.tool.unnamed')

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
    ...(state.handsFree.on && { handsFree: true }),
    tools: tools?.all() ?? [],
    unguarded: (tools?.unguarded() ?? []).slice(0, MAX_UNGUARDED).map(shown),
    alarms: trades.alarms.map((alarm) => ({ ...alarm, text: shown(alarm.text) })),
    spending: state.spending.state(termsOf(state)),
    errors: state.problems.all(),
  }
}

function microphoneOf({ device: { report, bytesWhileUp } }: EngineState): Microphone {
  const { state, device, bluetooth, rate, trouble } = report
  return {
    state,
    device,
    bytesWhileUp,
    ...(bluetooth && { bluetooth }),
    ...(rate && { rate }),
    ...(trouble && { trouble }),
  }
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
    return hold && obstacleOf(state, hold) !== null ? t('engine.state.heldInVain') : t('engine.state.holding')
  }
  if (voice === 'listening') {
    const trouble = troubleWords(device.report)
    if (trouble !== null) return trouble
    if (!holding || !isSilent(holding)) return t(holding?.latched ? 'engine.state.latched' : 'engine.state.listening')
    return name === null ? t('engine.state.noSoundAtAll') : t('engine.state.noSound', { device: name })
  }
  if (voice === 'speaking') return t('engine.state.speaking')
  if (voice === 'connecting') return isOnline(state) ? t('engine.state.connecting') : t('engine.state.offline')
  if ((voice === 'working' || voice === 'idle') && isAwaitingApproval(state, null)) return t('engine.state.approval')
  if (voice === 'working') return silence.sentence ?? t('engine.state.working')
  if (holding) return deaf(microphone)
  if (voice === 'offline' && !isOnline(state)) return t('engine.state.offline')
  if (voice === 'offline' && connections.problem !== null && connections.connectsAt !== null)
    return t('engine.state.retrying', { problem: asSentence(connections.problem.message) })
  if (voice === 'idle' && state.handsFree.on) return t('engine.state.handsFree')
  // Before the first press: the one thing that would make it vain.
  return connections.problem?.message ?? (microphone === 'missing' ? t('engine.state.plugIn') : t('engine.state.ready'))
}
