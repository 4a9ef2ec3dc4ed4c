import type { CaptureCommand, CaptureReport, PlaybackCommand, PlaybackReport } from '../../../renderer/engine/ports'
import { SAMPLES_PER_MS } from '../../../shared/sample-rate'
import { writeFrame } from './heard'

/** 20 ms, as the capture worklet gives them. */
export const FRAME_SAMPLES = 480
export const FRAME_MS = FRAME_SAMPLES / SAMPLES_PER_MS
/** A frame with such a peak holds a voice. */
const VOICE_PEAK = 0.1

/** A speaker that plays in order and at its pace, and tells what it played. */
export function createModelSpeaker(report: (report: PlaybackReport) => void) {
  let items: { itemId: string; queued: number; played: number; ended: boolean; started: boolean }[] = []
  const flushes: PlaybackReport[] = []
  const heard = new Map<string, number>()
  const silenced = new Map<string, number[]>()

  return {
    /**
     * Samples of an item that were played, each time that it was silenced and now. What comes after a silence follows a hole: either
     * side of it may be told.
     */
    heard: (itemId: string): number[] => [...(silenced.get(itemId) ?? []), heard.get(itemId) ?? 0],
    take(command: PlaybackCommand) {
      if (command.type === 'flush') {
        flushes.push({ type: 'flushed', items: items.map(({ itemId, played }) => ({ itemId, played })) })
        for (const { itemId, played } of items) silenced.set(itemId, [...(silenced.get(itemId) ?? []), played])
        items = []
        return
      }
      let item = items.find((it) => it.itemId === command.itemId)
      if (!item) {
        item = { itemId: command.itemId, queued: 0, played: 0, ended: false, started: false }
        items.push(item)
      }
      if (command.type === 'audio') item.queued += command.samples.length
      else item.ended = true
    },
    /** The audio thread tells that it is silent: a moment after it was asked. */
    answer() {
      for (const flushed of flushes.splice(0)) report(flushed)
    },
    play(ms: number) {
      let left = ms * SAMPLES_PER_MS
      for (const item of [...items]) {
        const now = Math.min(left, item.queued)
        left -= now
        item.queued -= now
        item.played += now
        heard.set(item.itemId, item.played)
        if (now > 0 && !item.started) {
          item.started = true
          report({ type: 'started', itemId: item.itemId })
        }
        if (item.queued > 0 || !item.ended) {
          if (now > 0) report({ type: 'progress', itemId: item.itemId, played: item.played })
          return
        }
        items = items.filter((it) => it !== item)
        report({ type: 'drained', itemId: item.itemId, played: item.played })
      }
    },
  }
}

/** A microphone that gives numbered frames while the gate is open, and a tail and a fence after it was closed. */
export function createModelMicrophone(report: (report: CaptureReport) => void) {
  const turns = new Map<string, { number: number; frames: number; closing: boolean; fenced: boolean; tailMs: number }>()
  let open: string | null = null
  let present = true

  const frame = (turnId: string, peak: number) => {
    const turn = turns.get(turnId)
    if (!turn || !present) return
    const samples = writeFrame(turn.number, turn.frames++, peak >= VOICE_PEAK)
    report({ type: 'frame', turnId, samples, peak })
  }

  return {
    take(command: CaptureCommand) {
      if (command.type === 'open') {
        if (!turns.has(command.turnId)) {
          turns.set(command.turnId, { number: turns.size + 1, frames: 0, closing: false, fenced: false, tailMs: 0 })
        }
        open = command.turnId
        return
      }
      const turn = turns.get(command.turnId)
      if (command.type === 'continue') {
        if (turn) turn.closing = false
        open = command.turnId
        return
      }
      if (open === command.turnId) open = null
      if (turn) {
        turn.closing = true
        turn.tailMs = command.tailMs
      }
    },
    frame(peak: number): boolean {
      if (open === null || !present) return false
      frame(open, peak)
      return true
    },
    /** The tail of a gate that was closed, and its fence; nothing when there is none. */
    fence(turnId: string, tailPeak: number) {
      const turn = turns.get(turnId)
      if (!turn?.closing || turn.fenced) return
      if (turn.tailMs > 0) frame(turnId, tailPeak)
      turn.fenced = true
      report({ type: 'fence', turnId, captured: turn.frames * FRAME_SAMPLES })
    },
    present(is: boolean) {
      present = is
      // A device that is gone gives no tail.
      if (!is) for (const turn of turns.values()) if (turn.closing) turn.tailMs = 0
    },
    isOpen: () => open !== null,
    /** The recording that is under way. */
    get open() {
      return open
    },
    numbered: (turnId: string) => turns.get(turnId)?.number ?? null,
    captured: (turnId: string) => turns.get(turnId)?.frames ?? 0,
    turns: () => [...turns.keys()],
  }
}
