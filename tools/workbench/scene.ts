import './language'
import type { DeviceTest } from '../../shared/devices'
import { SettingsSchema } from '../../shared/settings'
import type { Entry, Snapshot } from '../../shared/snapshot'
import { type FakeTrades, fakeBridge } from './fixtures/bridge'
import { BROKEN, HEALTHY } from './fixtures/computers'
import { approval, assistant, notice, tool, turn, user } from './fixtures/entries'
import { sessionLog, turnsOfLog } from './fixtures/log'
import { fakeTrades, manyTrades, variousTrades } from './fixtures/trades'
import { SCENE_SETTINGS, SCENES } from './scenes'

/** What the trades tab shows: `&trades=many#trades`. */
const TRADES: Record<string, () => FakeTrades> = {
  none: () => ({}),
  various: () => fakeTrades(variousTrades(Date.now())),
  many: () => fakeTrades(manyTrades(Date.now(), Number(new URLSearchParams(location.search).get('count') ?? 2_000))),
  broken: () => ({
    ...fakeTrades(variousTrades(Date.now()).slice(0, 8)),
    proof: {
      entries: 8,
      since: Date.now() - 200_000_000,
      newestHash: '4f9a'.repeat(16),
      broken: { line: 9, reason: 'arguments' },
      problem: null,
    },
  }),
}

const asked = new URLSearchParams(location.search)
const name = asked.get('scene') ?? 'streams'
const scene = SCENES[name]
if (!scene) throw new Error(`No such scene; there are ${Object.keys(SCENES).join(', ')}`)
const rows = Number(asked.get('rows') ?? 400)
/** `&turns=500&rows=100000`: a long session. */
const turns = asked.has('turns') ? { turns: turnsOfLog(rows, Number(asked.get('turns'))) } : {}
const snapshot: Snapshot = { ...scene(), ...turns }
const bridge = fakeBridge({
  snapshot,
  settings: SettingsSchema.parse({
    theme: asked.get('theme') ?? 'system',
    uiLanguage: asked.get('lang') ?? 'en',
    textScale: Number(asked.get('text') ?? 1),
    ...SCENE_SETTINGS[name],
  }),
  log: sessionLog(rows),
  trades: TRADES[asked.get('trades') ?? 'various']?.() ?? {},
  computer: asked.get('computer') === 'broken' ? BROKEN : HEALTHY,
  ...(asked.has('refuse') && { refuseSettings: 'The address must begin with https, or be on this computer.' }),
})
let told = rows
/** Whoever chooses a key has pressed one: `&pressed=K`. */
const pressed = asked.get('pressed')
const captureKeys = async (on: boolean) => {
  if (!on || pressed === null) return
  for (const down of [true, false])
    bridge.push.keySeen({ input: pressed, modifiers: ['Ctrl', 'Alt'], down, at: down ? 0 : 700 })
}

/** Whoever wants to hear himself has, as soon as the page has drawn that it plays. */
const testDevice = async (test: DeviceTest | null) => {
  if (test !== 'hear-yourself') return
  bridge.push.update({ ...snapshot, deviceTest: 'playing' })
  setTimeout(() => bridge.push.update(snapshot))
}
/** Whoever asks aloud has an answer at once. */
const talk = async () => {
  const entries = [user({ turnId: 'turn-2' }), assistant({ turnId: 'turn-2' })]
  bridge.push.update({ ...snapshot, entries, turns: [turn({ id: 'turn-2' })] })
}

Object.assign(window, {
  dexter: { ...bridge, captureKeys, testDevice, talk },
  preview: {
    /** What the engine would publish; `make` builds the entries. */
    update: (entries: Entry[]) => bridge.push.update({ ...snapshot, entries, turns: [] }),
    make: { user, assistant, tool, approval, notice },
    /** More of the session log, as if it happened now. */
    grow(count: number) {
      bridge.push.log(sessionLog(count, told))
      told += count
    },
  },
})

const level = snapshot.status.handsFree || snapshot.status.microphone.state === 'open'
if (snapshot.status.state === 'listening' || level) {
  let step = 0
  setInterval(() => {
    step += 1
    bridge.push.level(Math.abs(Math.sin(step / 3) * Math.sin(step / 7)) * 0.5)
  }, 40)
}
