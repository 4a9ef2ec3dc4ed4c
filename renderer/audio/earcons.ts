import type { Earcon } from '../engine/ports'

/** Frequency in Hz, start and length in ms. */
type Tone = readonly [number, number, number]

/** Distinct by direction and number of tones, not only by pitch. */
const TONES: Record<Earcon, readonly Tone[]> = {
  'start': [[880, 0, 45]],
  'stop': [[587, 0, 45]],
  'ask': [
    [659, 0, 70],
    [880, 90, 110],
  ],
  'error': [
    [330, 0, 90],
    [247, 100, 140],
  ],
  'offline': [
    [392, 0, 70],
    [392, 110, 70],
  ],
  'signed-out': [
    [523, 0, 70],
    [392, 90, 70],
    [523, 180, 70],
  ],
  'hands-free-on': [
    [587, 0, 60],
    [740, 70, 60],
    [880, 140, 90],
  ],
  'hands-free-off': [
    [880, 0, 60],
    [740, 70, 60],
    [587, 140, 90],
  ],
  // Low, long and alone: it must not be taken for any answer.
  'panic': [[196, 0, 300]],
}
/** Long enough to turn the volume up. */
const TEST_TONE = [
  [523, 0, 450],
  [659, 500, 450],
] as const
/** Quiet enough not to be taken for speech by an open microphone. */
const GAIN = 0.06

/** Plays a short synthesised sound: no asset, nothing to load. Returns when it ends, in seconds of the context. */
export const playEarcon = (context: AudioContext, output: AudioNode, name: Earcon): number =>
  Math.max(...TONES[name].map((tone) => playTone(context, output, tone).end))

/** What is played so that the trader hears where answers will come from. Returns its last tone. */
export function playTestTone(context: AudioContext, output: AudioNode): AudioScheduledSourceNode {
  const [first, second] = TEST_TONE
  playTone(context, output, first)
  return playTone(context, output, second).tone
}

function playTone(context: AudioContext, output: AudioNode, [frequency, startMs, lengthMs]: Tone) {
  const from = context.currentTime + startMs / 1000
  const end = from + lengthMs / 1000
  const tone = new OscillatorNode(context, { frequency })
  const envelope = new GainNode(context, { gain: 0 })
  envelope.gain.setValueAtTime(0, from)
  envelope.gain.linearRampToValueAtTime(GAIN, from + 0.008)
  envelope.gain.setValueAtTime(GAIN, end - 0.02)
  envelope.gain.linearRampToValueAtTime(0, end)
  tone.connect(envelope).connect(output)
  tone.start(from)
  tone.stop(end)
  return { tone, end }
}
