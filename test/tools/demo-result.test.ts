import { expect, test } from 'vitest'
import { NO_WALLETS } from '../../shared/account'
import { NO_ALERTS } from '../../shared/alerts'
import { NO_DEVICES } from '../../shared/devices'
import { type EntryOf, NO_SPENDING, type Snapshot, type Turn } from '../../shared/snapshot'
import { allAnswered, demoResult } from '../../tools/demo/result'

const turn = (outcome: Turn['outcome'], id = 'turn-1'): Turn => ({
  id,
  phase: 'ended',
  outcome,
  source: 'voice',
  heard: "what's trending",
  said: 'San Chan is on top.',
  tools: [{ name: 'pumpstream_live_summary', status: 'done', arguments: '{}', output: '{"streams":[]}' }],
  samples: { captured: 48_000, sent: 48_000, committed: 48_000, played: 36_000 },
  timing: {
    keyDownToFirstFrameMs: 12,
    keyDownToWireMs: 20,
    keyUpToCommitMs: 160,
    commitToFirstAudioMs: 400,
    audioArrivalToSpeakerMs: 15,
    interruptToSilenceMs: null,
  },
  responseCreates: 2,
  usage: null,
  flags: [],
})

const snapshot = (...turns: Turn[]): Snapshot => ({
  status: {
    state: 'idle',
    detail: 'Ready',
    backend: 'practice',
    dialect: 'ga',
    identity: { kind: 'guest', label: 'Guest', wallet: { address: 'So1', label: 'paper' } },
    picked: null,
    sessionId: 'sess_1',
    microphone: { state: 'closed', device: null, bytesWhileUp: 0 },
    tools: [],
    unguarded: [],
    alarms: [],
    spending: NO_SPENDING,
    errors: [],
  },
  system: 'linux',
  microphoneAccess: 'granted',
  hotkey: { source: 'hook', key: 'Right Ctrl', hint: 'Hold Right Ctrl to talk', problem: null },
  backendNote: null,
  backendLoading: false,
  account: { state: 'none' },
  wallets: NO_WALLETS,
  secrets: {},
  secretQuestions: [],
  shutdowns: {},
  updateReady: null,
  alerts: NO_ALERTS,
  devices: NO_DEVICES,
  deviceTest: 'off',
  trayMissing: false,
  inSight: null,
  entries: [],
  turns,
})

test('the result has the promised shape', () => {
  const result = demoResult('practice', snapshot(turn('answered')), [])
  expect(Object.keys(result)).toEqual([
    'backend',
    'transport',
    'mode',
    'vad',
    'dialect',
    'identity',
    'turns',
    'errors',
    'flags',
  ])
  expect(result).toMatchObject({ mode: 'hold', vad: null })
  expect(result.identity).toEqual({ kind: 'guest', wallet: 'So1' })
  expect(Object.keys(result.turns[0]!)).toEqual([
    'id',
    'outcome',
    'heard',
    'said',
    'tools',
    'samples',
    'timing',
    'responseCreates',
    'approvals',
  ])
  expect(Object.keys(result.turns[0]!.timing)).toEqual([
    'keyDownToFirstFrameMs',
    'keyDownToWireMs',
    'keyUpToCommitMs',
    'commitToFirstAudioMs',
    'audioArrivalToSpeakerMs',
  ])
})

test('outcomes that the result does not know are told in its own words', () => {
  const outcomes = demoResult('practice', snapshot(turn('tap'), turn('discarded'), turn(null)), []).turns
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['unsent', 'unsent', 'failed'])
})

const bonk = {
  mint: 'DezXAZ8z7PnrnRJjz3wXBoRgixCa6xjnB7YaB1pPB263',
  symbol: 'BONK',
  name: 'Bonk',
  verified: true,
  warnings: [],
}
const sol = { ...bonk, mint: 'So11111111111111111111111111111111111111112', symbol: 'SOL', name: 'Solana' }
const side = { percent: null, usd: null }
const asked: EntryOf<'approval'> = {
  id: 'mcpr_1',
  turnId: 'turn-1',
  order: 1,
  at: 0,
  kind: 'approval',
  server: 'dexter',
  name: 'solana_swap_execute',
  arguments: '{"amount_ui":0.5}',
  wallet: 'F76P',
  binding: 'b',
  unknown: false,
  found: null,
  worth: { usd: 107.68, from: 'a preview', at: 0 },
  card: {
    action: 'buy',
    pay: { ...side, amount: '0.5', exact: true, token: sol },
    get: { ...side, amount: '4843000.12', exact: false, token: bonk },
    getAtLeast: { ...side, amount: '4790000', exact: false, token: bonk },
    payAtMost: null,
    token: bonk,
    fee: null,
    impactPct: null,
    slippagePct: 1,
    route: null,
    recipient: null,
    memo: null,
    wallet: 'F76P',
  },
  heard: 'Buy half a sol of bonk',
  marks: [{ kind: 'token', detail: 'You said BOME.' }],
  byButton: 'Something is marked.',
  limit: null,
  hindrance: null,
  seenSince: null,
  heldSince: null,
  decision: 'pending',
  reason: null,
  expiresAt: null,
}
const withCards = (turns: Turn[], ...entries: EntryOf<'approval'>[]): Snapshot => ({ ...snapshot(...turns), entries })

test('a turn tells of every request as its card says it', () => {
  const [told] = demoResult('practice', withCards([turn('answered')], asked), []).turns
  expect(told?.approvals).toEqual([
    {
      tool: 'solana_swap_execute',
      arguments: '{"amount_ui":0.5}',
      wallet: 'F76P',
      card: {
        pay: '0.5 SOL',
        get: 'about 4.84M BONK',
        getAtLeast: 'about 4.79M BONK',
        token: { name: 'Bonk', symbol: 'BONK', mint: bonk.mint, verified: true },
        worthUsd: 107.68,
        recipient: null,
      },
      heard: 'Buy half a sol of bonk',
      marks: [{ kind: 'token', detail: 'You said BOME.' }],
      keyApproves: false,
      limit: null,
      decision: 'pending',
    },
  ])
})

test('what the key would have done is told as it was while the request waited', () => {
  const decided: EntryOf<'approval'> = { ...asked, byButton: null, decision: 'denied' }
  const keyApproves = (watched?: boolean) =>
    demoResult('practice', withCards([turn('answered')], decided), [], {
      keyApproves: new Map(watched === undefined ? [] : [[asked.id, watched]]),
      holds: new Set(),
    }).turns[0]?.approvals[0]?.keyApproves
  expect(keyApproves(false)).toBe(false)
  expect(keyApproves()).toBe(true)
})

test('a request whose arguments can’t be read has a card of nulls', () => {
  const unread: EntryOf<'approval'> = { ...asked, card: null, worth: null }
  const [told] = demoResult('practice', withCards([turn('answered')], unread), []).turns
  expect(told?.approvals[0]?.card).toEqual({
    pay: null,
    get: null,
    getAtLeast: null,
    token: null,
    worthUsd: null,
    recipient: null,
  })
})

test('a turn that waits for the trader’s word has not failed, and a hold for it is no line', () => {
  const watched = { keyApproves: new Map(), holds: new Set(['hold']) }
  const result = demoResult('practice', withCards([turn(null), turn('tap', 'hold')], asked), [], watched)
  expect(result.turns.map(({ id, outcome }) => [id, outcome])).toEqual([['turn-1', 'answered']])
  expect(allAnswered(result, 1)).toBe(true)
})

test('an app that never answered leaves a result that says why', () => {
  const result = demoResult('dexter', null, [{ code: 'demo_failed', message: 'It did not start.' }])
  expect(result).toMatchObject({ backend: 'dexter', turns: [], errors: [{ message: 'It did not start.', count: 1 }] })
  expect(allAnswered(result, 1)).toBe(false)
})

test('the demo succeeds only when every line was answered', () => {
  expect(allAnswered(demoResult('practice', snapshot(turn('answered')), []), 1)).toBe(true)
  expect(allAnswered(demoResult('practice', snapshot(turn('answered')), []), 2)).toBe(false)
  expect(allAnswered(demoResult('practice', snapshot(turn('answered'), turn('failed', 't2')), []), 2)).toBe(false)
})
