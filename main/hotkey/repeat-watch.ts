/** A held key repeats sooner than this on every system, by its slowest setting. */
const SILENCE_MS = 2_000
const STEP_MS = 500
/** A look that comes this much too late: the process was held up, and what it did not hear may be on its way. */
const LATE_MS = 300

/**
 * Whether a held key that repeated has fallen silent, though nothing else was pressed: it came up where its up is hidden from
 * programs (on Windows a program that runs as administrator, or the desktop of a UAC prompt). A key that never repeated is
 * not judged: repeating can be switched off. `now` is monotonic milliseconds; `every` returns its undo.
 */
export function createRepeatWatch(
  now: () => number,
  every: (ms: number, callback: () => void) => () => void,
  onSilence: () => void,
) {
  let cancel: (() => void) | null = null
  let repeatedAt = 0
  let lookedAt = 0

  const end = () => {
    cancel?.()
    cancel = null
  }

  const look = () => {
    const late = now() - lookedAt - STEP_MS > LATE_MS
    lookedAt = now()
    if (late) repeatedAt = Math.max(repeatedAt, lookedAt - STEP_MS)
    if (lookedAt - repeatedAt < SILENCE_MS) return
    end()
    onSilence()
  }

  return {
    /** The held key was heard down again. */
    repeated() {
      repeatedAt = now()
      if (cancel !== null) return
      lookedAt = now()
      cancel = every(STEP_MS, look)
    },
    /** It came up, or another key was pressed, which takes the repeating over. */
    end,
  }
}
