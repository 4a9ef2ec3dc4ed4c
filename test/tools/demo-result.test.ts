import { expect, test } from 'vitest'
import { NO_WALLETS } from '../../shared/account'
import { NO_SPENDING, type Snapshot, type Turn } from '../../shared/snapshot'
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
  trayMissing: false,
  inSight: null,
  entries: [],
  turns,
})

test('the result has the promised shape', () => {
  const result = demoResult('practice', snapshot(turn('answered')), [])
  expect(Object.keys(result)).toEqual(['backend', 'transport', 'dialect', 'identity', 'turns', 'errors', 'flags'])
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
