import { isRecord } from './recording'

/** A client that logs what its library throws wraps the server's error again and again; deeper is no log but damage. */
const MAX_DEPTH = 8

export interface LoggedError {
  /** As the server sent it. */
  event: Record<string, unknown>
  code: string
  param: string | null
  message: string
  id: string | null
  cause: string | null
  wrapped: boolean
}

/** The server's error inside an `error` row, whether it stands there raw or wrapped; null when there is none. */
export function readLoggedError(data: Record<string, unknown>): LoggedError | null {
  let node: unknown = data
  let id: string | null = null
  for (let depth = 0; depth < MAX_DEPTH && isRecord(node); depth++) {
    if (typeof node.event_id === 'string') id = node.event_id
    const body = node.error
    if (
      isRecord(body) &&
      !isRecord(body.error) &&
      (typeof body.message === 'string' || typeof body.code === 'string')
    ) {
      const string = (value: unknown) => (typeof value === 'string' ? value : null)
      return {
        event: { type: 'error', event_id: id, error: body },
        code: string(body.code) ?? string(body.type) ?? 'error',
        param: string(body.param),
        message: string(body.message) ?? '',
        id,
        cause: string(body.event_id),
        wrapped: depth > 0,
      }
    }
    node = isRecord(body) ? body : node.message
  }
  return null
}
