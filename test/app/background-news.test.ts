import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { createBackgroundNews } from '../../main/app/background-news'
import type { Entry, Turn, VoiceState } from '../../shared/snapshot'
import { approval, assistant, notice, turn, user } from '../../tools/workbench/fixtures/entries'
import { SOL, side, trade } from '../../tools/workbench/fixtures/trade-cards'

const TYPED = turn({ id: 'typed', source: 'text', samples: { captured: 0, sent: 0, committed: 0, played: 0 } })
const SPOKEN = turn({ id: 'spoken', source: 'voice', samples: { captured: 9, sent: 9, committed: 9, played: 9 } })

function scene({ supported = true, wanted = true } = {}) {
  const said: string[] = []
  const opened: (string | null)[] = []
  const made: { body: string; shown: EventEmitter; open: boolean }[] = []
  const now = { front: false, muted: false, state: 'idle' as VoiceState, detail: '' }
  const turns: Record<string, Turn> = { typed: TYPED, spoken: SPOKEN }
  const news = createBackgroundNews({
    notification({ body }) {
      if (!supported) return null
      const one = { body, shown: new EventEmitter(), open: true }
      made.push(one)
      // What this needs of Electron's class.
      return Object.assign(one.shown, {
        show: () => void said.push(body),
        close() {
          one.open = false
          one.shown.emit('close')
        },
      }) as unknown as Electron.Notification
    },
    wanted: async () => wanted,
    isPanelInFront: () => now.front,
    isMuted: () => now.muted,
    turn: (id) => turns[id],
    showPanel: (id) => void opened.push(id),
  })
  /** Entries that changed, and how the app stands; settles once what follows was said. */
  const tell = async (entries: Entry[] = [], state = now.state, detail = '') => {
    Object.assign(now, { state, detail })
    news.note({ entries, status: { state, detail } })
    await new Promise(setImmediate)
    return said.splice(0)
  }
  return { now, tell, made, opened, open: () => made.filter((one) => one.open).map(({ body }) => body) }
}

const BUY = approval({ card: trade({ pay: side('0.25', SOL) }), turnId: 'spoken' })

test('a trade that waits is told as the card says it; once decided its notification is gone, and a click finds it', async () => {
  const { tell, made, opened, open } = scene()
  const [told = '', ...more] = await tell([BUY])
  expect(told).toMatch(/^Approval needed: .*\. Pay 0\.25 SOL/)
  expect(more).toEqual([])
  expect(await tell([{ ...BUY, seenSince: 1 }])).toEqual([])
  made[0]?.shown.emit('click')
  expect(opened).toEqual([BUY.id])
  expect(await tell([{ ...BUY, decision: 'approved' }])).toEqual([])
  expect(open()).toEqual([])
})

test('a trade whose time ran out is told', async () => {
  const { tell } = scene()
  await tell([BUY])
  expect(await tell([{ ...BUY, decision: 'expired' }])).toEqual([expect.stringMatching(/^Expired, not executed: /)])
})

test('a trade whose outcome nobody saw is told, and what a look then found', async () => {
  const { tell } = scene()
  const approved = { ...BUY, decision: 'approved' } as const
  await tell([approved])
  expect(await tell([{ ...approved, unknown: true }])).toEqual([
    expect.stringMatching(/^Outcome unknown: .*Check your wallet\.$/),
  ])
  expect(await tell([{ ...approved, unknown: true, found: 'It went through.' }])).toEqual(['It went through.'])
})

const ANSWER = assistant({ text: 'SOL is at $208.', turnId: 'typed' })

test.each<[string, Entry, boolean, string[]]>([
  ['a written answer, once it is whole', ANSWER, false, ['SOL is at $208.']],
  ['not while it is being written', { ...ANSWER, state: 'speaking' }, false, []],
  ['not what is said before it', { ...ANSWER, phase: 'preamble' }, false, []],
  ['not one that is spoken', { ...ANSWER, turnId: 'spoken' }, false, []],
  ['one that is spoken while answers are muted', { ...ANSWER, turnId: 'spoken' }, true, ['SOL is at $208.']],
  [
    'one that came without sound',
    { ...ANSWER, turnId: 'spoken', unspoken: true },
    false,
    ['This answer came without sound. SOL is at $208.'],
  ],
  [
    'what does not hold of one that was spoken',
    { ...ANSWER, turnId: 'spoken', flags: [{ kind: 'figure', detail: 'No tool said $208.' }] },
    false,
    ['Figure not in the data. No tool said $208.'],
  ],
  [
    'a question that was not sent',
    user({ delivery: 'unsent', problem: 'The connection broke.' }),
    false,
    ['Not sent. The connection broke.'],
  ],
  [
    'a question that was not answered',
    user({ delivery: 'unanswered', problem: 'The connection broke.' }),
    false,
    ['Not answered. The connection broke.'],
  ],
  ['a problem', notice({ level: 'warning', text: 'No microphone.' }), false, ['No microphone.']],
  ['not what can be read later', notice({ level: 'info', text: 'Updated.' }), false, []],
  ['not an alert, which tells itself', notice({ level: 'warning', code: 'price_alert', text: 'SOL rose.' }), false, []],
])('%s', async (_, entry, muted, told) => {
  const { tell, now } = scene()
  now.muted = muted
  expect(await tell([entry])).toEqual(told)
  expect(await tell([entry])).toEqual([])
})

test('listening is not told, and nothing is told while a key is held, nor what no longer holds after that', async () => {
  const { tell } = scene()
  expect(await tell([], 'listening')).toEqual([])
  expect(await tell([BUY, ANSWER], 'listening')).toEqual([])
  expect(await tell([{ ...BUY, decision: 'denied' }], 'working')).toEqual(['SOL is at $208.'])
})

test('a lost connection is told once however often it is tried, and so is its return', async () => {
  const { tell, open } = scene()
  expect(await tell([], 'connecting')).toEqual([])
  expect(await tell([], 'idle')).toEqual([])
  expect(await tell([], 'offline', 'The network is gone.')).toEqual(['Offline. The network is gone.'])
  expect(await tell([], 'connecting')).toEqual([])
  expect(await tell([], 'offline', 'Still gone.')).toEqual([])
  expect(await tell([], 'error', 'The server refused.')).toEqual([])
  expect(await tell([], 'idle')).toEqual(['Connected again.'])
  expect(open()).toEqual(['Connected again.'])
  expect(await tell([], 'idle')).toEqual([])
})

test('a panel in front tells itself, and what it told is not told again behind another window', async () => {
  const { tell, now } = scene()
  now.front = true
  expect(await tell([BUY, ANSWER])).toEqual([])
  now.front = false
  expect(await tell([{ ...BUY, seenSince: 1 }, ANSWER])).toEqual([])
})

test('whoever does not want it, or has no notifications, is told nothing', async () => {
  expect(await scene({ wanted: false }).tell([BUY])).toEqual([])
  expect(await scene({ supported: false }).tell([BUY])).toEqual([])
})
