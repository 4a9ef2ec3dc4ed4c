/** How hard a model thinks before it speaks: `RealtimeReasoningEffort` of the `openai` package. */
export const EFFORTS = ['minimal', 'low', 'medium', 'high', 'xhigh'] as const

/** Whether a realtime model takes an effort: gpt-realtime-2 and later do. The year of a snapshot is no version. */
export const canReason = (model: string): boolean =>
  Number(/^gpt-realtime-(\d{1,2})(?:[.-]|$)/.exec(model)?.[1] ?? 0) >= 2
