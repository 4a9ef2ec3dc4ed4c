import type { z } from 'zod'
import { REPORTS, REQUESTS } from '../../../shared/ipc'

const long = (length: number) => 'x'.repeat(length)

/** What no channel should take; those that one does take are left out for it. 'NaN' stands for the number. */
const ANYTHING: unknown[] = [
  null,
  true,
  7,
  'NaN',
  -1,
  '',
  long(10_001),
  {},
  [],
  [null],
  { type: 'x' },
  { __proto__: null, constructor: { prototype: {} } },
]

/** Arguments that are nearly right, by channel. */
const NEARLY: Record<string, unknown[]> = {
  'settings.set': ['theme', [['theme', 'dark']]],
  'log.read': [
    { from: '0', limit: 10 },
    { from: 0, limit: 20_001 },
    { from: 0.5, limit: 1 },
    { from: 0, limit: 0 },
  ],
  'say': [{ text: '' }, { text: long(4_001) }, { text: ['a'] }],
  'resend': [{ turnId: '' }, { turnId: long(201) }, { turnId: { toString: 'x' } }],
  'discard': [{ turnId: '' }, { turnId: long(201) }],
  'decide': [
    { requestId: 'a', binding: 'b' },
    { requestId: 'a', binding: 'b', approve: 'true' },
    { requestId: 'a', binding: 'b', approve: 1 },
    { requestId: '', binding: 'b', approve: true },
    { requestId: 'a', binding: long(201), approve: true },
    [{ requestId: 'a', binding: 'b', approve: true }],
  ],
  'link.open': [{ url: null }, { url: long(2_001) }],
  'secret.set': [
    { name: 'another', secret: 'x', untilQuit: true },
    { name: 'openai-key', secret: '', untilQuit: true },
    { name: 'openai-key', secret: long(2_001), untilQuit: true },
    { name: 'openai-key', secret: 'x' },
  ],
  'secret.forget': [{ name: '../openai-key' }, { name: '' }],
  'secret.answer': [
    { secret: 'openai-key', wanted: [], allow: true },
    { secret: 'openai-key', wanted: ['https://a.example'] },
    { secret: 'another', wanted: ['https://a.example'], allow: true },
    { secret: 'sign-in', wanted: [long(2_001)], allow: true },
  ],
  'account.signIn': [{ untilQuit: 'yes' }],
  'wallets.pick': [{ address: 1 }, { address: long(101) }],
  'voice.update': [
    { entries: [], turns: [] },
    { status: null, entries: [], turns: [] },
  ],
  'voice.log': [[{ seq: 'x' }], [{}]],
  'voice.money': [{ step: 'approved' }],
  'voice.speech': [{ type: 'frame', turnId: 'a', samples: [1, 2] }, { type: 'drop' }],
  'voice.level': [[0.5], '0.5'],
}

const INPUTS = new Map(
  Object.entries({ ...REQUESTS, ...REPORTS }).map(([name, { input }]) => [name, input as z.ZodType]),
)

/** Arguments that a channel must turn away. They can be told as JSON. */
export function wrongArguments(channel: string): unknown[] {
  const input = INPUTS.get(channel)
  if (!input) throw new Error(`there is no channel ${channel}`)
  const wrong = (value: unknown) => !input.safeParse(value === 'NaN' ? Number.NaN : value).success
  const nearly = NEARLY[channel] ?? []
  const taken = nearly.filter((value) => !wrong(value))
  if (taken.length > 0) throw new Error(`${channel} takes ${JSON.stringify(taken)}`)
  return [...nearly, ...ANYTHING.filter(wrong)]
}
