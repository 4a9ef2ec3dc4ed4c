import fc from 'fast-check'
import type { EngineSettings } from '../../../renderer/engine/engine'
import { TALK_MODES, type TalkMode } from '../../../shared/talk'
import { DEVIATIONS, type Deviation, PLANS, type Plan } from './server'

/** One thing that happens to the engine. Plain data, so that a failing run reads as a list of what happened. */
export type Step =
  // The trader.
  | { do: 'press'; by: 'finger' | 'blind' | 'toggle' }
  | { do: 'speak'; frames: number; loud: boolean }
  | { do: 'release' }
  | { do: 'tap' }
  | { do: 'abort' }
  | { do: 'mode'; is: TalkMode }
  /** A tap, which latches in some modes. */
  | { do: 'latch' }
  /** Esc, and the panic key. */
  | { do: 'cancel' | 'panic' }
  | { do: 'fence'; loud: boolean }
  /** A whole utterance. */
  | { do: 'ask'; frames: number }
  /** A whole utterance, connected, that the server answers by asking for an approval. */
  | { do: 'trade' }
  /** A silent hold from press to fence. */
  | { do: 'hold'; ms: number }
  /** The same, and something else is used meanwhile: another key, or `--talk` of another program. */
  | { do: 'shortcut'; ms: number }
  | { do: 'touched hold'; says: Saying[]; ms: number }
  | { do: 'other key' }
  | { do: 'program'; says: Saying }
  /** The small window shows a request, all of it or not. */
  | { do: 'look'; which: number; whole: boolean }
  /** A request comes into sight, is held on after a moment, and may flicker meanwhile. */
  | { do: 'glance'; ms: number; flickers: boolean }
  /** A headset's own switch. */
  | { do: 'mute'; muted: boolean }
  | { do: 'pick'; wallet: (typeof WALLETS)[number] }
  | { do: 'acknowledge' }
  | { do: 'say' }
  | { do: 'interrupt' }
  | { do: 'resend'; which: number }
  | { do: 'discard'; which: number }
  | { do: 'decide'; which: number; approve: boolean; bound: boolean }
  | { do: 'hands-free'; on: boolean }
  /** Said into whatever microphone is open, with pauses around it. */
  | { do: 'voice'; frames: number; pause: number }
  /** A voice begins, connected, while an answer plays. */
  | { do: 'talk over'; frames: number }
  // The app around the engine.
  /** Where the ledger is written. */
  | { do: 'disk'; is: 'fine' | 'full' | 'slow' }
  | { do: 'backend'; is: EngineSettings['backend'] }
  | { do: 'budget'; usd: number | null }
  | { do: 'tail'; ms: number }
  | { do: 'suspend' | 'resume' | 'online' | 'offline' | 'reset' }
  | { do: 'microphone'; state: 'open' | 'denied' | 'missing' }
  /** How the next mint goes. */
  | { do: 'mints'; are: (typeof MINTS)[number] }
  | { do: 'mint' }
  | { do: 'identity'; is: (typeof IDENTITIES)[number] }
  // The server.
  | { do: 'plan'; next: Plan; toolFails: boolean }
  /** What requests for approval ask from here on. */
  | { do: 'arguments'; are: string }
  /** A request that was told is told again as another one. */
  | { do: 'rewrite'; which: number; what: 'arguments' | 'name' | 'server' }
  /** How the next approved call differs from what was approved, or the next refused one runs. */
  | { do: 'deviate'; how: Deviation }
  /** The session's tools need no approval any more. */
  | { do: 'unguard' }
  /** A connection from mint to ready, if one has begun. */
  | { do: 'accept' }
  | { do: 'tell'; lane: number; events: number }
  /** Everything that the server has to say now. */
  | { do: 'serve' }
  | { do: 'swap'; lane: number }
  | { do: 'repeat'; back: number; sameId: boolean }
  | { do: 'reject'; back: number; code: (typeof CODES)[number] }
  | { do: 'noise'; seed: number }
  | { do: 'garbage'; seed: number }
  /** A connection that is gone says something all the same. */
  | { do: 'ghost' }
  | { do: 'drop'; code: number }
  // Time.
  | { do: 'wait'; ms: number }
  | { do: 'jump'; ms: number }

type Saying = 'down' | 'up' | 'toggle'
export const WALLETS = ['Wallet1', 'Wallet2', null] as const
/** What a trader can be asked to approve, and what nobody can know the meaning of. */
export const ARGUMENTS = [
  '{"amountSol":1}',
  '{"amountSol":1}',
  '{"amountSol":1,"amountSol":1000}',
  '{"amountSol":-1}',
  '{"amountSol":1e309}',
  '["amountSol",1]',
  '{"to":"Wall\u200bet9","amountSol":1}',
] as const
export const MINTS = ['ok', 'slow', 'never', 'later', 'wait', 'expiring'] as const
export const IDENTITIES = ['user', 'other wallet', 'no wallet', 'guest'] as const
export const CODES = ['rate_limit_exceeded', 'invalid_value', 'conversation_already_has_active_response'] as const

const small = fc.nat({ max: 7 })
const says = fc.constantFrom<Saying>('down', 'up', 'toggle')
const just = <S extends Step>(step: S) => fc.constant<Step>(step)

const waits = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 900 }) },
  { weight: 3, arbitrary: fc.integer({ min: 900, max: 9_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(26_000, 31_000, 61_000, 4 * 60_000, 56 * 60_000, 3 * 3600_000) },
)

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .constantFrom('finger' as const, 'finger' as const, 'blind' as const, 'toggle' as const)
      .map((by): Step => ({ do: 'press', by })),
  },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 60 }), fc.boolean())
      .map(([frames, loud]): Step => ({ do: 'speak', frames, loud })),
  },
  { weight: 4, arbitrary: just({ do: 'release' }) },
  { weight: 1, arbitrary: just({ do: 'tap' }) },
  { weight: 1, arbitrary: just({ do: 'abort' }) },
  { weight: 1, arbitrary: fc.constantFrom(...TALK_MODES).map((is): Step => ({ do: 'mode', is })) },
  { weight: 1, arbitrary: just({ do: 'latch' }) },
  { weight: 1, arbitrary: just({ do: 'cancel' }) },
  { weight: 1, arbitrary: just({ do: 'panic' }) },
  { weight: 3, arbitrary: fc.boolean().map((loud): Step => ({ do: 'fence', loud })) },
  { weight: 6, arbitrary: fc.integer({ min: 3, max: 40 }).map((frames): Step => ({ do: 'ask', frames })) },
  { weight: 5, arbitrary: fc.constantFrom(300, 799, 801, 1500, 29_900).map((ms): Step => ({ do: 'hold', ms })) },
  { weight: 6, arbitrary: just({ do: 'trade' }) },
  { weight: 2, arbitrary: fc.constantFrom(300, 900, 1500).map((ms): Step => ({ do: 'shortcut', ms })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.array(says, { minLength: 1, maxLength: 3 }), fc.constantFrom(300, 900))
      .map(([said, ms]): Step => ({ do: 'touched hold', says: said, ms })),
  },
  { weight: 1, arbitrary: just({ do: 'other key' }) },
  { weight: 1, arbitrary: says.map((it): Step => ({ do: 'program', says: it })) },
  {
    weight: 2,
    arbitrary: fc.tuple(small, fc.boolean()).map(([which, whole]): Step => ({ do: 'look', which, whole })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(0, 300, 700), fc.boolean())
      .map(([ms, flickers]): Step => ({ do: 'glance', ms, flickers })),
  },
  { weight: 1, arbitrary: fc.boolean().map((muted): Step => ({ do: 'mute', muted })) },
  { weight: 2, arbitrary: fc.constantFrom(...WALLETS).map((wallet): Step => ({ do: 'pick', wallet })) },
  { weight: 1, arbitrary: just({ do: 'acknowledge' }) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('fine' as const, 'fine' as const, 'full' as const, 'slow' as const)
      .map((is): Step => ({ do: 'disk', is })),
  },
  { weight: 2, arbitrary: fc.constantFrom(...ARGUMENTS).map((are): Step => ({ do: 'arguments', are })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(small, fc.constantFrom('arguments' as const, 'name' as const, 'server' as const))
      .map(([which, what]): Step => ({ do: 'rewrite', which, what })),
  },
  { weight: 2, arbitrary: fc.constantFrom(...DEVIATIONS).map((how): Step => ({ do: 'deviate', how })) },
  { weight: 1, arbitrary: just({ do: 'unguard' }) },
  { weight: 8, arbitrary: just({ do: 'serve' }) },
  { weight: 4, arbitrary: fc.constantFrom(true, true, true, false).map((on): Step => ({ do: 'hands-free', on })) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom(0, 10, 40))
      .map(([frames, pause]): Step => ({ do: 'voice', frames, pause })),
  },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 9 }).map((frames): Step => ({ do: 'talk over', frames })) },
  { weight: 2, arbitrary: just({ do: 'say' }) },
  { weight: 2, arbitrary: just({ do: 'interrupt' }) },
  { weight: 2, arbitrary: small.map((which): Step => ({ do: 'resend', which })) },
  { weight: 1, arbitrary: small.map((which): Step => ({ do: 'discard', which })) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(small, fc.boolean(), fc.boolean())
      .map(([which, approve, wrong]): Step => ({ do: 'decide', which, approve, bound: !wrong })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('practice' as const, 'openai' as const, 'dexter' as const)
      .map((is): Step => ({ do: 'backend', is })),
  },
  { weight: 1, arbitrary: fc.constantFrom(null, null, 5, 0).map((usd): Step => ({ do: 'budget', usd })) },
  { weight: 1, arbitrary: fc.constantFrom(0, 150).map((ms): Step => ({ do: 'tail', ms })) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(
        'suspend' as const,
        'resume' as const,
        'resume' as const,
        'online' as const,
        'offline' as const,
        'reset' as const,
      )
      .map((it): Step => ({ do: it })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('open' as const, 'open' as const, 'denied' as const, 'missing' as const)
      .map((state): Step => ({ do: 'microphone', state })),
  },
  { weight: 2, arbitrary: fc.constantFrom('ok', 'ok', ...MINTS).map((are): Step => ({ do: 'mints', are })) },
  { weight: 2, arbitrary: just({ do: 'mint' }) },
  { weight: 2, arbitrary: fc.constantFrom('user' as const, ...IDENTITIES).map((is): Step => ({ do: 'identity', is })) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom('approval' as const, 'write' as const, ...PLANS), fc.boolean())
      .map(([next, toolFails]): Step => ({ do: 'plan', next, toolFails })),
  },
  { weight: 6, arbitrary: just({ do: 'accept' }) },
  {
    weight: 16,
    arbitrary: fc
      .tuple(small, fc.integer({ min: 1, max: 12 }))
      .map(([lane, events]): Step => ({ do: 'tell', lane, events })),
  },
  { weight: 1, arbitrary: small.map((lane): Step => ({ do: 'swap', lane })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat({ max: 30 }), fc.boolean())
      .map(([back, sameId]): Step => ({ do: 'repeat', back, sameId })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat({ max: 12 }), fc.constantFrom(...CODES))
      .map(([back, code]): Step => ({ do: 'reject', back, code })),
  },
  { weight: 1, arbitrary: fc.nat({ max: 9_999 }).map((seed): Step => ({ do: 'noise', seed })) },
  { weight: 1, arbitrary: fc.nat({ max: 99 }).map((seed): Step => ({ do: 'garbage', seed })) },
  { weight: 1, arbitrary: just({ do: 'ghost' }) },
  { weight: 2, arbitrary: fc.constantFrom(1006, 1001, 4000).map((code): Step => ({ do: 'drop', code })) },
  { weight: 8, arbitrary: waits.map((ms): Step => ({ do: 'wait', ms })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(-3600_000, -45_000, -5_000, -300, 300, 5_000, 45_000, 3600_000)
      .map((ms): Step => ({ do: 'jump', ms })),
  },
)

/** Up to `most` things that happen one after the other. */
export const steps = (most: number): fc.Arbitrary<Step[]> => fc.array(step, { maxLength: most, size: 'max' })
