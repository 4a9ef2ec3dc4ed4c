/**
 * The server says that a response is active which nobody here knows of, and whose end may never be told: the answer is
 * asked for again after each of these pauses.
 */
const ACTIVE_PAUSES_MS = [500, 1_000, 2_000, 4_000]
/** Older responses have nothing late to say. */
const MAX_RESPONSES = 200

interface Response {
  /** null when the server began it though nobody had asked anything. */
  turnId: string | null
  /** The question in doubt that it may answer instead; null when there is none. */
  orTurnId: string | null
  /** The server began it by itself: `turnId` is only the newest question, which it may not have had yet. */
  unasked: boolean
  /** It was cut: nothing late of it is heard. */
  muted: boolean
  done: boolean
  /** It was cut, and the server was not told yet. */
  cancelDue: boolean
  /** The `response.cancel` that was sent for it. */
  cancelId: string | null
}

interface Create {
  turnId: string
  eventId: string
  cancelled: boolean
}

/**
 * The answers that are wanted, asked for, and being made. A server makes one at a time; which of them were cut is known,
 * so that nothing late of them is heard.
 */
export function createResponses() {
  /** Turn for which an answer is wanted. A newer wish takes the place of an older one. */
  let wanted: string | null = null
  /** The wish has waited: a question that is about to leave takes its place. */
  let givesWay = false
  /** Creates that the server has not answered yet, oldest first: one of ours, whatever others do. */
  let creates: Create[] = []
  /** A create that an error may have been about, which named nothing: the server may answer it all the same. */
  let doubted: { turnId: string; cancelled: boolean } | null = null
  let active: string | null = null
  /** Refusals in a row because of a response that is not known here. */
  let races = 0
  /** Monotonic time before which an answer is not asked for again. */
  let pausedUntil = 0
  const responses = new Map<string, Response>()

  const mute = (response: Response) => {
    response.muted = true
    response.cancelDue = true
  }

  return {
    want(turnId: string) {
      wanted = turnId
      givesWay = false
      pausedUntil = 0
    },
    /** A newer question is here whole: what is still wanted for an older one is asked for only if that does not leave. */
    giveWay() {
      givesWay = true
    },
    get givesWay(): boolean {
      return givesWay
    },
    /** Something has happened that a refused wish may have waited for. */
    hasten() {
      pausedUntil = 0
    },
    /** The turn to ask an answer for, as soon as nothing else stands in the way; null when there is none. */
    get wanted(): string | null {
      return creates.length > 0 || active !== null ? null : wanted
    },
    get pausedUntil(): number {
      return pausedUntil
    },
    /** A response runs, or was asked for. */
    get running(): boolean {
      return creates.length > 0 || active !== null
    },
    /** `response.create` left. */
    asked(turnId: string, eventId: string) {
      wanted = null
      creates.push({ turnId, eventId, cancelled: false })
    },
    /**
     * `response.created` came. Returns the turn that it answers; `fallbackTurn` when the server began it by itself; null
     * when there is none, or it was told before. A response that was cut before it began is cancelled now; so is one that
     * the server begins by itself while a key is held (`listening`), and what was wanted is asked for when the key is up.
     */
    created(responseId: string, fallbackTurn: string | null, listening: boolean): string | null {
      if (responses.has(responseId)) return null
      const create = creates.shift() ?? null
      const mine = create ?? doubted
      const orTurnId = create === null ? null : (doubted?.turnId ?? null)
      doubted = null
      races = 0
      const overTalk = mine === null && listening
      // The server answered by itself what was about to be asked for: asking again would double the answer.
      if (mine === null && !overTalk) wanted = null
      const turnId = mine?.turnId ?? fallbackTurn
      active = responseId
      const unasked = mine === null
      const response = { turnId, orTurnId, unasked, muted: false, done: false, cancelDue: false, cancelId: null }
      responses.set(responseId, response)
      const oldest = responses.keys().next().value
      if (responses.size > MAX_RESPONSES && oldest !== undefined) responses.delete(oldest)
      if (mine?.cancelled || overTalk) mute(response)
      return turnId
    },
    /** `response.done` came. */
    done(responseId: string) {
      const response = responses.get(responseId)
      if (response) response.done = true
      if (active === responseId) active = null
      pausedUntil = 0
    },
    /** A response that has begun and whose end was not told. */
    isOpen: (responseId: string): boolean => responses.get(responseId)?.done === false,
    /**
     * The server refused our create; without the event's id it is the one under way. `absorbed` when nothing is lost by
     * it (the wish stays, or was given up before), else the turn that now gets no answer; null when it was none of ours.
     * `mono` is now, monotonic.
     */
    refused(eventId: string | null, code: string, mono: number): { absorbed: boolean; turnId: string } | null {
      const running = active === null ? undefined : responses.get(active)
      if (code === 'response_cancel_not_active' && eventId !== null && running?.cancelId === eventId) {
        // It is over, and only its end was not told: nothing waits for it any more.
        active = null
        pausedUntil = 0
        return null
      }
      const create = creates.find((it) => eventId === null || it.eventId === eventId)
      if (create === undefined) return null
      const { turnId, cancelled } = create
      creates = creates.filter((it) => it !== create)
      const race = code === 'conversation_already_has_active_response'
      if (eventId === null && !race) doubted = { turnId, cancelled }
      if (race && !cancelled) wanted ??= turnId
      // Asked again at once it would be refused at once: what runs tells when it is done, or it takes its time.
      if (!race || active !== null) pausedUntil = 0
      else pausedUntil = mono + (ACTIVE_PAUSES_MS[races++] ?? Number.POSITIVE_INFINITY)
      return { absorbed: cancelled || race, turnId }
    },
    /** Nothing is to be answered for this turn any more. */
    drop(turnId: string) {
      if (wanted === turnId) wanted = null
      for (const create of creates) if (create.turnId === turnId) create.cancelled = true
    },
    /** Cuts whatever is being answered. */
    cancel() {
      wanted = null
      for (const create of creates) create.cancelled = true
      if (doubted) doubted.cancelled = true
      const response = active === null ? undefined : responses.get(active)
      if (response && !response.muted) mute(response)
    },
    /** Cuts what is being answered to a question that another has taken the place of, but not what is wanted next. */
    cut(turnId: string) {
      for (const create of creates) if (create.turnId === turnId) create.cancelled = true
      if (doubted?.turnId === turnId) doubted.cancelled = true
      const response = active === null ? undefined : responses.get(active)
      if (response && (response.unasked || response.turnId === turnId) && !response.muted) mute(response)
    },
    /** Responses whose cancelling is due, with the turn of each. */
    cancels(): { responseId: string; turnId: string | null }[] {
      const due: { responseId: string; turnId: string | null }[] = []
      for (const [responseId, { cancelDue, turnId }] of responses) if (cancelDue) due.push({ responseId, turnId })
      return due
    },
    /** `response.cancel` left; one that names no response is about whatever is being answered. */
    cancelSent(responseId: unknown, eventId: string) {
      const response = responses.get(String(responseId))
      if (response) Object.assign(response, { muted: true, cancelDue: false, cancelId: eventId })
      else if (responseId === undefined) this.cancel()
    },
    /** Whether its beginning was told. */
    knows: (responseId: string): boolean => responses.has(responseId),
    isMuted: (responseId: string) => responses.get(responseId)?.muted ?? false,
    /** The turn that a response answers; one whose beginning was not told yet is the one that was just asked for. */
    turnOf(responseId: string): string | null {
      const response = responses.get(responseId)
      return response === undefined ? (creates[0]?.turnId ?? null) : response.turnId
    },
    /** The earlier question that the answers to this turn may have been for; null when there is none. */
    mistakenFor: (turnId: string): string | null =>
      [...responses.values()].find((response) => response.turnId === turnId && response.orTurnId !== null)?.orTurnId ??
      null,
    /** The response that is being made for a turn; null when none is. */
    activeOf: (turnId: string): string | null =>
      active !== null && responses.get(active)?.turnId === turnId ? active : null,
    /** Whether an answer for this turn is wanted, asked for, or coming. */
    busy(turnId: string): boolean {
      const response = active === null ? undefined : responses.get(active)
      return (
        wanted === turnId ||
        creates.some((create) => create.turnId === turnId && !create.cancelled) ||
        (response?.turnId === turnId && !response.muted)
      )
    },
    /** The connection is gone: nothing that was asked for on it will come. */
    reset() {
      wanted = null
      creates = []
      doubted = null
      active = null
      races = 0
      pausedUntil = 0
      responses.clear()
    },
  }
}
