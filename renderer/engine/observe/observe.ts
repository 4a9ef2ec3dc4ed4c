import { sentence, t } from '../../../shared/i18n'
import type { Command, Restored } from '../../../shared/ipc'
import { NO_PAST } from '../../../shared/limits'
import type { Fact } from '../facts'
import { isServed, waitAfterTools, waitingForServer } from '../select'
import type { EngineSettings } from '../settings'
import type { EngineState } from '../state'
import { checkAnswers } from './answers'
import { decided, decisionMade, reviewRequests, say, seen, yesRecorded, yesWritten } from './approvals'
import { functionAnswered } from './calls'
import { networkChanged, reset, resumed, suspended } from './computer'
import { closeConnections, connectionDown, connectionUsed, granted, minting, sessionReady } from './connection'
import { answered, endTurn, giveUp, stopSpeaking } from './ending'
import { openSpeechOver, reviewHandsFree, shut, streamed } from './hands-free'
import { closedProblem, connectionTold, unreadable } from './handshake'
import { reviewSilence } from './holds'
import { closeIdleDevices } from './idle'
import { interrupt } from './interrupt'
import { look } from './looks'
import { captured, deviceTold, whole } from './microphone'
import { isSpokenOpenly, takeUp } from './open-speech'
import { played, silentUntold, stalled } from './played'
import { announce, ask, discarded, heardOf, resend, restored, typed } from './questions'
import { connect, reviewConnections } from './reconnect'
import { understood } from './replies'
import { sent, superseded } from './sent'
import { itemTold, serverTold } from './server'
import { fellSilent, talked } from './talk'
import { notice, restartSilence, touch } from './tell'
import { acknowledge, compareUnasked, unseen } from './trades'
import { reviewWallet, walletMayGoOn, walletPicked, walletRefused, walletTold } from './wallet'

/**
 * What a fact means: the state after it. Sends nothing and asks nothing; what follows on this computer without a choice
 * stands in the outbox. The same for a fact that happens now and for one that is read from a log.
 */
export function observe(state: EngineState, fact: Fact): void {
  take(state, fact)
  review(state)
}

function take(state: EngineState, fact: Fact): void {
  const { turns, connections } = state
  switch (fact.is) {
    case 'settings':
      return settingsChanged(state, fact.settings)
    case 'restored':
      return restoredFrom(state, fact.restored)
    case 'connect':
      return connect(state)
    case 'talk':
      return talked(state, fact.event)
    case 'captured':
      return fact.report.turnId === state.handsFree.stream ? streamed(state, fact.report) : captured(state, fact.report)
    case 'device':
      return deviceTold(state, fact.report)
    case 'speaker-gone':
      return notice(state, 'warning', 'speaker_gone', t('engine.audio.speakerGone'), null)
    case 'played':
      return played(state, fact.report)
    case 'command':
      commanded(state, fact.command)
      return touch(state)
    case 'close':
      return closeConnections(state, null)
    case 'woke':
      return
    case 'granted':
      return granted(state, fact)
    case 'closed': {
      const connection = connections.of(fact.connection)
      if (connection) connectionDown(state, connection, closedProblem(state, connection, fact.code, fact.reason))
      return
    }
    case 'server':
      return serverSaid(state, fact)
    case 'unreadable': {
      const connection = connections.of(fact.connection)
      if (connection) unreadable(state, connection, fact.what, fact.reason, fact.broken)
      return
    }
    case 'recorded':
      return yesRecorded(state, fact.yes, fact.onDisk)
    case 'heard-of':
      return heardOf(state, fact.turnId, fact.text)
    case 'superseded':
      return superseded(state, fact.turnId)
    case 'sent':
      return sent(state, fact.connection, fact.event, fact.turnId)
    case 'minting':
      return minting(state, fact.use)
    case 'connection-down': {
      const connection = connections.of(fact.connection)
      if (connection) connectionDown(state, connection, fact.problem)
      return
    }
    case 'connection-used':
      return connectionUsed(state, fact.connection)
    case 'opening': {
      const connection = connections.of(fact.connection)
      if (connection) connection.socketDue = false
      return
    }
    case 'briefed': {
      const connection = connections.of(fact.connection)
      if (connection) connection.briefed = true
      return
    }
    case 'asked': {
      const turn = turns.get(fact.turnId)
      if (turn) ask(state, turn)
      return
    }
    case 'set-aside': {
      const turn = turns.get(fact.turnId)
      if (turn) fellSilent(state, turn)
      return
    }
    case 'tail-missed': {
      const turn = turns.get(fact.turnId)
      state.device.tails.delete(fact.turnId)
      if (turn?.stage.at !== 'capturing') return
      // A microphone that is gone gives no end; of what was said openly the server had it already.
      if (isSpokenOpenly(state, turn)) takeUp(state)
      else whole(state, turn)
      return
    }
    case 'ended':
      return ended(state, fact)
    case 'held': {
      notice(state, fact.level, fact.code, fact.text, fact.turnId)
      return
    }
    case 'approving':
      return yesWritten(state, fact.requestId)
    case 'held-yes': {
      const hold = state.holds.byTurn.get(fact.turnId)
      if (hold) hold.judged = true
      return say(state, fact.requestId, fact.turnId)
    }
    case 'understood':
      return understood(state, fact.turnId, fact.meaning, fact.say)
    case 'decided':
      return decided(state, fact.requestId, fact.decision, fact.reason)
    case 'trade-unseen':
      return unseen(state, fact.requestId)
    case 'wallet-refused':
      return walletRefused(state, fact.why)
    case 'continue':
      state.rounds.continued(fact.turnId)
      if (turns.get(fact.turnId)?.stage.at !== 'ended') state.responses.want(fact.turnId)
      return
    case 'checked':
      return checkAnswers(state)
    case 'dead-air':
      state.silence.sentence = fact.sentence.shown
      state.silence.since = state.silence.tried === fact.key ? null : state.time.mono
      state.silence.tried = fact.key
      return touch(state)
    case 'presumed-done':
      state.responses.done(fact.responseId)
      return state.rounds.responseDone(fact.responseId, true)
    case 'server-silent':
      return unanswered(state, fact.limitMs)
    case 'speaker-stalled':
      return stalled(state, fact.items)
    case 'speaker-silent':
      return silentUntold(state, fact.items)
    case 'hands-free-idle':
      return shut(state, t('engine.handsFree.idle', { n: state.settings.handsFree.idleMinutes }))
    case 'open-speech-over':
      return openSpeechOver(state, fact.turnId)
    case 'microphone-idle':
      state.device.microphoneClosesAt = null
      state.outbox.push({ do: 'device', request: { type: 'microphone', want: 'closed' } })
      return
    default: {
      const missing: never = fact
      throw new Error(`unhandled ${JSON.stringify(missing)}`)
    }
  }
}

// --- what the app says ------------------------------------------------------------------------------------------------

function settingsChanged(state: EngineState, settings: EngineSettings): void {
  const other = settings.backend !== state.settings.backend
  state.settings = settings
  if (other) {
    state.identity = null
    closeConnections(
      state,
      sentence(() => t('engine.answer.backendChosen')),
    )
  }
  closeIdleDevices(state)
  touch(state)
}

function restoredFrom(state: EngineState, { today, speech, wallet, system, past }: Restored): void {
  state.system = system ?? state.system
  walletPicked(state, wallet)
  state.spending.restore(today)
  if (past === null) state.past.lost()
  else state.past.told(past ?? NO_PAST, state.time)
  restored(state, speech)
  touch(state)
}

function commanded(state: EngineState, command: Command): void {
  switch (command.type) {
    case 'say':
      return void typed(state, command.text)
    case 'interrupt':
      return interrupt(state, state.time.now, null)
    case 'resend':
      return resend(state, state.turns.get(command.turnId))
    case 'discard':
      return discarded(state, state.turns.get(command.turnId))
    case 'decide':
      return decisionMade(state, command)
    case 'sight':
      return seen(state, command)
    case 'look':
      return look(state, command.trade)
    case 'past':
      state.past.told(command.past, state.time)
      return touch(state)
    case 'acknowledge':
      return acknowledge(state, command.alarmId)
    case 'network':
      return networkChanged(state, command.online)
    case 'suspend':
      return suspended(state)
    case 'resume':
      return resumed(state)
    case 'reset':
      return reset(state, command.reason)
    case 'wallet':
      return walletPicked(state, command.wallet)
    case 'function-answered':
      return functionAnswered(state, command)
    case 'announce':
      return announce(state, command.text)
    // The window opens it by itself.
    case 'microphone-allowed':
    case 'device-test':
    case 'device-look':
      return
    default: {
      const missing: never = command
      throw new Error(`unhandled ${JSON.stringify(missing)}`)
    }
  }
}

// --- what the server says ---------------------------------------------------------------------------------------------

/**
 * What a server says goes first to its connection (the handshake, its tools), then to the app's own choice of a wallet, and
 * what is left to the conversation.
 */
function serverSaid(state: EngineState, { connection: id, event }: Extract<Fact, { is: 'server' }>): void {
  const { connections } = state
  const connection = connections.of(id)
  // A server that has not opened the session yet has nothing to say about it.
  if (!connection || (connection.status === 'connecting' && event.type !== 'session.created' && event.type !== 'error'))
    return
  const news = connectionTold(state, connection, event)
  if (news.is === 'failed') return connectionDown(state, connection, news.problem)
  // The session counts as there before anyone else hears of its acknowledgement.
  if (news.is === 'ready' && connection === connections.current) sessionReady(state)
  // What a session says that is only being prepared is its own business.
  if (news.is === 'taken' || connection !== connections.current) return
  conversed(state, event)
}

function conversed(state: EngineState, event: Extract<Fact, { is: 'server' }>['event']): void {
  const { own, others } = walletTold(state, event)
  if (own) for (const call of others) itemTold(state, call, null)
  else serverTold(state, event)
  if ('item' in event && event.item.type === 'mcp_list_tools') compareUnasked(state)
  // A response has ended, or a list of tools is here.
  if (event.type === 'response.done' || 'item' in event) walletMayGoOn(state)
  restartSilence(state)
}

// --- what was decided -------------------------------------------------------------------------------------------------

function ended(state: EngineState, { turnId, outcome, problem }: Extract<Fact, { is: 'ended' }>): void {
  const turn = state.turns.get(turnId)
  if (!turn || turn.stage.at === 'ended') return
  if (outcome === 'answered') return answered(state, turn)
  if (outcome !== 'unsent' && outcome !== 'failed') return endTurn(state, turn, outcome)
  if (isServed(state, turn)) stopSpeaking(state, turn, 'done')
  giveUp(state, turn, problem ?? '')
  state.playback.forget(turn.id)
}

function unanswered(state: EngineState, limitMs: number): void {
  const message = t('engine.answer.none', { seconds: limitMs / 1000 })
  state.problems.add('no_answer', message)
  for (const turn of waitingForServer(state)) giveUp(state, turn, message)
  closeConnections(state, null)
}

// --- what follows from any fact ---------------------------------------------------------------------------------------

/** What holds at every moment, whatever has happened. */
function review(state: EngineState): void {
  reviewConnections(state)
  reviewSilence(state)
  reviewHandsFree(state)
  if (state.wallet.status === 'pending') reviewWallet(state)
  if (state.approvals.pending.size > 0) reviewRequests(state)
  if (state.silence.sentence !== null && waitAfterTools(state) === null) {
    state.silence.sentence = null
    touch(state)
  }
}
