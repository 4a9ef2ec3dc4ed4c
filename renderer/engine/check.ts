import type { Entry, EntryOf, Flag } from '../../shared/snapshot'
import { toolKey } from '../../shared/tool-name'
import { type CallOutput, checkAnswer, checkOutput, worthOf } from './evidence'
import { isOfBackend } from './select'
import type { EngineState } from './state'

/** Results that an answer may still speak of: of its own turn and a few before. */
export const MAX_OUTPUTS = 10

/** Holds answers, results and proposals of the conversation against what its tools have told. */
const outputsFor = (state: EngineState, turnId: string | null): CallOutput[] =>
  state.conversation
    .newest()
    .filter((entry) => isOfBackend(state, entry.turnId, turnId))
    .flatMap((entry) => outputOf(entry) ?? [])
    .slice(-MAX_OUTPUTS)

/** What of a tool's result does not hold. */
export function flagsOfOutput(state: EngineState, entry: EntryOf<'tool'>): Flag[] {
  const told = outputOf(entry)
  return told ? checkOutput({ ...told, receivedAt: state.time.now }) : []
}

/** What of an answer does not hold against the results before it. */
export function flagsOfAnswer(state: EngineState, entry: EntryOf<'assistant'>): Flag[] {
  const asked = entry.turnId === null ? null : (state.conversation.get(entry.turnId, 'user')?.text ?? null)
  return checkAnswer({ text: entry.text, outputs: outputsFor(state, entry.turnId), at: state.time.now, asked })
}

/** What a proposal is worth by the tools' own figures; null where they don't tell. */
export const worthFor = (
  state: EngineState,
  tool: Pick<EntryOf<'approval'>, 'server' | 'name' | 'arguments'>,
): EntryOf<'approval'>['worth'] => worthOf({ name: toolKey(tool), arguments: tool.arguments }, outputsFor(state, null))

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
