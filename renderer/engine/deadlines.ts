import { ageOf } from './clock'
import { closesAt, openSpeechEndsAt } from './decide/hands-free'
import { SILENCE_MS, silenceLimit } from './decide/silence'
import { RESEND_AGE_MS, waiting } from './observe/connection'
import { silentAt } from './observe/holds'
import { isOnline, isReady, waitAfterTools } from './select'
import type { EngineState } from './state'
import { LONGEST_WAIT_MS } from './state/approvals'

const NEVER = Number.POSITIVE_INFINITY

/** When something has to be looked at again though nothing happens, monotonic milliseconds; infinite for never. */
export function nextDeadline(state: EngineState): number {
  const { connections, time, silence, device, playback, responses, wallet, approvals, trades, answers } = state
  let next = Math.min(
    connections.current?.limitAt ?? NEVER,
    connections.next?.limitAt ?? NEVER,
    connections.current?.tools.awaitedUntil ?? NEVER,
    connections.next?.tools.awaitedUntil ?? NEVER,
    connections.steadyAt ?? NEVER,
    connections.renewsAt ?? NEVER,
    connections.reserveRenewsAt ?? NEVER,
    silentAt(state),
    closesAt(state),
    openSpeechEndsAt(state),
    device.microphoneClosesAt ?? NEVER,
    playback.stallsAt,
    playback.silentBy,
    wallet.limit?.at ?? NEVER,
    answers.checksAt ?? NEVER,
    state.replies.open?.until ?? NEVER,
    ...state.replies.overtaken.values(),
    state.publishesAt ?? NEVER,
  )
  const sooner = (at: number) => {
    if (at < next) next = at
  }
  if (connections.connectsAt !== null && connections.current === null && isOnline(state) && !connections.asleep)
    sooner(connections.connectsAt)
  if (connections.preparesAt !== null && connections.current?.status === 'ready' && connections.next === null)
    sooner(connections.preparesAt)
  if (responses.wanted !== null && responses.pausedUntil > time.mono) sooner(responses.pausedUntil)
  if (wallet.pausedUntil > time.mono) sooner(wallet.pausedUntil)
  for (const until of device.tails.values()) sooner(until)
  // A server may ask before its session is configured: it is answered after that, or gone with its connection.
  if (isReady(state)) {
    for (const { since, runs } of approvals.pending.values()) {
      sooner(time.mono + LONGEST_WAIT_MS - ageOf(since, time))
      if (runs !== null) sooner(time.mono + state.settings.approvalMs - ageOf(runs, time))
    }
  }
  for (const { until } of trades.awaited.values()) sooner(until)
  if (!isReady(state)) {
    for (const { askedAt } of waiting(state)) if (askedAt) sooner(askedAt.mono + RESEND_AGE_MS)
  }
  const limitMs = silenceLimit(state)
  if (limitMs !== null) sooner(silence.heardAt + limitMs)
  if (silence.since !== null && waitAfterTools(state) !== null) sooner(silence.since + SILENCE_MS)
  return next
}
