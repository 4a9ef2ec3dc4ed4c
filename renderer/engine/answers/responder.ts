import type { Clock } from '../clock'
import type { Link } from '../line/link'

interface ResponderDeps {
  clock: Pick<Clock, 'after'>
  link: Pick<Link, 'send' | 'state'>
  /** Whether the server has learnt its tools: an answer asked for earlier would lack them. */
  toolsSettled(): boolean
  /** A key is held: an answer that began now would talk over the trader. */
  listening(): boolean
  /** A `response.create` left for this turn. */
  onCreate(turnId: string): void
}

interface Response {
  /** null when the server began it though nobody had asked anything. */
  turnId: string | null
  /** The question in doubt that it may answer instead; null when there is none. */
  orTurnId: string | null
  /** It was cut: nothing late of it is heard. */
  muted: boolean
  done: boolean
  /** The `response.cancel` that was sent for it. */
  cancelId: string | null
}

/**
 * The server says that a response is active which nobody here knows of, and whose end may never be told: the answer is
 * asked for again after each of these pauses.
 */
const ACTIVE_PAUSES_MS = [500, 1_000, 2_000, 4_000]
/** Older responses have nothing late to say. */
const MAX_RESPONSES = 200

/**
 * Decides when `response.create` leaves: never while a response is active or being created, never before the tools are
 * there, and once for each wish. It also knows which responses were cut, so that nothing late of them is heard.
 */
export function createResponder({ clock, link, toolsSettled, listening, onCreate }: ResponderDeps) {
  /** Turn for which an answer is wanted. A newer wish takes the place of an older one. */
  let wanted: string | null = null
  /** A create that the server has not answered yet. */
  let creating: { turnId: string; eventId: string; cancelled: boolean } | null = null
  /** A create that an error may have been about, which named nothing: the server may answer it all the same. */
  let doubted: { turnId: string; cancelled: boolean } | null = null
  let active: string | null = null
  /** Refusals in a row because of a response that is not known here. */
  let races = 0
  const responses = new Map<string, Response>()

  const attempt = () => {
    if (wanted === null || creating !== null || active !== null) return
    if (link.state !== 'ready' || !toolsSettled() || listening()) return
    const turnId = wanted
    wanted = null
    creating = { turnId, eventId: link.send('response.create', {}, turnId), cancelled: false }
    onCreate(turnId)
  }

  const remember = (responseId: string, response: Response) => {
    responses.set(responseId, response)
    const oldest = responses.keys().next().value
    if (responses.size > MAX_RESPONSES && oldest !== undefined) responses.delete(oldest)
  }

  const cut = (responseId: string, response: Response) => {
    response.muted = true
    response.cancelId = link.send('response.cancel', { response_id: responseId }, response.turnId)
  }

  return {
    want(turnId: string) {
      wanted = turnId
      attempt()
    },
    /** Something that a wish may have waited for has happened. */
    attempt,
    /** A response runs, or was asked for. */
    get running(): boolean {
      return creating !== null || active !== null
    },
    /**
     * `response.created` came. Returns the turn that it answers; `fallbackTurn` when the server began it by itself; null
     * when there is none, or it was told before. A response that was cut before it began is cancelled now; so is one that
     * the server begins by itself while a key is held, and what was wanted is still asked for when the key is up.
     */
    created(responseId: string, fallbackTurn: string | null): string | null {
      if (responses.has(responseId)) return null
      const mine = creating ?? doubted
      const orTurnId = creating === null ? null : (doubted?.turnId ?? null)
      creating = null
      doubted = null
      races = 0
      const overTalk = mine === null && listening()
      // The server answered by itself what was about to be asked for: asking again would double the answer.
      if (mine === null && !overTalk) wanted = null
      const turnId = mine?.turnId ?? fallbackTurn
      active = responseId
      const response = { turnId, orTurnId, muted: false, done: false, cancelId: null }
      remember(responseId, response)
      if (mine?.cancelled || overTalk) cut(responseId, response)
      return turnId
    },
    /** `response.done` came. */
    done(responseId: string) {
      const response = responses.get(responseId)
      if (response) response.done = true
      if (active === responseId) active = null
    },
    /** A response that has begun and whose end was not told. */
    isOpen: (responseId: string): boolean => responses.get(responseId)?.done === false,
    /**
     * The server refused our create; without the event's id it is the one under way. `absorbed` when nothing is lost by
     * it (the wish stays, or was given up before), else the turn that now gets no answer; null when it was none of ours.
     */
    refused(eventId: string | null, code: string): { absorbed: boolean; turnId: string } | null {
      const running = active === null ? undefined : responses.get(active)
      if (code === 'response_cancel_not_active' && eventId !== null && running?.cancelId === eventId) {
        // It is over, and only its end was not told: nothing waits for it any more.
        active = null
        attempt()
        return null
      }
      if (creating === null || (eventId !== null && creating.eventId !== eventId)) return null
      const { turnId, cancelled } = creating
      creating = null
      const race = code === 'conversation_already_has_active_response'
      if (eventId === null && !race) doubted = { turnId, cancelled }
      if (race && !cancelled) wanted ??= turnId
      // Asked again at once it would be refused at once: what runs tells when it is done, or it takes its time.
      const pauseMs = ACTIVE_PAUSES_MS[races]
      if (!race) attempt()
      else if (active === null && pauseMs !== undefined) {
        races++
        clock.after(pauseMs, attempt)
      }
      return { absorbed: cancelled || race, turnId }
    },
    /** Nothing is to be answered for this turn any more. */
    drop(turnId: string) {
      if (wanted === turnId) wanted = null
      if (creating?.turnId === turnId) creating.cancelled = true
    },
    /** Cuts whatever is being answered. */
    cancel() {
      wanted = null
      if (creating) creating.cancelled = true
      if (doubted) doubted.cancelled = true
      const response = active === null ? undefined : responses.get(active)
      if (active !== null && response && !response.muted) cut(active, response)
    },
    /** Whether its beginning was told. */
    knows: (responseId: string): boolean => responses.has(responseId),
    isMuted: (responseId: string) => responses.get(responseId)?.muted ?? false,
    /** The turn that a response answers; one whose beginning was not told yet is the one that was just asked for. */
    turnOf(responseId: string): string | null {
      const response = responses.get(responseId)
      return response === undefined ? (creating?.turnId ?? null) : response.turnId
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
        (creating?.turnId === turnId && !creating.cancelled) ||
        (response?.turnId === turnId && !response.muted)
      )
    },
    /** An answer for this turn was asked for, and the server has not begun it. */
    creatingFor: (turnId: string): boolean => creating?.turnId === turnId,
    /** The connection is gone: nothing that was asked for on it will come. */
    reset() {
      wanted = null
      creating = null
      doubted = null
      active = null
      races = 0
      responses.clear()
    },
  }
}

export type Responder = ReturnType<typeof createResponder>
