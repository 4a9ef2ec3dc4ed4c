/**
 * Tells the trader something in one sentence. The answer takes it back, once what it says no longer holds; what is told of
 * something that has happened is never taken back.
 */
export type Notice = (level: 'info' | 'warning' | 'error', code: string, text: string) => Withdraw
export type Withdraw = () => void

/** Says the same thing once, until its cause has gone; then the sentence goes, too. */
export function sayOnce(notice: Notice) {
  const told = new Map<string, Withdraw>()
  return {
    say(cause: string, code: string, text: string) {
      if (!told.has(cause)) told.set(cause, notice('warning', code, text))
    },
    /** Of causes that `holds` does not know, all are gone. */
    retain(holds: (cause: string) => boolean) {
      for (const cause of [...told.keys()]) if (!holds(cause)) this.gone(cause)
    },
    /** The cause has gone: should it come back, it is said again. */
    gone(cause: string) {
      told.get(cause)?.()
      told.delete(cause)
    },
  }
}
