import type { FaultName, Faults } from '../faults'
import type { Exchange } from './exchange'

/** Which face of the server is asked: errors look different on each. */
export type Face = 'openai' | 'dexter'

interface Reply {
  status: number
  headers: Record<string, string>
  body: string
}

const json = (status: number, value: unknown, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(value),
})

const openAi = (type: string, code: string | null, message: string) => ({ error: { message, type, param: null, code } })

const REPLIES: readonly [FaultName, Record<Face, Reply>][] = [
  [
    'mint-401',
    {
      openai: json(401, openAi('invalid_request_error', 'invalid_api_key', 'Incorrect API key provided.')),
      dexter: json(401, { error: 'Sign-in required' }),
    },
  ],
  [
    'mint-429',
    {
      openai: json(429, openAi('requests', 'rate_limit_exceeded', 'Rate limit reached.'), { 'retry-after': '1' }),
      dexter: json(429, { error: 'Too many requests' }, { 'retry-after': '1' }),
    },
  ],
  [
    'mint-500',
    {
      openai: json(500, openAi('server_error', null, 'The server had an error while processing your request.')),
      dexter: json(500, { error: 'Internal error' }),
    },
  ],
  [
    'mint-html',
    sameOnBoth({
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: '<!doctype html><html><body><h1>Please sign in to this network</h1></body></html>',
    }),
  ],
  ['mint-empty', sameOnBoth({ status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: '' })],
]

/** True when the mint was taken over by an armed fault: then it has been answered, or never will be. */
export function mintFault(faults: Faults, face: Face, call: Exchange): boolean {
  if (faults.take('mint-hang')) return true
  for (const [name, replies] of REPLIES) {
    if (!faults.take(name)) continue
    const { status, headers, body } = replies[face]
    call.response.writeHead(status, headers)
    call.response.end(body)
    return true
  }
  return false
}

function sameOnBoth(reply: Reply): Record<Face, Reply> {
  return { openai: reply, dexter: reply }
}
