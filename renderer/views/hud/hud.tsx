import { useEffect, useState } from 'react'
import type { Entry } from '../../../shared/snapshot'
import { useAppState, useConversation } from '../app-context'
import { useTheme } from '../panel/theme'
import { Answering } from './answering'
import { Decided } from './decided'
import { Flagged } from './flagged'
import { OpenMicrophone } from './open-microphone'
import { isHeld, isPending, Proposed } from './proposed'
import { Told } from './told'
import { Unspoken } from './unspoken'
import { Voice } from './voice'
import './hud.css'

/**
 * The small window that floats above everything (main/app/app-state.ts says when): while the key is held, what is heard;
 * then what is done about it, and the answer in words; for as long as a request waits for the trader, what would be approved; and for a moment what became of it, what of an
 * answer does not hold, or an answer that came without sound. The panel may be closed, and nobody approves or believes what he has not seen.
 */
export function Hud() {
  useTheme()
  const listening = useAppState((app) => app.status.state === 'listening')
  const open = useAppState(({ status }) => status.handsFree === true && status.state === 'idle') ?? false
  const inSight = useAppState((app) => app.inSight)
  const busy = useAppState(({ status: { state } }) => state === 'working' || state === 'speaking') ?? false
  const lingers = useLingers(busy)
  const answered = useConversation(({ ids, entries }) => endsAnswer(entries.get(ids.at(-1) ?? '')))
  const held = useConversation(({ waiting, entries }) => newestOf(waiting, entries, isHeld))
  const pending = useConversation(({ waiting, entries }) => newestOf(waiting, entries, isPending))
  const shown = useConversation(({ entries }) => (inSight ? (entries.get(inSight) ?? null) : null))
  // Whoever speaks refuses, and goes on.
  const card = held ?? (listening ? null : pending)
  if (card) return <Proposed card={card} />
  if (listening) return <Voice />
  if (shown === null && open && !(answered && lingers)) return <OpenMicrophone />
  if (shown === null) return busy || answered ? <Answering /> : <Voice />
  if (shown.kind === 'approval' && shown.decision !== 'pending') return <Decided card={shown} />
  if (shown.kind === 'assistant' && shown.unspoken) return <Unspoken answer={shown} />
  if (shown.kind === 'assistant' || shown.kind === 'tool') return <Flagged flags={shown.flags} />
  if (shown.kind === 'notice') return <Told notice={shown} />
  return <Voice />
}

/** As long as an answer stays in sight where the window goes with it (main/app/in-sight.ts). */
const LINGERS_MS = 5_000

/**
 * Whether the last answer was given a moment ago: the window stays for as long as the microphone is open, and the answer not.
 * An answer from before the microphone was opened must not hide that it is open.
 */
function useLingers(busy: boolean): boolean {
  const [lingers, setLingers] = useState(false)
  useEffect(() => {
    if (busy) return setLingers(true)
    const timer = setTimeout(() => setLingers(false), LINGERS_MS)
    return () => clearTimeout(timer)
  }, [busy])
  return lingers
}

/** It stays for a moment once it is over. */
const endsAnswer = (entry: Entry | undefined) => entry?.kind === 'assistant' && entry.text !== ''

function newestOf<E extends Entry>(
  ids: readonly string[],
  entries: ReadonlyMap<string, Entry>,
  wanted: (entry: Entry | undefined) => entry is E,
): E | null {
  const id = ids.findLast((it) => wanted(entries.get(it)))
  const found = id === undefined ? undefined : entries.get(id)
  return wanted(found) ? found : null
}
