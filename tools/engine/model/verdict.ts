import type { World } from './world'

/** What must hold when everything has come to its end; each breach is a sentence. */
export function verdict(world: World): string[] {
  const { laws, turns, entries, capture, log, lines, closedAppends } = world
  const breaches = [...laws.breaches]
  const whole = laws.commits(lines)

  /** Which turn each `response.create` was for, and which events the server refused. */
  const created = new Map<string, string>()
  const refused = new Set<string>()
  const commits = new Map<string, number>()
  const creates = new Map<string, number>()
  const acted = new Set<string>()
  const rounds = new Map<string, number>()
  const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
  const turnOfResponse = (id: unknown) => {
    const response = lines.flatMap(({ server }) => server.responses).find((it) => it.id === id)
    return response ? created.get(response.createId) : undefined
  }

  for (const row of log) {
    const data = row.data as Record<string, Record<string, unknown> & string>
    if (row.name === 'input_audio_buffer.append' && row.turnId === null && closedAppends.has(String(data.event_id)))
      breaches.push('audio of the open microphone left though it was closed')
    if (row.direction === 'out' && row.turnId !== null) {
      if (row.name === 'response.create') created.set(String(data.event_id), row.turnId)
      // A card that nobody said yes to has moved nothing.
      if (data.item?.type === 'mcp_approval_response' && data.item?.approve === true) acted.add(row.turnId)
      const asks = row.name === 'input_audio_buffer.commit' || String(data.item?.id ?? '').startsWith('ask_text')
      if (asks && acted.has(row.turnId)) breaches.push(`${row.turnId} was sent again though it had acted`)
      if (asks) add(commits, row.turnId)
    }
    if (row.direction !== 'in') continue
    // The server has made a question of what was said into the open microphone.
    if (row.name === 'input_audio_buffer.committed') {
      const turnId = [...turns.keys()].find((id) => openItemOf(id) === String(data.item_id))
      if (turnId !== undefined) add(commits, turnId)
    }
    if (row.name === 'error') refused.add(String(data.error?.event_id))
    if (row.name !== 'response.output_item.added' && row.name !== 'response.output_item.done') continue
    const turnId = turnOfResponse(data.response_id)
    const writes = lines.some(({ server }) => server.wrote.has(String(data.item?.id)))
    if (turnId !== undefined && writes) acted.add(turnId)
  }
  for (const [eventId, turnId] of created) if (!refused.has(eventId)) add(creates, turnId)
  for (const { server } of lines) {
    for (const response of server.responses) {
      const turnId = created.get(response.createId)
      if (response.rounds && turnId !== undefined) add(rounds, turnId)
    }
  }

  for (const [turnId, count] of creates) {
    const allowed = (commits.get(turnId) ?? 0) + (rounds.get(turnId) ?? 0)
    if (!world.noisy && count > allowed) breaches.push(`${turnId}: ${count} answers asked for, ${allowed} were due`)
  }

  for (const turn of turns.values()) {
    const entry = entries.get(turn.id)
    const user = entry?.kind === 'user' ? entry : null
    const frames = capture.captured(turn.id)
    if (turn.outcome === null) breaches.push(`${turn.id} never ended (${turn.phase})`)
    if (user?.resendable && acted.has(turn.id)) breaches.push(`${turn.id} acted and may be sent again`)
    if (turn.source !== 'voice') continue
    const openItem = openItemOf(turn.id)
    if (frames === 0 && openItem === null) continue
    const openly = openItem === null || world.noisy ? true : coversVoice(world, turn.id, openItem)
    const delivered = openly && (whole.get(capture.numbered(turn.id) ?? 0) ?? 0) === frames
    const standing =
      user !== null &&
      (user.delivery === 'unsent' || user.delivery === 'unanswered') &&
      // A device that gives its first frame five seconds after the key went up is not waited for, and that is said.
      (user.resendable ||
        /check (?:the|your) wallet|given up|came from the microphone in time/i.test(user.problem ?? ''))
    const done = turn.outcome === 'answered' || turn.outcome === 'interrupted' || turn.outcome === 'failed'
    if (turn.outcome === 'unsent' && !standing) breaches.push(`${turn.id} is unsent and does not stand as such`)
    // Whoever asks anew before the server has refused will not hear of that.
    if (turn.outcome === 'interrupted' && world.rejected) continue
    if (done && !delivered && !standing) breaches.push(`${turn.id} is ${turn.outcome} without its ${frames} frames`)
    if (
      turn.outcome === 'discarded' &&
      !world.discarded.has(turn.id) &&
      (world.holds.get(turn.id)?.loudMs ?? 0) > 200
    ) {
      breaches.push(`${turn.id} was dropped though a voice was in it`)
    }
  }
  if (world.microphone !== 'closed') breaches.push('the microphone was never closed')
  return breaches
}

/** The server's item of what was said into the open microphone, by which the turn is called; null where a key began it. */
const openItemOf = (turnId: string): string | null => /^open-\d+-(user_\d+)$/.exec(turnId)?.[1] ?? null

/** A voice that pauses for longer may have ended, for the server and for the engine. */
const PAUSE_MS = 300
/** Of what was said this long before the server told of it the engine keeps nothing. */
const KEPT_MS = 2_500

/**
 * Whether some server was given the whole of a voice in the open microphone: from where it was first heard to its next
 * pause, or to the end of the recording.
 */
function coversVoice({ lines, log, recorded, toldOpen }: World, turnId: string, itemId: string): boolean {
  const began = toldOpen.get(itemId)
  if (began === undefined) return true
  const own = new Set(
    log.flatMap((row) =>
      row.direction === 'out' && row.name === 'input_audio_buffer.commit' && row.turnId === turnId
        ? [String((row.data as { event_id?: unknown }).event_id)]
        : [],
    ),
  )
  const said: { turn: number; frame: number }[] = []
  let last: number | null = null
  for (const { turn, frame, voice, at } of recorded) {
    if (turn !== began.turn || frame < began.frame) continue
    if (last !== null && at - last > PAUSE_MS) break
    if (!voice) continue
    last = at
    if (at >= began.at - KEPT_MS) said.push({ turn, frame })
  }
  return lines.some(({ server }) =>
    server.commits.some(({ eventId, itemId: item, frames }) => {
      if (eventId === null ? item !== itemId : !own.has(eventId)) return false
      return said.every(({ turn, frame }) => frames.some((it) => it.turn === turn && it.frame === frame))
    }),
  )
}
