/** What the practice mind sees: the conversation in order, in the plainest form, and the tools it may call. */
export type Entry =
  /** `otherwise`: what it may have been instead, where that is another trade. */
  | { kind: 'user'; text: string; otherwise?: string | null }
  | { kind: 'assistant'; text: string }
  | { kind: 'call'; tool: string; args: Record<string, unknown>; outcome: CallOutcomeView }
  | { kind: 'asked'; requestId: string; tool: string; args: Record<string, unknown> }
  | { kind: 'decided'; requestId: string; approved: boolean }

export type CallOutcomeView =
  | { state: 'running' }
  /** JSON as the tool gave it. */
  | { state: 'done'; output: unknown }
  | { state: 'failed'; code: string; message: string }

export interface View {
  entries: readonly Entry[]
  /** Names of the tools that may be called. */
  tools: ReadonlySet<string>
}

/** What to do next, in order. Calls are made after everything was said. */
export type Step = { kind: 'say'; text: string } | { kind: 'call'; tool: string; args: Record<string, unknown> }

export const say = (text: string): Step => ({ kind: 'say', text })
export const call = (tool: string, args: Record<string, unknown>): Step => ({ kind: 'call', tool, args })
