import { numberFormat, t } from '../../../shared/i18n'
import { isDeaf } from '../../../shared/microphone'
import { msToSamples, samplesToMs } from '../pcm'
import type { CaptureReport, DeviceReport } from '../ports'
import type { EngineState } from '../state'
import { isRecording, recorded, type Turn } from '../state/turn'
import { giveUpInVain } from './connection'
import { giveUp } from './ending'
import { holdHears, unwatchSilence } from './holds'
import { earcon, notice, touch } from './tell'

/** What the microphone gives of a turn, and what becomes of one that it gives nothing of. */

/** A device opens within this, and a person speaks no sooner; a headset that changes its mode takes longer. */
const SLOW_OPENING_MS = 500
/** A live microphone gives at least its own noise: this long without any is no pause in speech. */
const SILENT_MS = 1_000
/** macOS may give zeros to an app that was running when it was allowed to record (electron/electron#29861). */

const secondsOf = (ms: number) =>
  numberFormat({
    style: 'unit',
    unit: 'second',
    unitDisplay: 'long',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(Math.max(0.1, ms / 1000))

/** The key is held, and the microphone gives nothing, not even noise. */
export const isSilent = ({ speech }: Turn): boolean => speech.silent >= msToSamples(SILENT_MS)

export function captured(state: EngineState, report: CaptureReport): void {
  const turn = state.turns.get(report.turnId)
  switch (report.type) {
    case 'frame':
      return frame(state, turn, report.samples, report.peak)
    case 'fence':
      if (!turn || !isRecording(turn)) return
      if (report.captured !== turn.speech.captured - turn.speech.before)
        lost(state, turn, samplesToMs(report.captured - turn.speech.captured + turn.speech.before))
      return whole(state, turn)
    case 'gap':
      if (!turn || !isRecording(turn)) return
      // What opens late may give zeros for a while yet: the first sound tells both as one.
      if (report.atStart) turn.speech.lateMs += report.lostMs
      else lost(state, turn, report.lostMs)
      return
    default: {
      const missing: never = report
      throw new Error(`unhandled ${JSON.stringify(missing)}`)
    }
  }
}

export function frame(state: EngineState, turn: Turn | undefined, samples: Int16Array, peak: number): void {
  // Which frame is sent whole is told by counting its samples: an empty one would never be, or take the place of another.
  if (samples.length === 0) return
  if (!turn || !isRecording(turn)) {
    if (!turn?.speech.cutShort) state.device.bytesWhileUp += samples.byteLength
    return
  }
  const { speech } = turn
  turn.attempt.times.firstFrame ??= state.time.now
  speech.captured += samples.length
  speech.frames.push(samples)
  const sound = samples.some((sample) => sample !== 0)
  if (sound && !speech.sounded) firstSound(state, turn)
  speech.sounded ||= sound
  const before = isSilent(turn)
  speech.silent = sound ? 0 : speech.silent + samples.length
  if (isSilent(turn) !== before) touch(state, turn)
  holdHears(state, turn, samples.length, peak)
  if (turn.asked) state.outbox.push({ do: 'speech', note: { type: 'frame', turnId: turn.id, samples } })
  if (turn.stage.at === 'holding') state.outbox.push({ do: 'level', peak })
}

/** Everything that the microphone gave for this turn is here. */
export function whole(state: EngineState, turn: Turn): void {
  const { speech } = turn
  state.device.tails.delete(turn.id)
  unwatchSilence(state, turn.id)
  if (state.holds.byTurn.has(turn.id)) return recorded(turn, 'hold', { ...state.time })
  recorded(turn, 'question', { ...state.time })
  state.responses.giveWay()
  state.conversation.change(turn.id, 'user', { durationMs: samplesToMs(speech.captured), delivery: 'sending' })
  // Without a sample there is nothing to deliver; the sentence says why there is none.
  if (speech.captured === 0) return tooShort(state, turn)
  if (!speech.sounded) return allSilent(state, turn)
  if (turn.refusal !== null) return giveUp(state, turn, turn.refusal)
  giveUpInVain(state, turn)
  touch(state, turn)
}

/** What was lost can't be had again: the trader must know that the question has a hole. */
const missing = (state: EngineState, turn: Turn, what: string) =>
  notice(state, 'warning', 'audio_missing', what, turn.id)
const lost = (state: EngineState, turn: Turn, ms: number) =>
  missing(state, turn, t('engine.audio.lostPart', { seconds: secondsOf(ms) }))

/** A hold that approves has no words; where it becomes a question, they count. */
export function late(state: EngineState, turn: Turn): void {
  if (turn.speech.lateMs < SLOW_OPENING_MS || state.holds.byTurn.has(turn.id)) return
  const seconds = secondsOf(turn.speech.lateMs)
  missing(state, turn, t('engine.audio.lateStart', { seconds }))
}

/**
 * The device gives sound from here on, which a Bluetooth headset may do a second or two after it was opened: the tone says
 * that it hears, and what it could not hear is told.
 */
function firstSound(state: EngineState, turn: Turn): void {
  if (turn.stage.at === 'holding') earcon(state, 'start')
  if (!state.device.heard) turn.speech.lateMs += samplesToMs(turn.speech.silent)
  state.device.heard = true
  late(state, turn)
}

/** Zeros are no question, and a server makes up words for them: nothing is asked, and nothing is kept. */
export function allSilent(state: EngineState, turn: Turn): void {
  turn.speech.frames = []
  const { device } = state.device.report
  const trouble = troubleWords(state.device.report)
  if (trouble !== null) return giveUp(state, turn, trouble)
  const text = device === null ? t('engine.audio.onlySilenceAtAll') : t('engine.audio.onlySilence', { device })
  giveUp(state, turn, state.system === 'darwin' ? `${text} ${t('engine.audio.restartAfterGrant')}` : text)
}

/** Nothing that could be asked was recorded. */
export function tooShort(state: EngineState, turn: Turn): void {
  giveUp(state, turn, whyTooShort(state.device.report, turn))
}

/** What is known to be wrong with an open microphone, in one sentence; null when nothing is. */
export function troubleWords({ trouble, device }: DeviceReport): string | null {
  if (trouble === undefined) return null
  return device === null ? t(`devices.trouble.${trouble}Unnamed`) : t(`devices.trouble.${trouble}`, { device })
}

export function whyTooShort(report: DeviceReport, turn: Turn): string {
  const { state } = report
  if (state === 'denied') return t('engine.audio.denied')
  if (state === 'missing') return t('engine.audio.missing')
  if (state === 'busy') return t('engine.audio.busy')
  const trouble = troubleWords(report)
  if (trouble !== null) return trouble
  return turn.speech.captured === 0 ? t('engine.audio.nothingInTime') : t('engine.audio.tooLittle')
}

export function deviceTold(state: EngineState, report: DeviceReport): void {
  const { device } = state
  if (report.device !== null && report.device !== device.report.device) state.holds.otherMicrophone()
  if (report.state !== 'open' || report.device !== device.report.device) device.heard = false
  device.report = report
  if (report.instead && report.device !== device.substitute) {
    const text =
      report.device === null
        ? t('engine.audio.replacedByDefault')
        : t('engine.audio.replaced', { device: report.device })
    notice(state, 'warning', 'microphone_gone', text, null)
  }
  if (report.state === 'open') device.substitute = report.instead ? report.device : null
  // A device that will not come is not waited for.
  if (isDeaf(report)) {
    for (const { id, stage, speech } of state.turns.open()) {
      if (stage.at === 'capturing' && speech.captured === 0) device.tails.set(id, state.time.mono)
    }
  }
  touch(state)
}
