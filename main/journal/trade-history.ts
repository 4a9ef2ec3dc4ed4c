import { createFileThread } from './file-thread'
import type { Asked } from './ledger-questions'

/**
 * The trade ledger as it is read, in a thread of its own that begins with the first question. `ask` settles with the answer;
 * it rejects when the file can't be read, or when the thread has died: the next question starts another one.
 */
export const createTradeHistory = (path: string, thread = new URL('./ledger-thread-dev.mjs', import.meta.url)) =>
  createFileThread<Asked>(thread, () => ({ path }))

export type TradeHistory = ReturnType<typeof createTradeHistory>
