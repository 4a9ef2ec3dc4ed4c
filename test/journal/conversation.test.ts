import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createConversation } from '../../main/journal/conversation'
import { createConversationAnswers } from '../../main/journal/conversation-answers'
import { asMarkdown } from '../../main/journal/conversation-export'
import { createConversationFiles } from '../../main/journal/conversation-files'
import { t } from '../../shared/i18n'
import { type ConversationPage, isKept, keptId } from '../../shared/kept-conversation'
import type { Entry, Turn } from '../../shared/snapshot'
import { approval, assistant, notice, tool, turn, user } from '../../tools/workbench/fixtures/entries'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'conversation-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const markdown = {
  locale: 'en-US',
  title: 'Conversation',
  you: 'You',
  dexter: 'Dexter',
  tool: 'Tool',
  approval: 'Approval',
  notice: 'Notice',
  unknown: 'Outcome unknown.',
  decisions: { pending: 'Waiting', approved: 'Approved', denied: 'Denied', expired: 'Expired' },
}

const NOW = Date.UTC(2026, 10, 30, 12)
const DAY = 86_400_000
const words = { approval: 'It was lost.', question: 'Nobody answered.', tool: 'Unknown.' }
/** As the thread answers, without one. */
const run = (session: string) => createConversationAnswers({ folder: dir, session, words })
const keep = (of: ReturnType<typeof run>, entries: Entry[], turns: Turn[] = [], now = NOW) =>
  of.ask('append', { entries, turns, days: 30, now })
const read = (of: ReturnType<typeof run>, before: number | null = null, limit = 60) => of.ask('read', { before, limit })
const ids = ({ entries }: { entries: Entry[] }) => entries.map(({ id }) => id)
const files = () => readdirSync(dir).sort()
const file = '2026-11-30.001.jsonl'

describe('the kept conversation', () => {
  it('comes back after a restart in its order, with its turns, under ids of its own', async () => {
    const said = [user({ id: 'q', turnId: 't1' }), assistant({ id: 'a', turnId: 't1' })]
    await keep(run('one'), said, [turn({ id: 't1', said: 'words', tools: [] })])
    const again = run('two')
    await keep(again, [user({ id: 'q', turnId: 't1', text: 'A new one' })])
    const page = await read(again)
    expect(ids(page)).toEqual([keptId('one', 'q'), keptId('one', 'a'), 'q'])
    expect(page.entries.map(isKept)).toEqual([true, true, false])
    expect(page.turns).toMatchObject([{ id: keptId('one', 't1'), outcome: 'answered', phase: 'ended' }])
    expect(page.entries[1]?.turnId).toBe(keptId('one', 't1'))
    expect(page.before).toBeNull()
  })

  it('is read from the newest back, each entry once, as it was told last', async () => {
    const all = Array.from({ length: 250 }, (_, at) => user({ id: `q${at}`, order: at }))
    const first = run('one')
    await keep(first, all)
    await keep(first, [user({ id: 'q100', order: 100, text: 'corrected' })])
    const again = run('two')
    const pages: Entry[][] = []
    for (let before: number | null = null; ; ) {
      const page: ConversationPage = await read(again, before, 60)
      pages.unshift(page.entries)
      if (page.before === null) break
      before = page.before
    }
    const found = pages.flat()
    expect(pages.map(({ length }) => length)).toEqual([10, 60, 60, 60, 60])
    expect(found.map(({ order }) => order)).toEqual(all.map(({ order }) => order))
    expect(found[100]).toMatchObject({ text: 'corrected' })
  })

  it('says of what was open when the app ended what became of it, and lets nothing of it be acted on', async () => {
    const open = [
      user({ id: 'u', delivery: 'unsent', resendable: true, problem: 'Offline.' }),
      tool({ id: 't', status: 'running', endedAt: null }),
      approval({ id: 'p', decision: 'pending', heldSince: 5, hindrance: 'x' }),
    ]
    const now = run('one')
    await keep(now, open)
    expect((await read(now)).entries).toMatchObject([
      { resendable: true },
      { status: 'running' },
      { decision: 'pending' },
    ])
    expect((await read(run('two'))).entries).toMatchObject([
      { resendable: false, problem: 'Offline.' },
      { status: 'failed', error: words.tool },
      { decision: 'expired', reason: words.approval, heldSince: null, expiresAt: null },
    ])
  })

  it('survives a line that was torn, and one that is no line of ours', async () => {
    await keep(run('one'), [user({ id: 'a' }), user({ id: 'b' })])
    const whole = readFileSync(join(dir, file), 'utf8')
    writeFileSync(join(dir, file), whole.slice(0, -40))
    appendFileSync(
      join(dir, file),
      '\n{"s":"x","k":"entry","o":9,"i":"c","v":{"kind":"else"}}\nnot JSON\n{"s":"x","k":"entry","o"',
    )
    const again = run('two')
    await keep(again, [user({ id: 'd' })])
    expect(ids(await read(again))).toEqual([keptId('one', 'a'), 'd'])
    expect(ids(await read(run('three')))).toEqual([keptId('one', 'a'), keptId('two', 'd')])
  })

  it('holds no secret', async () => {
    const secret = `sk-proj-${'a1B2c3D4'.repeat(6)}`
    await keep(run('one'), [
      user({ text: `my key is ${secret}` }),
      tool({ output: JSON.stringify({ apiKey: secret }) }),
    ])
    expect(readFileSync(join(dir, file), 'utf8')).not.toContain(secret)
    expect((await read(run('two'))).entries).toHaveLength(2)
  })

  it('loses what is older than it is to be, and what is more than there is room for', async () => {
    const old = run('one')
    for (const days of [45, 31, 30, 2]) await keep(old, [user({ id: `d${days}` })], [], NOW - days * DAY)
    await keep(run('two'), [user({ id: 'now' })])
    expect(files()).toEqual(['2026-10-31.001.jsonl', '2026-11-28.001.jsonl', file])
    const few = createConversationFiles(dir, { bytes: 1, partBytes: 10 })
    few.append([{ head: { session: 's', kind: 'entry', id: 'x', order: 1 }, json: '{}' }], NOW)
    expect(files()).toContain('2026-11-30.002.jsonl')
    few.prune()
    expect(files()).toEqual(['2026-11-30.002.jsonl'])
  })

  it('is cleared whole, or only what is older', async () => {
    const answers = run('one')
    await keep(answers, [user({ id: 'old' })], [], NOW - 20 * DAY)
    await keep(answers, [user({ id: 'new' })])
    expect((await read(answers)).entries).toHaveLength(2)
    await answers.ask('clear', { days: 10, now: NOW })
    expect(ids(await read(answers))).toEqual(['new'])
    await answers.ask('clear', { days: 0, now: NOW })
    expect((await read(answers)).entries).toEqual([])
    expect(files()).toEqual([])
  })

  it('is searched to the end though it is cleared meanwhile', async () => {
    const answers = run('one')
    await keep(
      answers,
      Array.from({ length: 600 }, (_, at) => user({ id: `q${at}`, order: at, text: 'Nothing' })),
    )
    const searching = answers.ask('search', { text: 'solana', before: null, limit: 10 })
    await answers.ask('clear', { days: 0, now: NOW })
    expect(await searching).toEqual({ matches: [], more: false })
  })

  it('finds text whatever its case and accents, from the newest back, and tools by what they answered', async () => {
    await keep(run('one'), [
      user({ id: 'a', order: 1, text: 'Precio de SÓLANA' }),
      assistant({ id: 'b', order: 2, text: 'Nothing here.' }),
      tool({ id: 'c', order: 3, output: '{"symbol":"solana \\"x\\""}' }),
    ])
    const again = run('two')
    const search = (text: string, before: number | null = null, limit = 10) =>
      again.ask('search', { text, before, limit })
    expect(await search('solana')).toEqual({
      matches: [
        { id: keptId('one', 'c'), order: 3 },
        { id: keptId('one', 'a'), order: 1 },
      ],
      more: false,
    })
    expect((await search('SOLANÁ', 3)).matches).toHaveLength(1)
    expect(await search('solana', null, 1)).toMatchObject({ matches: [{ order: 3 }], more: true })
    // Names of fields are not what anybody said.
    expect((await search('delivery')).matches).toEqual([])
  })

  it('opens with the newest page of 10,000 entries', async () => {
    const all = Array.from({ length: 10_000 }, (_, at) =>
      at % 2 ? assistant({ id: `a${at}`, order: at, text: 'word '.repeat(60) }) : user({ id: `q${at}`, order: at }),
    )
    await keep(run('one'), all)
    const page = await read(run('two'), null, 60)
    expect(page.entries.map(({ order }) => order)).toEqual(all.slice(-60).map(({ order }) => order))
    expect(page.before).toBe(9_940)
  })
})

describe('an export', () => {
  const said = () => [
    user({ id: 'a', text: '<img src=x onerror=alert(1)> [x](javascript:alert(1)) \u202e# title\n- no list' }),
    tool({ id: 'b', output: '{"text":"```\\n# x"}' }),
    approval({ id: 'c', decision: 'denied', reason: 'You said no.' }),
  ]
  const to = () => join(dir, 'out')

  it('as JSON is every entry, kept and at hand, once', async () => {
    await keep(run('one'), said())
    const again = run('two')
    await keep(again, [user({ id: 'now', text: 'kept' })])
    const current = [user({ id: 'now', text: 'at hand' })]
    expect(await again.ask('export', { to: to(), format: 'json', current, words: markdown })).toBe(4)
    expect(JSON.parse(readFileSync(to(), 'utf8')).map((it: { id: string }) => it.id)).toEqual([
      ...['a', 'b', 'c'].map((id) => keptId('one', id)),
      'now',
    ])
  })

  it('as Markdown reads well, and nothing that somebody else wrote comes to life', async () => {
    await keep(run('one'), said())
    await run('two').ask('export', { to: to(), format: 'md', current: [], words: markdown })
    const text = readFileSync(to(), 'utf8')
    expect(text).toMatch(/^# Conversation\n\n## Thursday, January 15, 2026\n\n\*\*You\*\*, /)
    expect(text).toContain('\\<img src=x onerror=alert(1)\\> \\[x\\](javascript:alert(1)) \\\\u{202e}\\# title')
    expect(text).toContain('\\- no list')
    expect(text).toContain('````json\n{"text":"```\\n# x"}\n````')
    expect(text).toContain('Denied. You said no.')
  })
})

describe('an export as Markdown', () => {
  it.each([
    ['---', '\\---'],
    ['===', '\\==='],
    ['Heading\n---', 'Heading  \n\\---'],
    ['   # title', '\\# title'],
    ['    code', 'code'],
    ['- ', '\\- '],
    ['+', '\\+'],
    ['12. twelve', '12\\. twelve'],
    ['https://evil.example/x', 'https\\://evil.example/x'],
    ['www.evil.example', 'www\\.evil.example'],
    ['_www.evil.example', '\\_www\\.evil.example'],
    ['me@evil.example', 'me\\@evil.example'],
    ['<details open>', '\\<details open\\>'],
    ['- 5% or -5%', '\\- 5% or -5%'],
  ])('keeps its structure whatever is said: %j', (said, written) => {
    const entries = [user({ text: said })]
    const [, , , ...body] = [...asMarkdown(entries, markdown)].join('').split('\n\n')
    expect(body.join('\n\n')).toBe(`${written}\n`)
  })

  it.each([
    [approval({ decision: 'approved', unknown: true }), 'Approved\n\nOutcome unknown.\n\n'],
    [approval({ decision: 'approved', unknown: true, found: 'It went through.' }), 'Approved\n\nIt went through.\n\n'],
    [tool({ status: 'failed', unknown: true, error: 'Lost.' }), 'Outcome unknown.\n\n'],
  ])('says where nobody saw what became of a trade', (entry, written) => {
    expect([...asMarkdown([entry], markdown)].join('')).toContain(`\n\n${written}\`\`\``)
  })

  it('has a fence around a megabyte of them', () => {
    const output = '` '.repeat(500_000)
    expect([...asMarkdown([tool({ output })], markdown)].join('')).toContain(`\`\`\`json\n${output}\n\`\`\``)
  })
})

describe('what is written down', () => {
  const make = (choice: 'session' | '30 days' | 'always' = '30 days') => {
    const problems: string[] = []
    const folder = join(dir, 'kept')
    const conversation = createConversation({
      folder,
      startedAt: new Date(NOW),
      keep: () => choice,
      onlyReads: ({ name }) => name === 'reads',
      now: () => NOW,
      onProblem: (text) => problems.push(text),
    })
    const lines = () =>
      existsSync(folder)
        ? readdirSync(folder).flatMap((name) =>
            readFileSync(join(folder, name), 'utf8')
              .trim()
              .split('\n')
              .map((line) => JSON.parse(line).v as Entry),
          )
        : []
    return { conversation, problems, lines, folder }
  }

  it('is what is settled, once, and again when it changed', async () => {
    const { conversation, lines } = make()
    const speaking = assistant({ id: 'a', state: 'speaking', text: 'SOL' })
    conversation.note([user({ id: 'u', transcript: 'pending' }), speaking], [])
    conversation.note([user({ id: 'u' }), { ...speaking, text: 'SOL is' }], [])
    conversation.note([user({ id: 'u' }), { ...speaking, state: 'done' }], [turn({ outcome: null })])
    conversation.note([{ ...speaking, state: 'done', flags: [{ kind: 'claim', detail: 'No.' }] }], [turn()])
    const asked = approval({ id: 'p' })
    conversation.note([asked, { ...asked, heldSince: 1 }, { ...asked, expiresAt: 9 }], [])
    conversation.note([{ ...asked, decision: 'denied' }], [])
    conversation.note([tool({ id: 'r', name: 'reads', status: 'running' }), tool({ id: 'w', status: 'running' })], [])
    // Nothing was said, or nobody wants to know tomorrow.
    conversation.note([user({ id: 'tap', delivery: 'discarded', text: null }), notice({ level: 'info' })], [])
    conversation.note([notice({ level: 'warning', code: 'press_lost' })], [turn({ id: 'tap', outcome: 'tap' })])
    await conversation.close()
    expect(lines().map(({ id }) => id)).toEqual(['u', 'a', 'a', 'turn-1', 'p', 'p', 'w'])
  })

  it('is nothing where the trader wants it so; what was kept goes', async () => {
    const { conversation, lines } = make('session')
    conversation.note([user()], [])
    await conversation.close()
    expect(lines()).toEqual([])
    const other = make('always')
    other.conversation.note([user()], [])
    other.conversation.follow('session')
    await other.conversation.close()
    expect(other.lines()).toEqual([])
  })

  it('that can’t be removed is said, and removed at the next start', async () => {
    const { conversation, folder } = make('always')
    conversation.note([user()], [])
    await conversation.close()
    // A folder in the place of a file can't be removed as one.
    const [name = ''] = readdirSync(folder)
    rmSync(join(folder, name))
    mkdirSync(join(folder, name))
    const stuck = make('always')
    stuck.conversation.follow('session')
    await stuck.conversation.close()
    expect(stuck.problems).toEqual([t('conversation.kept.notCleared')])
    rmSync(join(folder, name), { recursive: true })
    writeFileSync(join(folder, name), '{}\n')
    await make('session').conversation.close()
    expect(readdirSync(folder)).toEqual([])
  })

  it('is looked for before the panel asks, unless nothing is kept', async () => {
    for (const [choice, looked] of [
      ['session', false],
      ['always', true],
    ] as const) {
      const { conversation, folder } = make(choice)
      conversation.prepare()
      await conversation.close()
      // A thread that looked has made its folder.
      expect(existsSync(folder)).toBe(looked)
    }
  })

  it('that can’t be written is told once', async () => {
    const { conversation, problems, folder } = make()
    writeFileSync(folder, 'a file is in the way')
    conversation.note([user()], [])
    await conversation.close()
    conversation.note([user()], [])
    expect(problems).toEqual(['The conversation can’t be saved to disk. It lasts until you quit.'])
  })
})
