/** A process of the app, as `app.getAppMetrics()` tells it. */
interface ProcessMetric {
  pid: number
  serviceName?: string
}

interface AudioServiceDeps {
  metrics(): ProcessMetric[]
  kill(pid: number): void
  /** Monotonic milliseconds. */
  now(): number
}

export const AUDIO_SERVICE = 'audio.mojom.AudioService'

/** A computer without any sound device looks like a blind service: it is not ended over and over. */
const RESTART_AGAIN_MS = 2_000

/**
 * Chromium's audio service never finds a sound system that was started again: it is ended, and the next use of a device
 * starts another. `ended` tells whether an end of it was ours, once.
 */
export function createAudioService({ metrics, kill, now }: AudioServiceDeps) {
  let lastAt = Number.NEGATIVE_INFINITY
  let ours = false

  return {
    restart() {
      if (now() - lastAt < RESTART_AGAIN_MS) return
      const service = metrics().find(({ serviceName }) => serviceName === AUDIO_SERVICE)
      if (!service) return
      lastAt = now()
      ours = true
      kill(service.pid)
    },
    ended(): boolean {
      const was = ours
      ours = false
      return was
    },
  }
}
