import type { z } from 'zod'

/** Something the client did that the protocol does not allow; it is answered with an `error` event or an HTTP 400. */
export class ProtocolError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly param: string | null = null,
    readonly type: string = 'invalid_request_error',
  ) {
    super(message)
    this.name = 'ProtocolError'
  }
}

export const alreadyActive = (responseId: string) =>
  new ProtocolError(
    'conversation_already_has_active_response',
    `Conversation already has an active response in progress: ${responseId}. Wait until the response is finished before creating a new one.`,
  )
export const cancelNotActive = () =>
  new ProtocolError('response_cancel_not_active', 'Cancellation failed: no active response found')
export const rateLimited = () =>
  new ProtocolError(
    'rate_limit_exceeded',
    'Rate limit reached for practice: please try again in 1s.',
    null,
    'rate_limit_error',
  )

/** Parses with a schema, or throws the ProtocolError that the hosted API would answer with; `root` leads the param. */
export function parseWith<Schema extends z.ZodType>(schema: Schema, value: unknown, root: string): z.infer<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw fromIssue(worst(result.error.issues), root, value)
}

/** An unknown field is reported before anything else: it is what a client in the wrong dialect must see. */
const worst = (issues: z.core.$ZodIssue[]): z.core.$ZodIssue | undefined =>
  issues.find((issue) => issue.code === 'unrecognized_keys') ?? issues[0]

function fromIssue(issue: z.core.$ZodIssue | undefined, root: string, value: unknown): ProtocolError {
  if (!issue) return new ProtocolError('invalid_value', `Invalid value for '${root}'.`, root)
  const path = join(root, issue.path)
  if (issue.code === 'unrecognized_keys') {
    const param = join(path, [issue.keys[0] ?? ''])
    return new ProtocolError('unknown_parameter', `Unknown parameter: '${param}'.`, param)
  }
  const given = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], value)
  if (given === undefined)
    return new ProtocolError('missing_required_parameter', `Missing required parameter: '${path}'.`, path)
  if (issue.code === 'invalid_type') {
    return new ProtocolError(
      'invalid_type',
      `Invalid type for '${path}': expected ${issue.expected}, but got ${typeName(given)} instead.`,
      path,
    )
  }
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map((allowedValue) => `'${String(allowedValue)}'`).join(', ')
    return new ProtocolError(
      'invalid_value',
      `Invalid value: '${String(given)}'. Supported values are: ${allowed}.`,
      path,
    )
  }
  return new ProtocolError('invalid_value', `Invalid value for '${path}': ${issue.message}.`, path)
}

const typeName = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value)

function join(root: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key)),
    root,
  )
}
