import type { Heard } from './heard'
import type { FliteVoice } from './synthesis'

/** What the backend and its speech threads say to each other. Audio buffers are handed over, not copied. */

export type HearingRequest =
  /** A stream's first sample is the first of its frame number `firstFrame`. */
  | { type: 'ear.open'; ear: number; firstFrame: number }
  /** 16-bit mono at 24 kHz, in order. */
  | { type: 'ear.append'; ear: number; pcm: Int16Array }
  /** An utterance begins here; null: none does. */
  | { type: 'ear.listen'; ear: number; fromMs: number | null }
  /** What was said between two positions of the stream; everything before `toMs` is forgotten afterwards. */
  | { type: 'ear.take'; id: number; ear: number; fromMs: number; toMs: number }
  | { type: 'ear.drop'; ear: number; beforeMs: number }
  | { type: 'ear.close'; ear: number }
  | { type: 'transcribe'; id: number; pcm: Int16Array }

export type HearingReply =
  /** Speech probabilities of the 32 ms frames from number `first` on. */
  | { type: 'frames'; ear: number; first: number; probabilities: number[] }
  | { type: 'heard'; id: number; heard: Heard }
  | { type: 'problem'; id: number; message: string }

export interface SpeakingRequest {
  type: 'speak'
  id: number
  text: string
  voice: FliteVoice
  rate: number
}

export type SpeakingReply =
  | { type: 'audio'; id: number; pcm: Int16Array }
  | { type: 'problem'; id: number; message: string }

export type LoadingReply = { type: 'ready' } | { type: 'failed'; message: string }

export interface SpeechWorkerData {
  role: 'hearing' | 'speaking'
  dataDir: string
}
