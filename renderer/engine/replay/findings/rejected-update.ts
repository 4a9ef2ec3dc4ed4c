import type { Facts } from '../facts'
import { type Detector, finding } from './finding'

/** A rejected `session.update` is rejected whole: nothing of it applies. */
export const rejectedUpdate: Detector = (facts) => {
  const updates = updateIds(facts)
  return facts.errors
    .filter((error) => (error.cause === null ? aboutSession(error.param) : updates.has(error.cause)))
    .map((error) =>
      finding(
        'rejected-update',
        error.first,
        `A session.update was refused whole with ${error.code} (${error.param ?? 'no parameter named'}): ${error.message} Nothing that it asked for applied.`,
      ),
    )
}

const aboutSession = (param: string | null): boolean => param !== null && /^session(?:[.[]|$)/.test(param)

const updateIds = ({ recording }: Facts): Set<unknown> =>
  new Set(
    recording.events
      .filter((event) => event.direction === 'out' && event.name === 'session.update')
      .map((event) => event.data.event_id),
  )
