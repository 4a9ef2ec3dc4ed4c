import { t } from '../../../shared/i18n'
import type { PlaybackReport } from '../ports'
import type { EngineState } from '../state'
import type { PlayedItem } from '../state/playback'
import { closeIdleDevices } from './idle'
import { countPlayed, truncate } from './interrupt'
import { log, problem, touch } from './tell'

/** What the audio thread tells of the speaker. */

export function played(state: EngineState, report: PlaybackReport): void {
  if (report.type === 'flushed') return flushed(state, report.items)
  const { playback, time } = state
  const item = playback.get(report.itemId)
  if (!item) return
  switch (report.type) {
    case 'started': {
      const turn = state.turns.get(item.turnId)
      if (turn) turn.attempt.times.speaker ??= time.now
      touch(state, turn)
      break
    }
    case 'progress':
      item.played = report.played
      countPlayed(state, item)
      break
    case 'drained':
      item.played = report.played
      if (!item.finished) finish(state, item)
      break
    case 'underrun':
      log(state, 'playback.underrun', report)
      break
    default: {
      const missing: never = report
      throw new Error(`unhandled ${JSON.stringify(missing)}`)
    }
  }
  playback.watch(time.mono)
}

function finish(state: EngineState, item: PlayedItem): void {
  item.finished = true
  countPlayed(state, item)
  closeIdleDevices(state)
  touch(state)
}

/** The speaker is silent: what was really heard of each item that this cut. */
function flushed(state: EngineState, counts: Counts): void {
  const cut = state.playback.silenced()
  count(state, counts)
  silenced(state, cut)
}

type Counts = readonly { itemId: string; played: number }[]

/** Samples of items that were handed to the output device. */
function count({ playback }: EngineState, counts: Counts): void {
  for (const { itemId, played: samples } of counts) {
    const item = playback.get(itemId)
    if (item) item.played = Math.max(item.played, samples)
  }
}

function silenced(state: EngineState, items: PlayedItem[]): void {
  const { cuts, playback, time } = state
  const cut = items.filter((item) => !item.finished)
  for (const item of cut) finish(state, item)
  const turn = cuts.silencing
  cuts.silencing = null
  if (turn) {
    turn.attempt.times.silent ??= time.now
    touch(state, turn)
  }
  for (const item of cut) {
    truncate(state, item)
    playback.forget(item.turnId)
  }
  playback.watch(time.mono)
  closeIdleDevices(state)
}

/** A device that is gone asks for no sample, and tells nothing: it is silent, too. */
export function silentUntold(state: EngineState, counts: Counts): void {
  count(state, counts)
  for (const cut of state.playback.unanswered(state.time.mono)) silenced(state, cut)
}

/** The output device takes nothing: what waited is written off, and not heard. */
export function stalled(state: EngineState, counts: Counts): void {
  count(state, counts)
  const items = state.playback.unheard()
  // A device that comes back must not begin to speak out of nowhere.
  state.playback.flush()
  state.outbox.push({ do: 'playback', command: { type: 'flush' } })
  for (const item of items) truncate(state, item)
  problem(state, 'speaker_stalled', t('engine.audio.speakerStalled'), null)
  for (const item of items) finish(state, item)
  state.playback.watch(state.time.mono)
}
