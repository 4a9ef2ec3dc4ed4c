import { SERVER_EVENTS } from '../../../renderer/engine/wire/server-events'
import type { Random } from './random'

const NAMES = [...SERVER_EVENTS, 'conversation.item.created', 'response.audio.delta', 'of.the.future']
const ITEMS = [
  'message',
  'mcp_call',
  'mcp_approval_request',
  'mcp_list_tools',
  'function_call',
  'function_call_output',
  'mcp_approval_response',
  'of_the_future',
]
const CODES = [
  'rate_limit_exceeded',
  'response_cancel_not_active',
  'conversation_already_has_active_response',
  'input_audio_buffer_commit_empty',
  'invalid_value',
  'session_expired',
  'insufficient_quota',
]
const AUDIO = Buffer.alloc(480, 3).toString('base64')
const SECRET = 'ek_noise_0123456789abcdef'

const NESTED = Array.from({ length: 150 }).reduce<unknown>((inner) => ({ content: [inner] }), 'deep')
/** What is anything but what the field should be. */
const WRONG = [
  ...[null, undefined, 7, -7, 1e308, 'text', 'constructor', 'i'.repeat(300), 'Pay \u202Eevil\u0007'],
  ...[[], {}, [[]], NESTED, JSON.stringify(NESTED), JSON.parse('{"__proto__":{"id":"x"}}')],
]

export interface NoiseIds {
  responses: readonly string[]
  items: readonly string[]
  clientEvents: readonly string[]
}

/**
 * One event of a server that has lost its mind: any of the 46 kinds (or none of them), about any response and item, with
 * every field that any event has; now and then a field of the wrong type or none at all.
 */
export function noise(random: Random, ids: NoiseIds): Record<string, unknown> {
  const type = random.pick(NAMES)
  const responseId = random.pick(ids.responses)
  const itemId = random.pick(ids.items)
  const event: Record<string, unknown> = {
    type,
    response_id: responseId,
    item_id: itemId,
    item: item(random, ids),
    delta: type.endsWith('audio.delta') ? AUDIO : `words ${SECRET} `,
    text: 'some words',
    transcript: `some words, ${SECRET}`,
    arguments: '{"amountSol":1}',
    part: { type: 'output_text', text: 'some words' },
    error: {
      type: 'invalid_request_error',
      code: random.pick(CODES),
      message: `It went wrong ${random.below(200)} ${SECRET}`,
      event_id: random.chance(0.5) ? random.pick(ids.clientEvents) : null,
    },
    session: { id: `sess_${random.below(9)}`, type: 'realtime', client_secret: { value: SECRET } },
    rate_limits: [{ name: 'tokens', limit: 10, remaining: 5, reset_seconds: 1 }],
    response: {
      id: responseId,
      status: random.pick(['completed', 'cancelled', 'failed', 'incomplete', 'in_progress']),
      status_details: { reason: 'max_output_tokens', error: { code: 'server_error', message: 'broken' } },
      output: random.chance(0.3) ? [item(random, ids)] : [],
      usage: { input_tokens: random.below(100), output_tokens: 3 },
    },
  }
  if (random.chance(0.1)) {
    const field = random.pick(Object.keys(event))
    event[field] = random.pick(WRONG)
  }
  return event
}

function item(random: Random, ids: NoiseIds): Record<string, unknown> {
  const type = random.pick(ITEMS)
  const id = random.pick(ids.items)
  return {
    // One id is never of two kinds: that much sense even this server has.
    id: `${id}_${type}`,
    type,
    role: random.pick(['assistant', 'user', 'system']),
    status: random.pick(['in_progress', 'completed', undefined]),
    server_label: random.pick(['market', 'other']),
    name: random.pick(['quote', 'execute_buy']),
    call_id: random.chance(0.7) ? `call_${id}` : undefined,
    arguments: random.pick(['', '{"amountSol":1}', '{"amountSol":']),
    output: random.chance(0.3) ? `{"secret":"${SECRET}"}` : undefined,
    error: random.chance(0.1) ? { message: 'unauthorized', code: random.pick([401, 500]) } : undefined,
    tools: type === 'mcp_list_tools' ? [{ name: 'quote', annotations: { readOnlyHint: true } }] : undefined,
    content: [{ type: 'output_text', text: 'words' }],
  }
}

const GARBAGE = [
  ...[
    '',
    '{',
    'null',
    '[]',
    '"text"',
    '{"type":7}',
    '{}',
    '{"type":"',
    `{"type":"${SECRET}"}`,
    '\u0000',
    '[1,[2]]',
    '-1e999',
  ],
  ...[
    '{"type":"constructor"}',
    '{"__proto__":{"type":"error"}}',
    '{"type":"error","event_id":{}}',
    JSON.stringify(NESTED),
  ],
]

/** What is no event at all. */
export const garbage = (random: Random): string => random.pick(GARBAGE)
