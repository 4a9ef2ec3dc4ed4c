import assert from 'node:assert/strict'
import type { FaultName } from '../../main/practice/faults'
import type { BackendId } from '../../shared/grant'
import type { Scenario } from './scenario'
import { staged } from './stage'
import { HELP } from './words'

/** Trying again can help, and is done while the question waits. */
const passing = (name: FaultName, what: string, backend: BackendId = 'openai'): Scenario =>
  staged(what, { backend, cold: true, faults: { [name]: 1 } }, async (stage) => {
    await stage.answered(stage.ask(HELP))
    assert.equal(stage.server.faults.left(name), 0)
  })

/** It lasts, or only the trader can change it: the question stands, and is sent once it is over. */
const lasting = (name: FaultName, times: number, what: string, reason: RegExp, backend: BackendId = 'openai') =>
  staged(what, { backend, cold: true, faults: { [name]: times } }, async (stage) => {
    await stage.standsThenResent(stage.ask(HELP), reason, () => stage.server.faults.disarm())
  })

const ALWAYS = Number.POSITIVE_INFINITY

/** The backend that mints, or the server that is then connected to, refuses. */
export const mints: Scenario[] = [
  lasting('mint-401', 1, 'mint answers 401 (openai)', /unsent: .* doesn’t accept your key or sign-in/),
  lasting('mint-401', 1, 'mint answers 401 (dexter)', /unsent: .* doesn’t accept your key or sign-in/, 'dexter'),
  staged(
    'mint answers 429, Retry-After: 1',
    { backend: 'openai', cold: true, faults: { 'mint-429': 1 } },
    async (stage) => {
      const from = performance.now()
      await stage.answered(stage.ask(HELP))
      assert.ok(performance.now() - from >= 1000, 'It did not wait for as long as it was asked to.')
      assert.equal(stage.mints, 2)
    },
  ),
  passing('mint-500', 'mint answers 500, once'),
  passing('mint-500', 'mint answers 500, once (dexter)', 'dexter'),
  lasting('mint-500', ALWAYS, 'mint answers 500, always', /unsent: .* is having problems \(error 500\)/),
  passing('mint-hang', 'mint does not answer'),
  lasting('mint-html', 1, 'mint answers a web page', /unsent: .* sent a web page instead of data/),
  passing('mint-empty', 'mint answers nothing, once'),
  lasting('mint-empty', ALWAYS, 'mint answers nothing, always', /unsent: .* sent an empty response/),
  passing('upgrade-refused', 'WebSocket refused, once'),
  lasting(
    'update-refused',
    ALWAYS,
    'session.update refused by an unknown code',
    /unsent: .* Live sessions are not allowed here/,
  ),
  lasting('quota-close', ALWAYS, 'closed with 1013 and a quota, always', /(unsent|unanswered): .* used up your quota/),
  staged(
    'session.update is never answered',
    { backend: 'openai', cold: true, speed: 20, faults: { 'update-unanswered': ALWAYS } },
    async (stage) => {
      const question = stage.ask(HELP)
      await stage.stands(question, /unsent: .* didn’t confirm the session settings within 20 seconds/)
      await stage.until('it is given up', () => /Tried 6 times/.test(stage.sight.status?.detail ?? ''))
      assert.equal(stage.wire.lines.length, 6)
      await stage.standsThenResent(question, /unsent/, () => stage.server.faults.disarm())
    },
  ),
  lasting('upgrade-refused', ALWAYS, 'WebSocket refused, always', /unsent: .* refused the realtime connection/),
]
