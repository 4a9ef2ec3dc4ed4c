import type { Entry, EntryOf, Flag } from '../../shared/snapshot'
import { toolKey } from '../../shared/tool-name'
import { type CallOutput, checkAnswer, checkOutput } from './evidence'
import { type Assessment, assessProposal } from './money/assess'
import { isOfBackend } from './select'
import type { EngineState } from './state'
import { CHOOSE } from './state/wallet'

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

/** Questions before the one that is asked that it may lean on ("yes, do it"), and for how long. */
const MAX_EARLIER = 3
const EARLIER_MS = 180_000

/** What a proposal is, as the conversation stands. */
export function assess(
  state: EngineState,
  proposed: Pick<EntryOf<'approval'>, 'server' | 'name' | 'arguments' | 'turnId' | 'wallet'>,
): Assessment {
  const outputs = state.conversation.newest().flatMap((entry) => {
    const told = isOfBackend(state, entry.turnId, proposed.turnId) ? outputOf(entry) : null
    return told ? [{ ...told, turnId: entry.turnId }] : []
  })
  return assessProposal({
    ...proposed,
    said: saidFor(state, proposed.turnId),
    unsure: state.turns.get(proposed.turnId)?.unsure ?? [],
    outputs,
    wallets: [state.identity?.wallet, state.wallet.picked].flatMap((it) => it ?? []),
    recipients: state.past.recipients(),
  })
}

/** The trader's words, newest first: those of the question, and of the ones before it. Empty while the first are not known. */
function saidFor(state: EngineState, turnId: string | null): string[] {
  const turns = state.conversation.newest().filter((entry) => entry.kind === 'user')
  const at = turns.findIndex((entry) => entry.turnId === turnId)
  const asked = turns[at]
  if (asked?.text == null || asked.transcript !== 'final' || asked.text === '') return []
  const refused = refusedChoices(state)
  const earlier = turns
    .slice(Math.max(0, at - MAX_EARLIER), at)
    .filter(({ text, at: when }) => text !== null && text !== '' && asked.at - when <= EARLIER_MS)
    .filter((turn) => !refused.has(turn.turnId))
    .map(({ text }) => text ?? '')
  return [asked.text, ...earlier.reverse()]
}

/** Turns whose choice of a wallet came to nothing: that wallet is not meant any more. */
const refusedChoices = (state: EngineState): ReadonlySet<string | null> =>
  new Set(
    state.conversation
      .newest()
      .flatMap((entry) =>
        entry.kind === 'approval' && toolKey(entry) === CHOOSE && /^(denied|expired)$/.test(entry.decision)
          ? [entry.turnId]
          : [],
      ),
  )

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
