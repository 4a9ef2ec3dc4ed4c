import { describe, expect, it } from 'vitest'
import { decodeLog, isPacked } from '../../renderer/engine/replay/reading/decode'
import { replay } from '../../renderer/engine/replay/replay'
import { LOGS, NO_SESSIONS, SESSION, TEXT } from './session-logs'

/** What a report counts, whatever the format was. */
const counts = ({ conversation, tools, errors, usage, unreadable, events, session }: ReturnType<typeof replay>) => ({
  conversation,
  tools,
  errors: errors.map(({ code, count }) => ({ code, count })),
  usage,
  unreadable,
  events,
  sessions: session.count,
  id: session.id,
})
const text = counts(replay(TEXT))

describe('a session as people have it', () => {
  it('is whole as text', () => {
    expect(text).toMatchObject({
      events: SESSION.length,
      unreadable: 0,
      sessions: 1,
      usage: { total_tokens: 210, responses: 2 },
      errors: [{ code: 'item_truncate_invalid_item_id', count: 1 }],
      tools: [{ server: 'dexter', name: 'get_price', status: 'done' }],
    })
    expect(text.conversation.map(({ role, text }) => [role, text])).toEqual([
      ['user', 'What is the price of Solana?'],
      ['assistant', 'SOL is at $171.20.'],
    ])
  })

  it.each(LOGS)('counts the same as text: $name', ({ bytes }) => {
    expect(counts(replay(decodeLog(bytes)))).toEqual(text)
  })
})

describe('the time of a session', () => {
  it.each(['journald, json', 'CloudWatch Insights', 'a table as CSV', 'LoggedEvent copy as a JSON string'])(
    'is read where %s tells it',
    (name) => {
      const log = LOGS.find((one) => one.name === name)
      const { startedAt, endedAt } = replay(decodeLog(log?.bytes ?? new Uint8Array())).session
      expect(startedAt).toMatch(/10:01:02.345/)
      expect(endedAt).toMatch(/10:01:08.095/)
    },
  )
})

describe('a file without a session', () => {
  it.each(NO_SESSIONS)('has none: $name', ({ bytes }) => {
    expect(isPacked(bytes) || replay(decodeLog(bytes)).events === 0).toBe(true)
  })
})
