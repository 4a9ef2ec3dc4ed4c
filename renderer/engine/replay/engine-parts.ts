import { createAnswers } from '../answers/answers'
import { createContinuation } from '../answers/continuation'
import { createPlayback, heardChars } from '../answers/playback'
import { createReception } from '../answers/reception'
import { createResponder } from '../answers/responder'
import { createToolCalls } from '../answers/tool-calls'
import type { Clock } from '../clock'
import { createConversation } from '../conversation'
import { createSpending } from '../cost/spending'
import type { Link } from '../line/link'
import { createSessionLog } from '../line/session-log'
import { createToolbox } from '../line/toolbox'
import { createApprovals } from '../money/approvals'
import { createMoney } from '../money/money'
import { createProblems } from '../problems'
import type { Delivery } from '../turns/delivery'
import { createTurnBook } from '../turns/turn-book'

interface PartsDeps {
  /** Milliseconds of the event that is being played. */
  now(): number
  /** The engine would ask for a continuation of this turn's answer now. */
  onContinuationDue(turnId: string): void
  /** The turn that the next response answers, as far as the recording shows what the client asked for. */
  nextAnswered(): string | null
  /** Whose commit the server acknowledges or refuses, as the recording tells it. */
  delivery: Pick<Delivery, 'acknowledged' | 'refused'>
}

/**
 * The engine's own modules, wired as in engine.ts, but deaf to the world: time is the recording's, and what they would
 * send goes nowhere, because the recording shows what was sent.
 */
export function createEngineParts({ now, onContinuationDue, nextAnswered, delivery }: PartsDeps) {
  const clock: Clock = { now, mono: now, after: () => () => {} }
  const log = createSessionLog({ now, mono: now, emit: () => {} })
  const link: Link = {
    ensure: () => {},
    close: () => {},
    leave: () => {},
    send: () => '',
    state: 'ready',
    // Whoever approved was allowed to: that was decided when it was recorded.
    grant: {
      backend: 'practice',
      url: '',
      secret: '',
      expiresAt: null,
      identity: { kind: 'user', label: '', wallet: null },
    },
    dialect: null,
    transcriptionModel: null,
    sessionId: null,
    prepare: () => {},
    takeOver: () => false,
    giveWay: () => {},
    preparing: false,
    endsAt: null,
    tools: null,
  }
  const conversation = createConversation(now)
  const problems = createProblems()
  const continuation = createContinuation()
  const book = createTurnBook()
  const toolbox = createToolbox({
    clock,
    retrieve: () => {},
    onSettled: () => {},
    onFailed: () => {},
    onEmpty: () => {},
    onChanged: () => {},
  })
  const live = createResponder({ clock, link, toolsSettled: () => true, listening: () => false, onCreate: () => {} })
  const responder: typeof live = {
    ...live,
    want: onContinuationDue,
    created: (responseId, fallback) => live.created(responseId, nextAnswered() ?? fallback),
  }
  const playback = createPlayback({
    clock,
    post: () => {},
    onStarted: () => {},
    onStalled: () => {},
    onFinished: () => {},
    onSilenced: () => {},
    // Only reported here where the recording tells how much was heard.
    onProgress(item) {
      const entry = conversation.get(item.itemId, 'assistant')
      if (!entry) return
      conversation.change(item.itemId, 'assistant', { state: 'interrupted', heardChars: heardChars(entry.text, item) })
    },
  })
  // The ledger was written when it happened.
  const money = createMoney({
    clock,
    backend: () => '',
    record: (_fact, recorded) => recorded?.(true),
    onUnseen: () => {},
  })
  const approvals = createApprovals({
    clock,
    log,
    link,
    conversation,
    continuation,
    money,
    worth: () => null,
    wallet: () => null,
    walletHindrance: () => null,
    barred: () => null,
    onAsked: () => {},
    onApproved: () => {},
    onDecided: () => reception.continueIfDue(),
  })
  const spending = createSpending({
    clock,
    allowance: () => ({ model: null, budget: null, tokens: null, prices: {} }),
    transcription: () => null,
  })
  const answers = createAnswers({
    clock,
    log,
    conversation,
    continuation,
    responder,
    playback,
    book,
    spending,
    // What does not hold is found by the detectors, which see the whole recording.
    check: () => [],
    problem: () => {},
    notice: () => {},
    fail: () => {},
    touch: () => {},
  })
  const toolCalls = createToolCalls({
    clock,
    conversation,
    continuation,
    money,
    book,
    link,
    // What ran otherwise than approved was said when it happened.
    executions: { look: () => {} },
    readsOnly: toolbox.readsOnly,
    turnOfResponse: answers.turnOfResponse,
    check: () => [],
    acted: (turn) => {
      turn.acted = true
    },
    onUnauthorized: () => {},
    onCall: () => {},
    onOutput: () => {},
    onEnded: () => reception.continueIfDue(),
    touch: () => {},
  })
  const reception = createReception({
    conversation,
    responder,
    continuation,
    approvals,
    toolCalls,
    answers,
    spending,
    book,
    delivery,
    touch: () => {},
    settle: () => {},
    problem: (code, message) => problems.add(code, message),
    absorb: () => false,
    fail: () => {},
    onFlood: () => {},
    onAsked: () => {},
  })
  return { clock, conversation, continuation, book, toolbox, responder, playback, approvals, reception, log }
}

export type EngineParts = ReturnType<typeof createEngineParts>
