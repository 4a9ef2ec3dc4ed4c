import type { Link } from './link'

interface ResponderDeps {
  link: Pick<Link, 'send' | 'state'>
  /** Whether the server has learnt its tools: an answer asked for earlier would lack them. */
  toolsSettled(): boolean
  /** A key is held: an answer that began now would talk over the trader. */
  listening(): boolean
  /** A `response.create` left for this turn. */
  onCreate(turnId: string): void
}

/**
 * Decides when `response.create` leaves: never while a response is active or being created, never before the tools are
 * there, and once for each wish. It also knows which responses were cut, so that nothing late of them is heard.
 */
export function createResponder({ link, toolsSettled, listening, onCreate }: ResponderDeps) {
  /** Turn for which an answer is wanted. A newer wish takes the place of an older one. */
  let wanted: string | null = null
  /** A create that the server has not answered yet. */
  let creating: { turnId: string; eventId: string; cancelled: boolean } | null = null
  let active: { responseId: string; turnId: string } | null = null
  const muted = new Set<string>()
  const turnOf = new Map<string, string>()

  const attempt = () => {
    if (wanted === null || creating !== null || active !== null) return
    if (link.state !== 'ready' || !toolsSettled() || listening()) return
    const turnId = wanted
    wanted = null
    creating = { turnId, eventId: link.send('response.create', {}, turnId), cancelled: false }
    onCreate(turnId)
  }

  return {
    want(turnId: string) {
      wanted = turnId
      attempt()
    },
    /** Something that a wish may have waited for has happened. */
    attempt,
    /**
     * `response.created` came. Returns the turn that it answers; `fallbackTurn` when the server began it by itself.
     * A response that was cut before it began is cancelled now.
     */
    created(responseId: string, fallbackTurn: string | null): string | null {
      const mine = creating
      creating = null
      // The server answered by itself what was about to be asked for: asking again would double the answer.
      if (mine === null) wanted = null
      const turnId = mine?.turnId ?? fallbackTurn
      if (turnId === null) return null
      active = { responseId, turnId }
      turnOf.set(responseId, turnId)
      if (mine?.cancelled) {
        muted.add(responseId)
        link.send('response.cancel', { response_id: responseId }, turnId)
      }
      return turnId
    },
    /** `response.done` came; the turn that it belonged to. */
    done(responseId: string): string | null {
      if (active?.responseId === responseId) active = null
      const turnId = turnOf.get(responseId) ?? null
      return turnId
    },
    /**
     * The server refused our create; without the event's id it is the one under way. `absorbed` when nothing is lost by
     * it (the wish stays, or was given up before), else the turn that now gets no answer; null when it was none of ours.
     */
    refused(eventId: string | null, code: string): { absorbed: boolean; turnId: string } | null {
      if (creating === null || (eventId !== null && creating.eventId !== eventId)) return null
      const { turnId, cancelled } = creating
      creating = null
      const race = code === 'conversation_already_has_active_response'
      if (race && !cancelled) wanted ??= turnId
      attempt()
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
      if (active && !muted.has(active.responseId)) {
        muted.add(active.responseId)
        link.send('response.cancel', { response_id: active.responseId }, active.turnId)
      }
    },
    isMuted: (responseId: string) => muted.has(responseId),
    turnOf: (responseId: string) => turnOf.get(responseId) ?? null,
    /** Whether an answer for this turn is wanted, asked for, or coming. */
    busy: (turnId: string) =>
      wanted === turnId ||
      (creating?.turnId === turnId && !creating.cancelled) ||
      (active?.turnId === turnId && !muted.has(active.responseId)),
    /** The connection is gone: nothing that was asked for on it will come. */
    reset() {
      wanted = null
      creating = null
      active = null
      muted.clear()
      turnOf.clear()
    },
  }
}

export type Responder = ReturnType<typeof createResponder>
