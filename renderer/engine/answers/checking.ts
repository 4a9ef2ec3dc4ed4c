import type { Entry, EntryOf, Flag } from '../../../shared/snapshot'
import { toolKey } from '../../../shared/tool-name'
import type { Conversation } from '../conversation'
import { type CallOutput, checkAnswer, checkOutput, worthOf } from '../evidence'

/** Results that an answer may still speak of: of its own turn and a few before. */
export const MAX_OUTPUTS = 10

/**
 * Holds answers, results and proposals of this conversation against what its tools have told. `backend` is the one that a turn
 * was asked of, and for null the one in use: what another one told (a simulated price, say) is no figure of this one.
 */
export function createChecking(
  conversation: Conversation,
  now: () => number,
  backend: (turnId: string | null) => string,
) {
  const outputs = (turnId: string | null): CallOutput[] =>
    conversation
      .newest()
      .filter((entry) => backend(entry.turnId) === backend(turnId))
      .flatMap((entry) => outputOf(entry) ?? [])
      .slice(-MAX_OUTPUTS)

  return {
    /** What of a tool's result does not hold. */
    output(entry: EntryOf<'tool'>): Flag[] {
      const told = outputOf(entry)
      return told ? checkOutput({ ...told, receivedAt: now() }) : []
    },
    /** What of an answer does not hold against the results before it. */
    answer(entry: EntryOf<'assistant'>): Flag[] {
      const asked = entry.turnId === null ? null : (conversation.get(entry.turnId, 'user')?.text ?? null)
      return checkAnswer({ text: entry.text, outputs: outputs(entry.turnId), at: now(), asked })
    },
    /** What a proposal is worth by the tools' own figures; null where they don't tell. */
    worth: (tool: Pick<EntryOf<'approval'>, 'server' | 'name'>, args: string) =>
      worthOf({ name: toolKey(tool), arguments: args }, outputs(null)),
  }
}

function outputOf(entry: Entry): CallOutput | null {
  if (entry.kind !== 'tool' || entry.output === null) return null
  return {
    name: toolKey(entry),
    arguments: entry.arguments,
    // What a failed call brought is no figure, though it may look like one.
    output:
      entry.status === 'failed' ? JSON.stringify({ error: 'tool_error', message: entry.error ?? '' }) : entry.output,
    receivedAt: entry.endedAt ?? entry.at,
  }
}
