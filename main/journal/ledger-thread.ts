import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { createLedgerAnswers } from './ledger-answers'
import type { Asked, Question, Reply } from './ledger-questions'

/*
 * The thread that reads the trade ledger: verifying some 100 MB, and searching what it read, would hold up everything else in
 * main. It never writes to the ledger.
 */

const { path } = z.object({ path: z.string() }).parse(workerData)
const answers = createLedgerAnswers(path)

async function answer<Q extends Question>(id: number, question: Q, input: Asked[Q]['input']): Promise<Reply> {
  try {
    const value = await answers.ask(question, input)
    return { id, ok: true, value, entries: answers.entries() }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null
    return { id, ok: false, code, message: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.on('message', ({ id, question, input }: { id: number; question: Question; input: never }) => {
  void answer(id, question, input).then((reply) => parentPort?.postMessage(reply))
})
