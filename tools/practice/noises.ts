import { SAMPLE_RATE } from '../../shared/sample-rate'

/** Sounds that are no voice, as 16-bit mono at 24 kHz; the same in every run. `peak` is the loudest sample, 0 to 1. */
export const NOISES: Record<string, (ms: number, peak: number) => Int16Array> = {
  'digital silence': (ms) => new Int16Array((ms * SAMPLE_RATE) / 1000),
  'white noise': (ms, peak) => made(ms, peak, white()),
  'pink noise': (ms, peak) => made(ms, peak, pink()),
  'mains hum': (ms, peak) =>
    made(ms, peak, (seconds) =>
      [50, 100, 150, 250].reduce((sum, hertz, at) => sum + tone(hertz, seconds) / (at + 1), 0),
    ),
  'keyboard clicks': (ms, peak) => made(ms, peak, clicks()),
  'a fan with its blades': (ms, peak) => {
    const air = pink()
    return made(ms, peak, (seconds) => air(seconds) * (1 + 0.4 * tone(23, seconds)) + 0.3 * tone(115, seconds))
  },
  'a held tone': (ms, peak) => made(ms, peak, (seconds) => tone(440, seconds)),
  'chords of an organ': (ms, peak) => made(ms, peak, chords()),
  'a plucked melody': (ms, peak) => made(ms, peak, melody()),
  // The voice detector wavers at these.
  'a synthesiser’s bass': (ms, peak) => made(ms, peak, bass()),
  'bass and drums': (ms, peak) => {
    const [low, noise] = [bass(), white(3)]
    return made(ms, peak, (seconds) => {
      const [beat, offbeat] = [seconds % 0.6, (seconds + 0.3) % 0.6]
      return (
        low(seconds) + 2 * tone(60, seconds) * Math.exp(-beat * 20) + 0.7 * noise(seconds) * Math.exp(-offbeat * 25)
      )
    })
  },
  'a telephone that rings': (ms, peak) =>
    made(ms, peak, (seconds) =>
      seconds % 1 < 0.5 ? (tone(440, seconds) + tone(480, seconds)) * (tone(20, seconds) > 0 ? 1 : 0.2) : 0,
    ),
}

/** Seconds since the beginning to a sample of any size; asked in order. */
type Sound = (seconds: number) => number

function made(ms: number, peak: number, sound: Sound): Int16Array {
  const samples = Float64Array.from({ length: (ms * SAMPLE_RATE) / 1000 }, (_, at) => sound(at / SAMPLE_RATE))
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), Number.MIN_VALUE)
  return Int16Array.from(samples, (sample) => Math.round((sample / loudest) * peak * 32_767))
}

const tone = (hertz: number, seconds: number) => Math.sin(2 * Math.PI * hertz * seconds)

function white(seed = 1): Sound {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 31 - 1
  }
}

/** Paul Kellet's filter: three leaky integrators of white noise fall by 3 dB an octave. */
function pink(): Sound {
  const noise = white()
  let [slow, middle, fast] = [0, 0, 0]
  return (seconds) => {
    const sample = noise(seconds)
    slow = 0.99765 * slow + 0.099046 * sample
    middle = 0.963 * middle + 0.2965164 * sample
    fast = 0.57 * fast + 1.0526913 * sample
    return slow + middle + fast + 0.1848 * sample
  }
}

/** Some six keys a second, unevenly; each a burst of 8 ms over a quiet room. */
function clicks(): Sound {
  const noise = white(7)
  const chance = white(11)
  let next = 0.1
  return (seconds) => {
    if (seconds > next + 0.008) next += 0.12 + 0.06 * (1 + chance(seconds))
    const since = seconds - next
    return noise(seconds) * (since >= 0 && since < 0.008 ? Math.exp(-since * 400) : 0.005)
  }
}

const CHORDS = [
  [262, 330, 392],
  [220, 262, 330],
  [175, 220, 262],
  [196, 247, 294],
]

function chords(): Sound {
  return (seconds) =>
    (CHORDS[Math.floor(seconds / 0.8) % CHORDS.length] ?? []).reduce(
      (sum, hertz) => sum + tone(hertz, seconds) + 0.5 * tone(2 * hertz, seconds) + 0.25 * tone(4 * hertz, seconds),
      0,
    )
}

/** Sawtooth notes that fade, as 29 harmonics. */
function bass(): Sound {
  const notes = [131, 165, 196, 220, 147]
  return (seconds) => {
    const hertz = notes[Math.floor(seconds / 0.3) % notes.length] ?? 131
    let sum = 0
    for (let harmonic = 1; harmonic < 30; harmonic++) sum += tone(hertz * harmonic, seconds) / harmonic
    return sum * Math.exp(-(seconds % 0.3) * 4)
  }
}

const NOTES = [392, 440, 494, 523, 587, 523, 494, 440]

function melody(): Sound {
  return (seconds) => {
    const note = Math.floor(seconds / 0.25)
    const since = seconds - note * 0.25
    const hertz = NOTES[note % NOTES.length] ?? 440
    return Math.exp(-since * 9) * (tone(hertz, since) + 0.6 * tone(2 * hertz, since) + 0.3 * tone(3 * hertz, since))
  }
}
