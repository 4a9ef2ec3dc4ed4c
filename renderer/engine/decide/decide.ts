import type { Effect } from '../effects'
import type { EngineState } from '../state'
import { answerRequests, chooseWallet, giveUpUnseen, judgeHolds } from './approvals'
import { brief, configureConnections, connect, giveUpConnections, prepare, renewReserve, takeOver } from './connections'
import { closeOpenMicrophone, detectTurns, endOpenSpeech, stream } from './hands-free'
import {
  answerFunctions,
  ask,
  check,
  clearBuffer,
  continueRounds,
  cut,
  deliver,
  end,
  endRecordings,
  keepUndelivered,
  respond,
  setAside,
  supersede,
} from './questions'
import { understand } from './replies'
import { closeDevices, giveUpSilent, tellSilence } from './silence'

type Rule = (state: EngineState) => Effect[]

/**
 * Everything that the engine does of its own accord, in the order in which it is looked at. A rule only reads; what it
 * wants is carried out and observed, and then all are looked at again from the first, until none wants anything.
 *
 * Where the order matters: what was cut is cancelled before anything is asked for; a new session is told of the past before
 * it is asked; the wallet is chosen before an answer that could be about it; what waits in the server's buffer is cleared
 * before the next question streams; an answer is asked for before the next question leaves, so that each commit has its own;
 * and a session is replaced only when nothing else is wanted of it.
 */
const RULES: readonly Rule[] = [
  // What is over.
  giveUpConnections,
  giveUpSilent,
  setAside,
  endRecordings,
  closeDevices,
  closeOpenMicrophone,
  endOpenSpeech,
  giveUpUnseen,
  // The trader goes first: what is cut, and what is denied.
  ask,
  supersede,
  cut,
  judgeHolds,
  understand,
  answerRequests,
  answerFunctions,
  // The session, then what it is told.
  connect,
  configureConnections,
  brief,
  chooseWallet,
  // Questions and answers.
  detectTurns,
  clearBuffer,
  continueRounds,
  respond,
  deliver,
  stream,
  keepUndelivered,
  check,
  tellSilence,
  end,
  // What can wait for a quiet moment.
  prepare,
  renewReserve,
  takeOver,
]

/** The effects of the first rule that has any; empty when nothing is to be done. */
export function decide(state: EngineState): Effect[] {
  for (const rule of RULES) {
    const effects = rule(state)
    if (effects.length > 0) return effects
  }
  return []
}
