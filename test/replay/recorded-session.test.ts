import { describe, expect, it } from 'vitest'
import { replay } from '../../renderer/engine/replay/replay'
import { reportText } from '../../renderer/engine/replay/report-text'
import { kinds, RECORDED, RECORDED_KINDS } from '../../tools/corpora/session-logs/recorded'

describe('the recorded guest session', () => {
  const report = replay(RECORDED)
  const details = (kind: string) => report.findings.filter((it) => it.kind === kind).map((it) => it.detail)

  it('is read whole', () => {
    expect(report).toMatchObject({ format: 'text', dialect: 'beta', events: 77, unreadable: 0 })
    expect(report.session).toMatchObject({
      id: 'sess_CLeyCRCfKlhZhdgTKR41S',
      model: 'gpt-realtime',
      identity: 'guest',
      label: 'Dexter Demo Wallet',
      startedAt: '8:26:55 PM',
      endedAt: '8:27:51 PM',
    })
  })

  it('holds two errors in four rows', () => {
    expect(report.errors).toHaveLength(2)
    for (const error of report.errors) {
      expect(error).toMatchObject({ code: 'unknown_parameter', param: 'session.type', count: 2 })
    }
  })

  it('holds both questions, of unknown words, and the answer', () => {
    expect(report.conversation.map(({ role, itemId }) => [role, itemId])).toEqual([
      ['user', 'item_CLeyIElbi6McSL4Jmgd4W'],
      ['user', 'item_CLeyQRtSAceWxFI8ln6T8'],
      ['assistant', 'item_CLeySp1qiQxhS27osey7S'],
    ])
    expect(report.conversation.map(({ text }) => text?.slice(0, 5) ?? null)).toEqual([null, null, 'Sure!'])
    expect(report.usage).toMatchObject({ total_tokens: 3924, responses: 2 })
  })

  it('holds one tool call with its five streams', () => {
    expect(report.tools).toHaveLength(1)
    const [tool] = report.tools
    expect(tool).toMatchObject({ name: 'pumpstream_live_summary', status: 'done' })
    expect(JSON.parse(tool!.arguments)).toEqual({ pageSize: 5, sort: 'viewers', status: 'live' })
    expect(JSON.parse(tool!.output!).streams).toHaveLength(5)
  })

  it('shows exactly its eight faults', () => {
    expect(kinds(RECORDED)).toEqual(RECORDED_KINDS)
  })

  it('says of each fault what was compared', () => {
    expect(details('unsupported-claim')).toEqual([
      'The answer says "These are the top 5 by live viewers right now.", but in the output of pumpstream_live_summary the rows are not ordered by viewers though appliedSort says viewers (24, 8, 12, 23, 9: row 3 is above row 2); and 5 rows as the top 5 of 100 can hold at most 836 viewers in all (76 + 95 x 8) while totalLiveViewers says 1999.',
    ])
    expect(details('dead-air')[0]).toContain('8:27:06 PM, but no response followed by itself: the user spoke again')
    expect(details('tools-never-listed')[0]).toContain('2 reads of it (2 before the import was complete) held 0 tools')
    expect(details('missing-user-transcript')[0]).toContain('2 of 2 spoken questions')
    expect(details('prompt-only-read-only')[0]).toContain('allowed_tools null and require_approval "never"')
    expect(details('duplicate-tool-import')[0]).toContain('imported 2 times in one session')
    expect(details('rejected-update')[0]).toContain("Unknown parameter: 'session.type'.")
  })

  it('is told without its secret', () => {
    const secret = 'ek_0123456789abcdef0123456789abcdef'
    expect(details('secret-in-log')[0]).toContain('client_secret.value of fetch_session_token_response')
    expect(JSON.stringify(report)).not.toContain(secret)
    expect(reportText(report)).not.toContain(secret)
  })

  it('can be read by eye, in lines that fit', () => {
    const text = reportText(report)
    for (const kind of RECORDED_KINDS) expect(text).toContain(kind)
    expect(text).toContain('3924 tokens in 2 responses')
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(180)
  })
})
