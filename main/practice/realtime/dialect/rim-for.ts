import type { Behaviour } from '../../behaviour'
import { createBetaRim } from './beta'
import type { Rim } from './rim'

const gaRim: Rim = { incoming: (value) => value, outgoing: (event) => ({ ...event }) }

/** The rim of a new session. */
export function rimFor({ dialect, disguised }: Pick<Behaviour, 'dialect' | 'disguised'>): Rim {
  const spoken = dialect === 'beta' ? createBetaRim() : gaRim
  if (!disguised) return spoken
  const worn = dialect === 'beta' ? gaRim : createBetaRim()
  return {
    incoming: spoken.incoming,
    outgoing: (event) => (event.type === 'session.created' ? worn : spoken).outgoing(event),
  }
}
