/**
 * The engine tells within some milliseconds that it has stopped, a few hundred on a busy machine. Whoever pressed the panic key
 * waits no longer: a window that hangs is ended.
 */
export const PANIC_LIMIT_MS = 1_000

interface PanicDeps {
  /** Takes what the voice window plays off the speaker, or lets it sound again. */
  muteVoice(muted: boolean): void
  /** Ends the voice window by force, and with it its microphone; another takes its place. */
  restartVoice(): void
  after(ms: number, callback: () => void): void
}

/** Sees to it that everything stops when the trader says so, whether the voice window answers or hangs. */
export function createPanic({ muteVoice, restartVoice, after }: PanicDeps) {
  let begun = 0
  let stopped = 0
  return {
    /** The engine was told to stop. It is silent from here on. */
    begin() {
      const mine = ++begun
      muteVoice(true)
      after(PANIC_LIMIT_MS, () => {
        if (stopped >= mine) return
        stopped = begun
        restartVoice()
      })
    },
    /** The voice window has stopped: what it plays from now on was asked for since. */
    stopped() {
      stopped = begun
      muteVoice(false)
    },
  }
}
