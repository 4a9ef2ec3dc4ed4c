import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { createConversationAnswers } from './conversation-answers'
import type { ConversationQuestions } from './conversation-questions'
import type { ThreadReply } from './file-thread'

/*
 * The thread that keeps the conversation: masking a long answer, finding a line among 200 MB, and searching them, would hold
 * up everything else in main.
 */

const text = z.string()
const data = z.object({
  folder: text,
  session: text,
  words: z.object({ approval: text, question: text, tool: text }),
})
const answers = createConversationAnswers(data.parse(workerData))

async function answer<N extends keyof ConversationQuestions>(
  id: number,
  question: N,
  input: ConversationQuestions[N]['input'],
): Promise<ThreadReply> {
  try {
    const value = await answers.ask(question, input)
    return { id, ok: true, value, heavy: answers.heavy() }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null
    return { id, ok: false, code, message: error instanceof Error ? error.message : String(error) }
  }
}

interface Message {
  id: number
  question: keyof ConversationQuestions
  input: never
}
parentPort?.on('message', ({ id, question, input }: Message) => {
  void answer(id, question, input).then((reply) => parentPort?.postMessage(reply))
})
