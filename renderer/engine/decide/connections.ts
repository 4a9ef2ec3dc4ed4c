import type { Effect } from '../effects'
import { limitProblem } from '../observe/handshake'
import { isUsable } from '../observe/reconnect'
import { isOnline, isQuiet } from '../select'
import type { EngineState } from '../state'
import type { Connection } from '../state/connections'
import { sessionUpdate } from '../wire/dialect'
import { historyItems } from './history'

/** Rules about connections: what a new one has to be told, and when another is begun or takes over. */

const connectionsOf = ({ connections: { current, next } }: EngineState): Connection[] => [
  ...(current === null ? [] : [current]),
  ...(next === null ? [] : [next]),
]

/** A connection that has come no further in time is given up. */
export function giveUpConnections(state: EngineState): Effect[] {
  return connectionsOf(state)
    .filter(({ limitAt }) => state.time.mono >= limitAt)
    .map((connection) => ({
      do: 'decide',
      decision: { is: 'connection-down', connection: connection.id, problem: limitProblem(connection) },
    }))
}

/** Its socket is opened, its one `session.update` sent, and each list of tools that is complete looked up. */
export function configureConnections(state: EngineState): Effect[] {
  return connectionsOf(state).flatMap((connection): Effect[] => {
    const { id, grant, offer, dialect } = connection
    if (connection.socketDue && grant !== null) {
      return [{ do: 'open-socket', connection: id, url: grant.url, secret: grant.secret }]
    }
    if (connection.updateDue) {
      const session = sessionUpdate(dialect ?? 'ga', offer?.current ?? null)
      return [{ do: 'send', type: 'session.update', fields: { session }, turnId: null, connection: id }]
    }
    return [...connection.tools.retrievals].map((itemId) => ({
      do: 'send',
      type: 'conversation.item.retrieve',
      fields: { item_id: itemId },
      turnId: null,
      connection: id,
    }))
  })
}

/** A new session knows nothing of what was said: it is told before anything new is asked. */
export function brief(state: EngineState): Effect[] {
  const { current } = state.connections
  if (current === null || current.status !== 'ready' || current.briefed) return []
  return [
    ...historyItems(state).map(
      (item): Effect => ({ do: 'send', type: 'conversation.item.create', fields: { item }, turnId: null }),
    ),
    { do: 'decide', decision: { is: 'briefed', connection: current.id } },
  ]
}

export function connect(state: EngineState): Effect[] {
  const { connections, time } = state
  const { connectsAt, next, reserve } = connections
  if (connectsAt === null || time.mono < connectsAt || connections.current !== null) return []
  if (!isOnline(state) || connections.asleep) return []
  if (next !== null) return [{ do: 'decide', decision: { is: 'connection-used', connection: next.id } }]
  return [{ do: 'mint', use: 'current', grant: isUsable(state) ? (reserve?.grant ?? null) : null }]
}

/** A session's own rights (its tools' token) are as old as its grant: the next one gets new ones. */
export function prepare({ connections, time }: EngineState): Effect[] {
  const { preparesAt, current, next } = connections
  if (preparesAt === null || time.mono < preparesAt || current?.status !== 'ready' || next !== null) return []
  return [{ do: 'mint', use: 'next', grant: null }]
}

export function renewReserve({ connections }: EngineState): Effect[] {
  return connections.reserveWanted ? [{ do: 'mint', use: 'reserve', grant: null }] : []
}

/** The next session, with its tools, takes the place of this one in a quiet moment. */
export function takeOver(state: EngineState): Effect[] {
  const { due, current, next } = state.connections
  if (!due || current?.status !== 'ready' || next?.status !== 'ready' || !next.tools.settled() || !isQuiet(state))
    return []
  return [{ do: 'decide', decision: { is: 'connection-used', connection: next.id } }]
}
