import type { Settings } from '../../shared/settings'
import type { CommandLine } from './command-line'

/**
 * Whether the app starts without a word of its own: a key press began it, it was told to stay hidden, or the system
 * opened it at log-in and the trader wants no window then.
 */
export const startsQuietly = (
  { talk, hidden }: Pick<CommandLine, 'talk' | 'hidden'>,
  { startHidden }: Pick<Settings, 'startHidden'>,
  openedAtLogin: boolean,
): boolean => talk !== null || hidden || (startHidden && openedAtLogin)
