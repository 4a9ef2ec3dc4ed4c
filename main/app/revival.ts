/** The first restart is at once, each further one waits a little longer. */
const STEP_MS = 500
const MAX_PAUSE_MS = 10_000
/** What lived this long was sound: the next crash is a first one again. */
const SOUND_LIFE_MS = 60_000

interface RevivalDeps {
  /** Milliseconds of any clock. */
  now(): number
  after(ms: number, callback: () => void): void
  /** Whether it is still needed when the pause is over: somebody else may have made it, or the app may be closing. */
  needed(): boolean
  make(): void
}

/** When to make something again that keeps dying: what can't live must not be born a hundred times a second. */
export function createRevival({ now, after, needed, make }: RevivalDeps) {
  let restarts = 0
  let bornAt = now()
  return {
    born() {
      bornAt = now()
    },
    died() {
      if (now() - bornAt >= SOUND_LIFE_MS) restarts = 0
      after(Math.min(STEP_MS * restarts++, MAX_PAUSE_MS), () => {
        if (needed()) make()
      })
    },
  }
}
