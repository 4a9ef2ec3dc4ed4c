import type { Notice, Withdraw } from '../main/notice'

/** Hears what is told: `said` is all of it, `standing` what was not taken back. */
export function noticeBoard() {
  const said: { code: string; text: string }[] = []
  const over = new Set<object>()
  const notice: Notice = (_level, code, text) => {
    const told = { code, text }
    said.push(told)
    return () => void over.add(told)
  }
  return {
    said,
    standing: () => said.filter((told) => !over.has(told)),
    notice,
    /** For what tells sentences alone. */
    sentence: (text: string): Withdraw => notice('warning', '', text),
  }
}

/** For tests that are about something else. */
export const unheard: Notice = () => () => {}
