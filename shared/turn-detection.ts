/**
 * How a server finds the turns of an open microphone. Source: OpenAI's "Voice activity detection" guide; the presets and
 * their ranges are those of Dexter's own web client.
 */

/** Of speech probability. */
export const THRESHOLD_RANGE = [0.2, 0.98] as const
/** Milliseconds that are taken from before a voice was heard. */
export const PREFIX_RANGE = [0, 1200] as const
/** Milliseconds of silence that end a question. */
export const SILENCE_RANGE = [200, 2000] as const

export const EAGERNESS = ['auto', 'low', 'medium', 'high'] as const

export interface Detection {
  threshold: number
  prefixMs: number
  silenceMs: number
}

/** `dexter` is what the recorded session asked for. */
export const PRESETS = {
  snappy: { threshold: 0.65, prefixMs: 250, silenceMs: 380 },
  balanced: { threshold: 0.95, prefixMs: 320, silenceMs: 520 },
  patient: { threshold: 0.82, prefixMs: 360, silenceMs: 800 },
  dexter: { threshold: 0.9, prefixMs: 300, silenceMs: 500 },
} as const satisfies Record<string, Detection>

export type Preset = keyof typeof PRESETS
export const DETECTION_PRESETS = ['snappy', 'balanced', 'patient', 'dexter'] as const satisfies readonly Preset[]

/** What a session is asked for; null where the key alone makes turns. */
export type TurnDetection =
  | ({ type: 'server_vad' } & Detection)
  | {
      type: 'semantic_vad'
      eagerness: (typeof EAGERNESS)[number]
    }
  | null

/** The choice of the settings. */
export function turnDetectionOf(
  choice: Detection & {
    detection: Preset | 'semantic' | 'own'
    eagerness: (typeof EAGERNESS)[number]
  },
): NonNullable<TurnDetection> {
  if (choice.detection === 'semantic') return { type: 'semantic_vad', eagerness: choice.eagerness }
  const { threshold, prefixMs, silenceMs } = choice.detection === 'own' ? choice : PRESETS[choice.detection]
  return { type: 'server_vad', threshold, prefixMs, silenceMs }
}
