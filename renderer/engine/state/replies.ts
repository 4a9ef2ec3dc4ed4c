/**
 * What the trader says while a trade waits: "no", "yes", "how much was that?". It is a question like any other, but nothing of
 * it is decided before its words are known.
 */
export const createReplies = () => ({
  /** The turn whose words are not understood yet. `until` (monotonic): they are waited for no longer; null while it is spoken. */
  open: null as { turnId: string; until: number | null } | null,
  /** Replies that another one came after before their words were known, with the end of the wait (monotonic): one may be a "no". */
  overtaken: new Map<string, number>(),
  /** What the app has the model say to one, word for word, by its turn. */
  says: new Map<string, string>(),
  /** Turns in which the app has something said that nobody asked for: they stand in no bubble, and are always aloud. */
  announced: new Set<string>(),
})
