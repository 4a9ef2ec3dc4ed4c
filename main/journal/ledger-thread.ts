import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import type { ThreadReply } from './file-thread'
import { createLedgerAnswers } from './ledger-answers'
import type { Asked, Question } from './ledger-questions'

/*
 * The thread that reads the trade ledger: verifying some 100 MB, and searching what it read, would hold up everything else in
 * main. It never writes to the ledger.
 */

/** With more trades than this it goes on when nobody asks: its next start would take more than a moment. */
const RESTS_BELOW = 5_000

const { path } = z.object({ path: z.string() }).parse(workerData)
const answers = createLedgerAnswers(path)

async function answer<Q extends Question>(id: number, question: Q, input: Asked[Q]['input']): Promise<ThreadReply> {
  try {
    const value = await answers.ask(question, input)
    return { id, ok: true, value, heavy: answers.entries() > RESTS_BELOW }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null
    return { id, ok: false, code, message: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.on('message', ({ id, question, input }: { id: number; question: Question; input: never }) => {
  void answer(id, question, input).then((reply) => parentPort?.postMessage(reply))
})
