import type { World } from './world'

/** What must hold when everything has come to its end; each breach is a sentence. */
export function verdict(world: World): string[] {
  const { laws, turns, entries, capture, log, lines } = world
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
    if (row.direction === 'out' && row.turnId !== null) {
      if (row.name === 'response.create') created.set(String(data.event_id), row.turnId)
      // A card that nobody said yes to has moved nothing.
      if (data.item?.type === 'mcp_approval_response' && data.item?.approve === true) acted.add(row.turnId)
      const asks = row.name === 'input_audio_buffer.commit' || String(data.item?.id ?? '').startsWith('ask_text')
      if (asks && acted.has(row.turnId)) breaches.push(`${row.turnId} was sent again though it had acted`)
      if (asks) add(commits, row.turnId)
    }
    if (row.direction !== 'in') continue
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
    if (turn.source !== 'voice' || frames === 0) continue
    const delivered = (whole.get(capture.numbered(turn.id) ?? 0) ?? 0) === frames
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
