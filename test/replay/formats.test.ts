import { describe, expect, it } from 'vitest'
import { replay } from '../../renderer/engine/replay/replay'
import { rowText } from '../../renderer/views/activity/row-text'
import {
  asJsonLines,
  asText,
  epochOf,
  kinds,
  RECORDED,
  RECORDED_KINDS,
  recordedRows,
} from '../../tools/corpora/session-logs/recorded'
import { createSession, streams } from './session'

const rows = recordedRows()

describe('one session in three formats', () => {
  const text = replay(RECORDED)

  it('as an array of wrapped events is the same to the letter', () => {
    const array = replay(JSON.stringify(rows))
    expect(array).toEqual({ ...text, format: 'json-array' })
    const pretty = replay(JSON.stringify({ events: rows }, null, 2))
    expect(pretty).toEqual(array)
  })

  it('in another wrapper is the same', () => {
    const wrapped = [
      rows.map(({ direction, name, at, data }) => ({ dir: direction, type: name, timestamp: at, event: data })),
      rows.map(({ direction, name, at, data }) => ({
        direction: direction === 'in' ? 'server' : 'client',
        name,
        time: at,
        data: JSON.stringify(data),
      })),
    ]
    for (const events of wrapped) expect(replay(JSON.stringify(events))).toEqual({ ...text, format: 'json-array' })
  })

  it('as JSON Lines has the same findings, with dates', () => {
    const lines = replay(asJsonLines(rows))
    expect(lines).toMatchObject({ format: 'jsonl', events: 77, unreadable: 0, usage: text.usage, tools: text.tools })
    expect(lines.conversation).toEqual(text.conversation)
    expect(lines.findings.map(({ kind }) => kind)).toEqual(text.findings.map(({ kind }) => kind))
    expect(lines.findings[0]?.at).toBe('2025-10-01T00:26:57.000Z')
  })

  it('as raw events without times or directions shows all that needs neither a mint nor a clock', () => {
    const raw = rows.filter(({ data }) => typeof data.type === 'string').map(({ data }) => data)
    expect(kinds(JSON.stringify(raw))).toEqual(RECORDED_KINDS.filter((kind) => kind !== 'secret-in-log'))
    expect(kinds(raw.map((data) => JSON.stringify(data)).join('\n'))).toEqual(kinds(JSON.stringify(raw)))
  })

  it('as text with other line ends, blank lines and a byte order mark is the same', () => {
    expect(replay(`\uFEFF${RECORDED.replaceAll('\n', '\r\n')}`)).toEqual(text)
    expect(replay(RECORDED.replaceAll(/\n(?=[▲▼]\n)/g, '\n\n'))).toEqual(text)
  })

  it('as copied from the activity view is read, too', () => {
    const copied = rows.map((row, index) =>
      rowText({ ...row, seq: index, at: epochOf(row), mono: 0, turnId: null, cause: null }),
    )
    expect(kinds(copied.join('\n'))).toEqual(RECORDED_KINDS)
  })
})

describe('a time of day', () => {
  it('goes on over midnight', () => {
    const late = rows.map((row) => {
      const seconds = epochOf(row) / 1000 - Date.parse('2025-10-01T00:26:55Z') / 1000 + 86_390
      const two = (part: number) => String(part).padStart(2, '0')
      const hour = Math.floor(seconds / 3600) % 24
      const at = `${hour % 12 || 12}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)} ${hour < 12 ? 'AM' : 'PM'}`
      return { ...row, at }
    })
    expect(late[0]?.at).toBe('11:59:50 PM')
    expect(late.at(-1)?.at).toBe('12:00:46 AM')
    expect(kinds(asText(late))).toEqual(RECORDED_KINDS)
  })
})

describe('GA and beta', () => {
  it('are told apart by the session, and without one by the names of events', () => {
    const session = createSession().open().answered('1')
    expect(session.report().dialect).toBe('ga')
    const headless = session.rows.slice(1)
    expect(replay(JSON.stringify(headless)).dialect).toBe('ga')
    expect(replay(asText(rows.filter(({ data }) => !('session' in data) && !('client_secret' in data)))).dialect).toBe(
      'beta',
    )
  })
})

describe('output of a tool', () => {
  it('is understood as JSON in JSON and as MCP content', () => {
    const lie = streams({ viewers: [50, 30, 40] })
    const wrappings = [lie, JSON.stringify(lie), { content: [{ type: 'text', text: JSON.stringify(lie) }] }]
    for (const output of wrappings) {
      expect(createSession().open().looked('1', output, 'The top three.').kinds()).toContain('unsupported-claim')
    }
  })
})
