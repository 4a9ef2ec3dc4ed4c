import { describe, expect, it } from 'vitest'
import { replay } from '../../renderer/engine/replay/replay'
import { createSession, streams } from './session'

const READ_ONLY = 'You serve a guest. Operate only in read-only flows.'

describe('a healthy session', () => {
  it('has no findings', () => {
    const session = createSession().open().answered('1')
    session.looked('2', streams({ generatedAt: session.now() }), 'These are the top three by viewers.')
    expect(session.report().findings).toEqual([])
  })

  it('tells what was said and what it cost', () => {
    const report = createSession().open().answered('1', 'Solana is up.').report()
    expect(report.conversation).toEqual([
      { role: 'user', text: 'What is trending?', itemId: 'q_1' },
      { role: 'assistant', text: 'Solana is up.', itemId: 'a_1' },
    ])
    expect(report).toMatchObject({ dialect: 'ga', usage: { total_tokens: 120 }, session: { id: 'sess_1', count: 1 } })
  })
})

describe('rejected-update', () => {
  const refused = (param: string | null, cause: string | null) => {
    const session = createSession().open()
    const update = session.rows.find(({ name }) => name === 'session.update')!.data.event_id
    session.server('error', {
      error: { code: 'invalid_value', param, message: 'No.', event_id: cause === 'update' ? update : cause },
    })
    return session.answered('1').kinds()
  }

  it('is found by the parameter, or by the event that caused it', () => {
    expect(refused('session.voice', null)).toEqual(['rejected-update'])
    expect(refused(null, 'update')).toEqual(['rejected-update'])
  })

  it('is no other error', () => {
    expect(refused('item.content', null)).toEqual([])
    expect(refused('session.voice', 'evt_of_something_else')).toEqual([])
  })
})

describe('duplicate-tool-import', () => {
  const tools = [{ name: 'search', annotations: { readOnlyHint: true } }]

  it('is the same server twice in a session', () => {
    expect(createSession().open().importTools('again', tools).answered('1').kinds()).toEqual(['duplicate-tool-import'])
  })

  it('is neither two servers nor two sessions', () => {
    expect(createSession().open().importTools('other', tools, 'news').answered('1').kinds()).toEqual([])
    expect(createSession().open('sess_1').answered('1').open('sess_2').answered('2').kinds()).toEqual([])
  })
})

describe('tools-never-listed', () => {
  it('is an import whose list stays empty', () => {
    const session = createSession()
    session.open().importTools('empty', [], 'news').answered('1')
    expect(session.details('tools-never-listed')[0]).toContain('"news"')
    expect(session.kinds()).toEqual(['tools-never-listed'])
  })

  it('is not known of a recording that stops before the first question', () => {
    expect(createSession().open().importTools('empty', [], 'news').kinds()).toEqual([])
  })
})

describe('dead-air', () => {
  const called = () => {
    const session = createSession().open()
    session
      .ask('q')
      .begin('r')
      .call('r', 'c')
      .end('r')
      .output('r', 'c', streams({ generatedAt: session.now() }))
    return session
  }

  it('is a tool after which only the user speaks', () => {
    const session = called()
    session.wait(5_000)
    expect(session.answered('2').kinds()).toEqual(['dead-air'])
  })

  it('is a continuation that comes too late, or never', () => {
    const late = called()
    late.wait(6_000)
    late.begin('s').say('s', 'a', 'Here.').end('s')
    expect(late.kinds()).toEqual(['dead-air'])
    const never = called()
    never.wait(9_000)
    never.server('rate_limits.updated', { rate_limits: [] })
    expect(never.kinds()).toEqual(['dead-air'])
  })

  it('is not a continuation in time, a tool that still runs, or a user who interrupts at once', () => {
    const inTime = called()
    inTime.wait(1_000)
    expect(inTime.begin('s').say('s', 'a', 'Here.').end('s').kinds()).toEqual([])
    const interrupted = called()
    interrupted.server('input_audio_buffer.speech_started', { item_id: 'q_2' })
    expect(interrupted.answered('2').kinds()).not.toContain('dead-air')
    const running = createSession().open().ask('q').begin('r').call('r', 'c').end('r')
    running.wait(9_000)
    expect(running.answered('2').kinds()).not.toContain('dead-air')
  })
})

describe('missing-user-transcript', () => {
  it('is a spoken question without words', () => {
    const session = createSession().open()
    session.ask('q', null).begin('r').say('r', 'a', 'Yes.').end('r')
    expect(session.details('missing-user-transcript')[0]).toContain('1 of 1 spoken question has no transcript (q)')
    expect(session.answered('2').kinds()).toEqual(['missing-user-transcript'])
  })

  it('is not a typed question, nor one whose words may still come', () => {
    const typed = createSession().open()
    typed.client('conversation.item.create', {
      item: { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Hello?' }] },
    })
    typed.client('response.create')
    expect(typed.begin('r').say('r', 'a', 'Hello.').end('r').kinds()).toEqual([])
    expect(typed.report().conversation[0]).toMatchObject({ role: 'user', text: 'Hello?' })
    const fresh = createSession().open().ask('q', null).begin('r')
    expect(fresh.kinds()).not.toContain('missing-user-transcript')
  })
})

describe('unsupported-claim', () => {
  const looked = (options: Parameters<typeof streams>[0]) => {
    const session = createSession().open()
    const value = streams({ generatedAt: session.now() + 2_000, ...options })
    return session.looked('1', value, 'These are the top streams.')
  }

  it('is a list out of its order', () => {
    const session = looked({ viewers: [50, 30, 40] })
    expect(session.details('unsupported-claim')).toEqual([
      'The answer says "These are the top streams.", but in the output of pumpstream_live_summary the rows are not ordered by viewers though appliedSort says viewers (50, 30, 40: row 3 is above row 2).',
    ])
  })

  it('is a total that the top rows leave no room for', () => {
    const session = looked({ viewers: [50, 40, 30], of: 10, total: 331 })
    expect(session.details('unsupported-claim')[0]).toContain('can hold at most 330 viewers in all (120 + 7 x 30)')
  })

  it('is a total that the rows alone exceed', () => {
    expect(looked({ viewers: [50, 40, 30], of: 10, total: 119 }).kinds()).toEqual(['unsupported-claim'])
  })

  it('is judged by market cap where that is the order', () => {
    const caps = [900, 800, 700]
    expect(looked({ sort: 'marketCap', viewers: [1, 5, 3], caps, of: 5, totalCap: 3_800 }).kinds()).toEqual([])
    expect(looked({ sort: 'marketCap', viewers: [1, 5, 3], caps, of: 5, totalCap: 3_801 }).kinds()).toEqual([
      'unsupported-claim',
    ])
  })

  it('is no list that can be true', () => {
    expect(looked({ viewers: [50, 40, 30], of: 10, total: 330 }).kinds()).toEqual([])
    expect(looked({ viewers: [50, 50, 30], of: 3, total: 130 }).kinds()).toEqual([])
    expect(looked({ viewers: [5, 4], of: 100, total: 5_000, offset: 10 }).kinds()).toEqual([])
    expect(looked({ viewers: [5, 9], sort: 'newest' }).kinds()).toEqual([])
    expect(looked({ viewers: [] }).kinds()).toEqual([])
  })
})

describe('stale-figure', () => {
  it('is an output that was old when it came', () => {
    const session = createSession().open()
    session.looked('1', streams({ generatedAt: session.now() - 120_000 }), 'Three streams.')
    expect(session.kinds()).toEqual(['stale-figure'])
  })

  it('is a row whose snapshot was old', () => {
    const session = createSession().open()
    session.looked('1', streams({ generatedAt: session.now(), ageSeconds: 90 }), 'Three streams.')
    expect(session.details('stale-figure')[0]).toContain('3 of 3 rows')
  })

  it('is a figure said again later without asking the tool', () => {
    const session = createSession().open()
    session.looked('1', streams({ generatedAt: session.now() }), 'The second has $7,765.50.')
    session.wait(90_000)
    session.answered('2', 'The second has a market cap of $7,765.50.')
    expect(session.details('stale-figure')[0]).toContain('"7,765.50", which stands in the output of')
  })

  it('is not a figure said soon, asked for again, or of few digits', () => {
    const soon = createSession().open()
    soon.looked('1', streams({ generatedAt: soon.now() }), 'The second has $7,765.50.')
    expect(soon.answered('2', 'It has $7,765.50.').kinds()).toEqual([])
    soon.wait(90_000)
    expect(soon.looked('3', streams({ generatedAt: soon.now() }), 'It has $7,765.50.').kinds()).toEqual([])
    const round = createSession().open()
    round.looked('1', streams({ generatedAt: round.now() }), 'Fifty viewers.')
    round.wait(90_000)
    expect(round.answered('2', 'The first had 50 viewers.').kinds()).toEqual([])
  })
})

describe('prompt-only-read-only', () => {
  const kindsOf = (hosted: Record<string, unknown>, instructions = READ_ONLY) =>
    createSession({ instructions, hosted }).open().kinds()

  it('is a promise that no setting keeps', () => {
    const session = createSession({ instructions: READ_ONLY, hosted: { require_approval: 'never' } }).open()
    session.server('conversation.item.retrieved', {
      item: {
        id: 'list_sess_1',
        type: 'mcp_list_tools',
        server_label: 'dexter',
        tools: [{ name: 'a' }, { name: 'b' }],
      },
    })
    expect(session.kinds()).toEqual(['prompt-only-read-only'])
  })

  it('is not a promise that is kept, or none', () => {
    const writes = [{ name: 'solana_send' }]
    const withWrites = (hosted: Record<string, unknown>, instructions = READ_ONLY) =>
      createSession({ instructions, hosted: { server_label: 'w', ...hosted } })
        .open()
        .importTools('w', writes, 'w')
        .kinds()
    expect(withWrites({ allowed_tools: { read_only: true }, require_approval: 'never' })).toEqual([])
    expect(withWrites({ allowed_tools: ['search'], require_approval: 'never' })).toEqual([])
    expect(withWrites({ require_approval: { never: { read_only: true } } })).toEqual([])
    expect(withWrites({ require_approval: 'always' })).toEqual([])
    expect(withWrites({ require_approval: 'never' }, 'Be concise.')).toEqual([])
    // Every tool of the list that was read only reads.
    expect(kindsOf({ require_approval: 'never' })).toEqual([])
  })
})

describe('secret-in-log', () => {
  const logged = (data: Record<string, unknown>) => {
    const session = createSession().open()
    session.row('app', 'note', data)
    return session.kinds()
  }
  // Assembled, so that no scanner takes this file for a leak.
  const key = ['sk', 'abcdefgh12345678'].join('-')
  const jwt = ['eyJhbGciOiJub25l', 'eyJzdWIiOiJub2JvZHkifQ', ''].join('.')

  it('is a key, a token or a password in clear text', () => {
    expect(logged({ note: `used ${key} here` })).toEqual(['secret-in-log'])
    expect(logged({ headers: { Authorization: `Bearer ${jwt}` } })).toEqual(['secret-in-log'])
    expect(logged({ url: 'https://name:word@host.example/' })).toEqual(['secret-in-log'])
    expect(logged({ refresh_token: 'abcdef' })).toEqual(['secret-in-log'])
    expect(logged({ headers: [['x-api-key', 'abcdef']] })).toEqual(['secret-in-log'])
    expect(logged({ imported: Array.from({ length: 64 }, (_, index) => index * 3) })).toEqual(['secret-in-log'])
  })

  it('is nowhere in the report', () => {
    const session = createSession().open()
    session.server('error', { error: { code: 'invalid_value', param: 'session.tools', message: `Bad key ${key}.` } })
    session.looked('1', { note: key }, 'Done.')
    expect(JSON.stringify(session.report())).not.toContain(key)
    expect(session.kinds()).toContain('secret-in-log')
  })

  it('is told once, however often it stands there', () => {
    const session = createSession().open()
    for (let index = 0; index < 3; index++) session.row('app', 'note', { note: key })
    expect(session.details('secret-in-log')).toHaveLength(1)
    expect(session.details('secret-in-log')[0]).toContain('in 3 entries')
    expect(session.details('secret-in-log')[0]).not.toContain(key)
  })

  it('is seen in a part that can not be read, too', () => {
    const session = createSession().open()
    session.row('app', 'note', { note: key })
    const cut = session.text().slice(0, -8)
    const found = replay(cut).findings.filter(({ kind }) => kind === 'secret-in-log')
    expect(found).toHaveLength(1)
    expect(found[0]?.detail).toContain('could not be read')
    expect(found[0]?.detail).not.toContain(key)
  })

  it('is not what was masked, nor a plain word', () => {
    expect(logged({ headers: { Authorization: '<redacted>' }, secret: '…masked…', key: 'ek_…masked…e5' })).toEqual([])
    expect(logged({ text: 'Some basic information about the bearer market.' })).toEqual([])
    expect(logged({ usage: { input_tokens: 5 }, client_secret: null, refresh_token: '' })).toEqual([])
  })
})

describe('unanswered-turn', () => {
  it('is a question after which nothing comes', () => {
    const session = createSession().open().ask('q')
    session.wait(10_000)
    session.server('rate_limits.updated', {})
    expect(session.kinds()).toEqual(['unanswered-turn'])
    expect(session.details('unanswered-turn')[0]).toContain('no response was begun in the 10')
  })

  it('is a response that ends without a word', () => {
    const session = createSession().open().ask('q').begin('r').end('r', 'failed')
    expect(session.details('unanswered-turn')[0]).toContain('response r ended as failed without a word')
  })

  it('is not a question that was taken back', () => {
    const session = createSession().open().ask('q')
    session.server('input_audio_buffer.speech_started', { item_id: 'q_2' })
    session.begin('r').end('r', 'cancelled')
    expect(session.answered('2').kinds()).toEqual([])
  })
})

describe('double-response', () => {
  it('is a second answer to one question', () => {
    const session = createSession().open().answered('1').begin('r2').say('r2', 'a2', 'Solana is up.').end('r2')
    expect(session.kinds()).toEqual(['double-response'])
    expect(session.details('double-response')[0]).toContain('response r_1 had answered it whole')
  })

  it('is not the continuation after a tool, nor the answer after one that was cut', () => {
    const session = createSession().open()
    session.ask('q').begin('r').say('r', 'a', 'Let me look.').call('r', 'c').end('r')
    session.output('r', 'c', streams({ generatedAt: session.now() }))
    expect(session.begin('s').say('s', 'b', 'Here it is.').end('s').kinds()).toEqual([])
    const cut = createSession().open().ask('q').begin('r').say('r', 'a', 'Well').end('r', 'cancelled')
    expect(cut.begin('s').say('s', 'b', 'Here.').end('s').kinds()).toEqual([])
  })
})

describe('commentary', () => {
  const session = () => {
    const it = createSession().open().ask('q').begin('r')
    it.call('r', 'c').say('r', 'a', 'SOL was at $777 when I looked.')
    it.server('response.output_item.done', {
      response_id: 'r',
      item: { id: 'a', type: 'message', role: 'assistant', phase: 'commentary' },
    })
    it.end('r').output('r', 'c', streams({ generatedAt: it.now() }))
    return it
  }

  it('is held against no figure, and the response that goes on is no second answer', () => {
    expect(session().begin('s').say('s', 'b', 'Here it is.').end('s').kinds()).toEqual([])
  })

  it('is no answer: what does not follow it is dead air', () => {
    const silent = session()
    silent.wait(10_000)
    expect(silent.ask('q2').kinds()).toContain('dead-air')
  })
})

describe('overlapping-responses', () => {
  it('is a response begun while another is being made', () => {
    const session = createSession().open().ask('q1').begin('r1').ask('q2').begin('r2')
    session.say('r1', 'a1', 'One.').end('r1').say('r2', 'a2', 'Two.').end('r2')
    expect(session.kinds()).toEqual(['overlapping-responses'])
  })

  it('is not one after the other', () => {
    expect(createSession().open().answered('1').answered('2').kinds()).toEqual([])
  })

  it('is not a response whose connection was gone', () => {
    const session = createSession().open().ask('q1').begin('r1')
    session.row('app', 'link.down', { code: 'closed_1006', message: 'The connection was lost.' })
    expect(session.open('sess_2').answered('2').kinds()).not.toContain('overlapping-responses')
  })
})

describe('lost-session', () => {
  it('is a connection that broke, or a session that expired', () => {
    const broke = createSession().open().answered('1')
    broke.row('app', 'link.down', { code: 'closed_1006', message: 'The connection was lost.' })
    expect(broke.details('lost-session')).toEqual(['The connection was lost (closed_1006): The connection was lost.'])
    const expired = createSession().open().answered('1')
    expired.server('error', { error: { code: 'session_expired', message: 'Your session hit 60 minutes.' } })
    expect(expired.kinds()).toEqual(['lost-session'])
  })

  it('is a response without its end, an event without its response, a beginning that is missing', () => {
    expect(createSession().open().ask('q').begin('r').say('r', 'a', 'Well').kinds()).toEqual(['lost-session'])
    expect(createSession().open().answered('1').say('gone', 'b', 'Hm.').kinds()).toEqual(['lost-session'])
    const headless = createSession().answered('1')
    expect(headless.details('lost-session')[0]).toContain('no session.created')
  })

  it('is not a connection that was closed on purpose', () => {
    const session = createSession().open().answered('1')
    session.row('app', 'link.down', {})
    expect(session.kinds()).toEqual([])
  })
})
