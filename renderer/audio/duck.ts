/** A quarter as loud, 12 dB: still understood, and nothing that a voice has to shout against. */
const DUCKED = 0.25
/** A step would click, and a slower change is late for a short word. */
const RAMP_MS = 30

/** Makes what passes quieter while `on`, without a step. `rate` is in samples per second. */
export function createDuck(rate: number) {
  const step = (1 - DUCKED) / ((rate * RAMP_MS) / 1000)
  let gain = 1
  let aim = 1
  return {
    set(on: boolean) {
      aim = on ? DUCKED : 1
    },
    /** Changes the samples in place. */
    process(samples: Float32Array) {
      if (gain === 1 && aim === 1) return
      for (let index = 0; index < samples.length; index++) {
        gain = gain < aim ? Math.min(aim, gain + step) : Math.max(aim, gain - step)
        samples[index] = (samples[index] ?? 0) * gain
      }
    },
  }
}
