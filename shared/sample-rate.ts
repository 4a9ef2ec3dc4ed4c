/** Samples a second of speech between microphone, engine, protocol and speaker: PCM16 mono, as the Realtime API takes it. */
export const SAMPLE_RATE = 24_000
export const SAMPLES_PER_MS = SAMPLE_RATE / 1000
