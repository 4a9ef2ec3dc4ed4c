import type { Facts } from '../facts'
import { isRecord } from '../recording'
import type { HostedTools, SessionFacts } from '../session-facts'
import { type Detector, finding } from './finding'

const PROMISE = /\bread[\s-]?only\b/i

/**
 * The prompt says "read-only" while the session lets every tool run unasked. A prompt is a wish; `allowed_tools` and
 * `require_approval` are what holds.
 */
export const promptOnlyReadOnly: Detector = (facts) => {
  for (const session of [...facts.sessions, ...(facts.minted ? [facts.minted] : [])]) {
    if (!PROMISE.test(`${session.instructions} ${session.guestInstructions}`)) continue
    const open = session.hosted.find((server) => unguarded(server) && !knownHarmless(facts, server))
    if (open) return [tell(session, open, facts.minted?.identity ?? session.identity)]
  }
  return []
}

function tell(
  session: SessionFacts,
  { server_label, allowed_tools, require_approval }: HostedTools,
  identity: SessionFacts['identity'],
) {
  const shown = (value: unknown) => JSON.stringify(value ?? null)
  const who = identity === 'guest' ? 'to a guest' : 'to this session'
  return finding(
    'prompt-only-read-only',
    session.event,
    `The instructions promise "read-only" ${who}, but "${server_label}" has allowed_tools ${shown(allowed_tools)} and require_approval ${shown(require_approval)}: any tool may run without asking.`,
  )
}

/** Whether a tool that writes could be called without anyone being asked. */
function unguarded({ allowed_tools: allowed, require_approval: rule }: HostedTools): boolean {
  if (Array.isArray(allowed)) return false
  if (isRecord(allowed) && (allowed.read_only === true || Array.isArray(allowed.tool_names))) return false
  // Left out, the server's default is to ask always.
  return rule === 'never' || (isRecord(rule) && isRecord(rule.never) && rule.never.read_only !== true)
}

/** A list that was read and holds nothing that writes needs no guard. */
function knownHarmless({ imports }: Facts, { server_label }: HostedTools): boolean {
  const lists = imports.filter((it) => it.server === server_label && it.tools > 0)
  return lists.length > 0 && lists.every((it) => it.readOnly === it.tools)
}
