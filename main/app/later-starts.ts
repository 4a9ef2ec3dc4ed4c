import type { App } from 'electron'
import { carriesDeepLink } from './deep-link'

/**
 * Command lines of later starts, which find this one running. Those that come before anybody can act on them wait; one that
 * came for a task of its own ("--forget") was refused where it came from, and is no wish to see anything.
 */
export function hearLaterStarts(app: Pick<App, 'on'>): (take: (argv: string[]) => void) => void {
  let waiting: string[][] | null = []
  let take = (_argv: string[]) => {}
  app.on('second-instance', (_event, argv) => {
    if (argv.includes('--forget') && !carriesDeepLink(argv)) return
    if (waiting) waiting.push(argv)
    else take(argv)
  })
  return (taken) => {
    take = taken
    for (const argv of waiting ?? []) take(argv)
    waiting = null
  }
}
