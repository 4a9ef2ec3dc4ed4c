import type { Earcon } from '../engine/ports'

/** Each a sequence of [frequency in Hz, start in ms, length in ms]: distinct by direction, not only by pitch. */
const TONES: Record<Earcon, readonly (readonly [number, number, number])[]> = {
  start: [[880, 0, 45]],
  stop: [[587, 0, 45]],
  ask: [
    [659, 0, 70],
    [880, 90, 110],
  ],
  error: [
    [330, 0, 90],
    [247, 100, 140],
  ],
  offline: [
    [392, 0, 70],
    [392, 110, 70],
  ],
}
/** Quiet enough not to be taken for speech by an open microphone. */
const GAIN = 0.06

/** Plays a short synthesised sound: no asset, nothing to load. */
export function playEarcon(context: AudioContext, output: AudioNode, name: Earcon): void {
  for (const [frequency, startMs, lengthMs] of TONES[name]) {
    const from = context.currentTime + startMs / 1000
    const to = from + lengthMs / 1000
    const tone = new OscillatorNode(context, { frequency })
    const envelope = new GainNode(context, { gain: 0 })
    envelope.gain.setValueAtTime(0, from)
    envelope.gain.linearRampToValueAtTime(GAIN, from + 0.008)
    envelope.gain.setValueAtTime(GAIN, to - 0.02)
    envelope.gain.linearRampToValueAtTime(0, to)
    tone.connect(envelope).connect(output)
    tone.start(from)
    tone.stop(to)
  }
}
