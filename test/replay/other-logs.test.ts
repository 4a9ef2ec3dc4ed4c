import { describe, expect, it } from 'vitest'
import { decodeLog } from '../../renderer/engine/replay/reading/decode'
import { replay } from '../../renderer/engine/replay/replay'
import { asHar, foreignSocket, otherLogs } from '../../tools/corpora/session-logs/other-logs'
import { asText, RECORDED, recordedRows } from '../../tools/corpora/session-logs/recorded'

const rows = recordedRows()
const text = replay(RECORDED)
const events = rows.filter(({ data }) => typeof data.type === 'string')

/** What a report counts, whatever the format was. */
const counts = (report: ReturnType<typeof replay>) => ({
  conversation: report.conversation,
  tools: report.tools,
  errors: report.errors.map(({ code, param, count }) => ({ code, param, count })),
  usage: report.usage,
  unreadable: report.unreadable,
  count: report.session.count,
  id: report.session.id,
})

describe.each(otherLogs(rows))('the session as $tool', ({ bytes, whole }) => {
  const report = replay(decodeLog(bytes))

  it('counts the same as its text', () => {
    expect(counts(report)).toEqual(counts(text))
    expect(report.events).toBe(whole ? 77 : report.format === 'har' ? events.length + 1 : events.length)
  })

  it('has the same faults', () => {
    // What the mint told is only where it was written down.
    const expected = replay(report.events >= events.length + 1 ? RECORDED : asText(events))
    const kinds = (of: typeof report) => of.findings.map(({ kind }) => kind)
    expect(new Set(kinds(report))).toEqual(new Set(kinds(expected)))
  })
})

describe('an HTTP archive', () => {
  const har = (options: Parameters<typeof asHar>[1] = {}) => JSON.stringify(asHar(rows, options))

  it('with sockets of something else has the session alone', () => {
    const others = [
      foreignSocket([{ type: 'ticker', price: 1 }, '42["update"]', { type: 'connected' }]),
      foreignSocket(['ping', 'pong']),
    ]
    const report = replay(har({ others }))
    expect(counts(report)).toEqual(counts(text))
    expect(report.events).toBe(events.length + 1)
  })

  it('without a socket of the protocol is no session', () => {
    const archive = asHar([], { others: [foreignSocket([{ type: 'ticker' }, { type: 'update.all' }])] })
    const report = replay(JSON.stringify(archive))
    expect([report.format, report.events]).toEqual(['unknown', 0])
  })

  it('of several tabs has the session that says most, and tells of the other', () => {
    const other = asHar(rows.slice(0, 20), { page: 'page_2' })
    const report = replay(har({ others: other.log.entries }))
    expect(counts(report)).toEqual(counts(text))
    expect(report.findings.map(({ detail }) => detail)).toContainEqual(
      expect.stringMatching(/^The archive holds the session of another tab too \(\d+ events\), which was not read\.$/),
    )
  })

  it('of one tab with two sockets has both sessions in their time', () => {
    const half = rows.length / 2
    const [first, second] = [asHar(rows.slice(0, half)), asHar(rows.slice(half))]
    const archive = { log: { ...first.log, entries: [...second.log.entries, ...first.log.entries] } }
    expect(counts(replay(JSON.stringify(archive)))).toEqual(counts(text))
  })

  it('that was cut gives the messages before the cut', () => {
    const whole = har()
    const report = replay(whole.slice(0, whole.length * 0.7))
    expect(report.events).toBeGreaterThan(30)
    expect(report.findings.map(({ kind }) => kind)).toContain('lost-session')
  })

  it('a binary message that is no JSON is told, and the rest is read', () => {
    const archive = asHar(rows, { binary: true })
    const socket = archive.log.entries.at(-1) as { _webSocketMessages: { data: string }[] }
    for (const [at, data] of [
      [5, 'AAECAw=='],
      [6, '%%%'],
    ] as const)
      socket._webSocketMessages.splice(at, 0, { ...socket._webSocketMessages[0], data })
    const report = replay(JSON.stringify(archive))
    expect(counts(report)).toEqual({ ...counts(text), unreadable: 2 })
  })
})

describe('a log of anything', () => {
  it('may hold braces, JSON and quotes that are no message', () => {
    const log = events.flatMap(({ data }, at) => [
      `10:00:00 INFO {not json} it's {"a": 1} and "quoted {`,
      `10:00:00 DEBUG ws <<< ${JSON.stringify(data)}`,
      `{"level":"info","msg":"tick ${at}"}`,
    ])
    expect(counts(replay(`Log begins\n${log.join('\n')}`))).toEqual(counts(text))
  })

  it('may break its messages over lines, as a pretty printer does behind a time', () => {
    const log = events.map(({ data }) => `2025-10-01 00:27:01 <<< ${JSON.stringify(data, null, 2)}`)
    expect(counts(replay(log.join('\n')))).toEqual(counts(text))
  })

  it('that cuts its lines loses those, and says so', () => {
    const cut = events.map(({ data }, at) => {
      const json = JSON.stringify(data)
      return `00:27:01 <<< ${at % 10 === 3 ? json.slice(0, json.length / 2) : json}`
    })
    const report = replay(cut.join('\n'))
    expect([report.events, report.unreadable]).toEqual([
      events.filter((_, at) => at % 10 !== 3).length,
      events.filter((_, at) => at % 10 === 3).length,
    ])
  })

  it.each([
    ['sent', 'received'],
    ['[out]', '[in]'],
    ['SEND', 'RECV'],
    ['client', 'server'],
    ['→', '←'],
    ['↑', '↓'],
    ['tx', 'rx'],
    ['>>>', '<<<'],
    ['-->', '<--'],
    ['out:', 'in:'],
  ])('tells the way of a message by %s and %s, also of one without a type', (out, inward) => {
    const log = [
      `ws.client ${out} {"url":"/session"}`,
      `ws.client ${inward} {"client_secret":{"value":"ek_0123456789abcdef0123456789abcdef"}}`,
      ...events.map(({ data }) => `ws.client ${JSON.stringify(data)}`),
    ]
    const { findings, events: read } = replay(log.join('\n'))
    expect(read).toBe(events.length + 2)
    expect(findings.map(({ kind }) => kind)).toContain('secret-in-log')
  })
})

describe('a field that tells the way', () => {
  it.each([
    ['direction', 'client', 'server'],
    ['direction', 'SENT', 'RECEIVED'],
    ['dir', '→', '←'],
    ['source', 'client', 'server'],
    ['type', 'send', 'receive'],
    ['outgoing', true, false],
    ['incoming', false, true],
  ])('%s: %j and %j', (field, out, inward) => {
    const list = rows.map(({ direction, name, data }) => ({ [field]: direction === 'out' ? out : inward, name, data }))
    const report = replay(JSON.stringify(list))
    expect([report.events, counts(report)]).toEqual([77, counts(text)])
  })
})

describe('what is JSON and no session', () => {
  it.each([
    ['a package', '{"name":"x","type":"module","version":"1.0.0"}'],
    ['a map', '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point"}}]}'],
    ['lines of a logger', '{"level":30,"msg":"started"}\n{"level":30,"msg":"{\\"a\\":1}"}'],
    ['a web page', '<html><script>var a = {"type":"x"}</script></html>'],
    ['a log without messages', '10:00:01 INFO started {"port":80}\n10:00:02 INFO <<< done'],
  ])('%s is none', (_, other) => {
    expect(replay(other)).toMatchObject({ format: 'unknown', events: 0 })
  })
})
