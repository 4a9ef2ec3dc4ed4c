/** The audio part closes session and microphone within milliseconds, or hangs. */
const LEAVE_LIMIT_MS = 1_000
/** What is still on its way to a disk that hangs is lost then: nobody waits at log-out for more. */
const FLUSH_LIMIT_MS = 3_000

interface FarewellDeps {
  /** Settles when the audio part has told its last. */
  leave(): Promise<void>
  /** Nothing more is told from here on. */
  close(): void
  /** Everything that has to reach the disk, or to end. */
  flush(): Promise<unknown>[]
}

/**
 * The end of the app, in order: session and microphone are closed, what was told is written, then it goes, however slow
 * anything is. Settles when the app may go; never rejects.
 */
export async function sayFarewell({ leave, close, flush }: FarewellDeps): Promise<void> {
  await within(LEAVE_LIMIT_MS, leave())
  close()
  await within(FLUSH_LIMIT_MS, Promise.allSettled(flush()))
}

async function within(ms: number, task: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([task.catch(() => {}), limit])
  clearTimeout(timer)
}
