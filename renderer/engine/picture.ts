import { isDeaf } from '../../shared/microphone'
import { safeLine } from '../../shared/safe-text'
import type { EngineUpdate, EntryOf, Microphone, Status, Turn, VoiceState } from '../../shared/snapshot'
import type { Clock } from './clock'
import type { Conversation } from './conversation'
import type { SessionLog } from './line/session-log'
import { createNotices } from './notices'
import { type TurnWork, timingOf } from './turns/turn'
import type { TurnBook } from './turns/turn-book'

/** Updates go out at most this often: a screen shows no more. */
const PUBLISH_MS = 33
/** Characters of arguments and outputs in the record of a turn that has ended, and of one that is told with every word. */
const MAX_RECORD_CHARS = 1_000_000
const MAX_OPEN_RECORD_CHARS = 32_000
/** Characters of the sentence about the state: tools' names may stand in it. */
const LONGEST_DETAIL = 400
/** While the talk key is held on a card. */
const HOLDING = 'Hold in silence and let go to approve. Speak or tap to deny.'
const HELD_IN_VAIN = 'This can’t be approved now: holding does nothing.'

/** While the talk key is held for nothing. */
const DEAF: Partial<Record<Microphone['state'], string>> = {
  denied: 'The microphone is blocked: nothing is being recorded.',
  busy: 'Another program is using the microphone: nothing is being recorded.',
  missing: 'No microphone: nothing is being recorded.',
}

interface PictureDeps {
  clock: Clock
  log: SessionLog
  conversation: Conversation
  book: TurnBook
  publish(update: EngineUpdate): void
  /** Whether audio of this turn (of any, for null) is still to be heard. */
  playing(turnId: string | null): boolean
  link(): {
    state: 'down' | 'minting' | 'connecting' | 'configuring' | 'ready'
    problem: { message: string; retry: string } | null
    online: boolean
  }
  /** What takes long; null when nothing does. */
  waitingFor(): string | null
  /** Something waits for the trader's approval. */
  asking(): boolean
  /** The key is held on a trade that waits for a word. */
  holding(): boolean
  /** And that can't be approved by it. */
  heldInVain(): boolean
  /** The key is held, and the microphone gives nothing at all. */
  silent(): boolean
  /** What of the status does not follow from turns and link. */
  facts(): Omit<Status, 'state' | 'detail'>
}

/** What is seen: derives state and records from turns, conversation and link, and publishes only what changed. */
export function createPicture(deps: PictureDeps) {
  const { clock, log, conversation, book, publish: send, playing, link, facts } = deps
  const dirty = new Set<TurnWork>()
  let cancelPublish: (() => void) | null = null
  const notices = createNotices(clock, conversation)

  const deaf = () => isDeaf(facts().microphone)

  const microphoneName = () => {
    const { device } = facts().microphone
    return device === null ? 'the microphone' : `“${device}”`
  }

  const voiceState = (): VoiceState => {
    if (book.capturing) return deaf() ? 'error' : 'listening'
    if (playing(null)) return 'speaking'
    const { state, problem } = link()
    if (state !== 'ready' && state !== 'down') return 'connecting'
    if (book.open().length > 0) return state === 'ready' ? 'working' : 'connecting'
    if (!link().online) return 'offline'
    if (problem) return problem.retry === 'never' ? 'error' : 'offline'
    return 'idle'
  }

  const detail = (state: VoiceState): string => {
    if (state === 'listening' && deps.holding()) return deps.heldInVain() ? HELD_IN_VAIN : HOLDING
    if (state === 'listening') return deps.silent() ? `No sound from ${microphoneName()}. Is it muted?` : 'Listening…'
    if (state === 'speaking') return 'Speaking…'
    if (state === 'connecting') return link().online ? 'Connecting…' : 'Offline: waiting for the network…'
    if ((state === 'working' || state === 'idle') && deps.asking()) return 'Waiting for your approval…'
    if (state === 'working') return deps.waitingFor() ?? 'Working…'
    if (book.capturing) return DEAF[facts().microphone.state] ?? 'Nothing is being recorded.'
    if (state === 'offline' && !link().online) return 'Offline: waiting for the network…'
    const { problem } = link()
    // Before the first press: the one thing that would make it vain.
    return (
      problem?.message ?? (facts().microphone.state === 'missing' ? 'No microphone: plug one in, or type.' : 'Ready')
    )
  }

  const phase = (turn: TurnWork): Turn['phase'] => {
    if (turn.outcome !== null) return 'ended'
    if (!turn.captureEnded) return 'capturing'
    if (!turn.commitSent) return 'sending'
    if (playing(turn.id)) return 'speaking'
    return turn.toolIds.length > 0 ? 'working' : 'waiting'
  }

  /**
   * Arguments and outputs are entries of their own: told anew with each word of an answer they would be most of what is
   * sent. They stand here as far as there is room, and there is more once the turn has ended.
   */
  const toolsOf = (turn: TurnWork): Turn['tools'] => {
    let room = turn.outcome === null ? MAX_OPEN_RECORD_CHARS : MAX_RECORD_CHARS
    return turn.toolIds.flatMap((id) => {
      const tool = conversation.get(id, 'tool')
      if (!tool) return []
      const { name, status, arguments: args, output } = tool
      const size = args.length + (output?.length ?? 0)
      const fits = size <= room
      if (fits) room -= size
      return [{ name, status, arguments: fits ? args : '', output: fits ? output : null }]
    })
  }

  const record = (turn: TurnWork): Turn => ({
    id: turn.id,
    phase: phase(turn),
    outcome: turn.outcome,
    source: turn.source,
    heard: turn.heard,
    said: turn.assistantIds
      .flatMap((id) => conversation.get(id, 'assistant') ?? [])
      .filter(({ phase }) => phase === 'answer')
      .map(({ text }) => text)
      .join('\n')
      .trim(),
    tools: toolsOf(turn),
    samples: {
      captured: turn.captured,
      sent: turn.sent,
      committed: turn.committed,
      played: [...turn.played.values()].reduce((sum, count) => sum + count, 0),
    },
    timing: timingOf(turn),
    responseCreates: turn.responseCreates,
    usage: turn.usage,
    flags: [...turn.toolIds, ...turn.assistantIds].flatMap((itemId) => {
      const entry = conversation.get(itemId, 'tool') ?? conversation.get(itemId, 'assistant')
      return (entry?.flags ?? []).map((flag) => ({ ...flag, itemId }))
    }),
  })

  /** Sends what has changed now. */
  const publish = () => {
    cancelPublish?.()
    cancelPublish = null
    const state = voiceState()
    const turns = [...dirty].map(record)
    dirty.clear()
    send({
      status: { ...facts(), state, detail: safeLine(detail(state), LONGEST_DETAIL) ?? '' },
      entries: conversation.takeChanged(),
      turns,
    })
    log.flush()
  }

  /** Something changed, of this turn where given: it goes out with the next update. */
  const touch = (turn?: TurnWork) => {
    if (turn) dirty.add(turn)
    cancelPublish ??= clock.after(PUBLISH_MS, publish)
  }

  return {
    touch,
    publish,
    record,
    /** One sentence in the conversation that nobody asked for: about what the trader did, or this app. */
    notice(level: NoticeLevel, code: string, text: string, turnId: string | null) {
      notices.own({ level, code, text, turnId })
      touch()
    },
    /** About what the server did. `code` is one of a fixed set: of each a few are shown, the others counted. */
    serverNotice(level: NoticeLevel, code: string, text: string, turnId: string | null) {
      notices.ofServer({ level, code, text, turnId })
      touch()
    },
    /** What the server reports as an error, with its own code: a few are shown, the others counted. */
    serverError(code: string, text: string, turnId: string | null) {
      notices.error({ level: 'error', code, text, turnId })
      touch()
    },
  }
}

type NoticeLevel = EntryOf<'notice'>['level']
export type Picture = ReturnType<typeof createPicture>
