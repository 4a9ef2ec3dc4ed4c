import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { GrantReply } from '../../shared/grant'
import { createRig } from '../engine/rig'
import { accountFor, type Line, type Question } from './account'
import type { Scenario } from './scenario'
import { createSight } from './sight'
import { createUtterances } from './utterances'

/** The real engine on a clock that only moves when told; server, microphone and speaker are played. */
function openRehearsal(grants?: GrantReply[]) {
  const sight = createSight()
  const rig = createRig({ ...(grants ? { grants } : {}), onPublish: sight.update })
  const utter = createUtterances()
  const questions: Question[] = []
  let answers = 0

  /** Whatever waits for its update is published. */
  const look = () => rig.time.advance(40)

  const stands = (question: Question, reason: RegExp) => {
    look()
    const entry = sight.entry(question.turnId, 'user')
    assert.match(`${entry?.delivery}: ${entry?.problem}`, reason)
  }

  const answer = (question: Question) => {
    const number = ++answers
    rig.committed(`item-${number}`)
    // What is asked while a trade waits is no question before its words are known.
    rig.written(`item-${number}`, 'What is SOL at?')
    rig.respond(`resp-${number}`)
    rig.say(`resp-${number}`, `said-${number}`, 'SOL is at 150.')
    rig.done(`resp-${number}`)
    rig.playedAll(`said-${number}`)
    look()
    assert.equal(sight.turn(question.turnId)?.outcome, 'answered')
  }

  const press = (words: string) => {
    const { frames, ...question } = utter(words)
    const { turnId, samples } = question
    questions.push(question)
    rig.press(turnId)
    for (const frame of frames) {
      rig.engine.captured({ type: 'frame', turnId, samples: frame, peak: 0.5 })
      rig.time.advance(10)
    }
    return {
      question,
      release() {
        rig.release(turnId)
        rig.fence(turnId, samples)
        return question
      },
    }
  }

  return {
    rig,
    sight,
    time: rig.time,
    stands,
    answer,
    press,
    ask: (words: string): Question => press(words).release(),
    /** The question stands with a reason and Resend; Resend is answered, over a new connection where there is none. */
    async standsThenResent(question: Question, reason: RegExp) {
      stands(question, reason)
      assert.equal(sight.entry(question.turnId, 'user')?.resendable, true)
      question.resends++
      sight.act('Resend')
      rig.engine.command({ type: 'resend', turnId: question.turnId })
      // Whatever connection is under way by then comes about.
      await rig.accept()
      answer(question)
    },
    /** The question leads to a trade that waits for a word; told again it is another one. */
    propose(requestId: string, over: Record<string, unknown> = {}) {
      const request = {
        id: requestId,
        type: 'mcp_approval_request',
        server_label: 's',
        name: 'execute_buy',
        arguments: '{"amountSol":5}',
        ...over,
      }
      rig.committed('item-trade')
      rig.respond('resp-trade')
      rig.server({ type: 'response.output_item.added', response_id: 'resp-trade', item: request })
      rig.done('resp-trade', [request])
      look()
      rig.look(requestId)
      assert.equal(sight.entry(requestId, 'approval')?.decision, 'pending')
    },
    /** The trader says yes; nothing may come of it. */
    approveInVain(requestId: string) {
      const binding = sight.entry(requestId, 'approval')?.binding ?? ''
      sight.act('approved')
      rig.engine.command({ type: 'decide', requestId, binding, approve: true })
      look()
      assert.equal(sight.entry(requestId, 'approval')?.decision, 'expired')
      const yes = rig.sent.filter(({ item }) => Object(item).type === 'mcp_approval_response' && Object(item).approve)
      assert.deepEqual(yes, [])
      assert.deepEqual(
        rig.money.map(({ step }) => step),
        ['proposed', 'expired'],
      )
    },
    findings: () =>
      accountFor({
        questions,
        sight,
        lines: rig.lines,
        received: rig.lines.flatMap(heard),
        executed: [],
        money: rig.money,
      }),
  }
}

export type Rehearsal = ReturnType<typeof openRehearsal>

/** What a server hears on a line: the samples between two commits, under the item that it then tells. */
function heard(line: Line): { itemId: string; sha256: string }[] {
  const items = line.flatMap(({ direction, event }) =>
    direction === 'in' && event.type === 'input_audio_buffer.committed' ? [String(event.item_id)] : [],
  )
  const utterances: string[] = []
  let hash = createHash('sha256')
  for (const { direction, event } of line) {
    if (direction !== 'out') continue
    if (event.type === 'input_audio_buffer.append') hash.update(Buffer.from(event.audio, 'base64'))
    if (event.type === 'input_audio_buffer.clear') hash = createHash('sha256')
    if (event.type !== 'input_audio_buffer.commit') continue
    utterances.push(hash.digest('hex'))
    hash = createHash('sha256')
  }
  return utterances.map((sha256, at) => ({ itemId: items[at] ?? '', sha256 }))
}

/** A row on a clock that only moves when told; connected when it begins. */
export function rehearsed(
  fault: string,
  play: (rehearsal: Rehearsal) => Promise<unknown> | unknown,
  grants?: GrantReply[],
): Scenario {
  return {
    fault,
    where: 'engine',
    async run() {
      const rehearsal = openRehearsal(grants)
      try {
        await rehearsal.rig.connect()
        rehearsal.time.advance(40)
        rehearsal.sight.begin()
        await play(rehearsal)
        return rehearsal.findings()
      } finally {
        rehearsal.rig.engine.close()
      }
    },
  }
}
