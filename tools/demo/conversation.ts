import { setTimeout as delay } from 'node:timers/promises'
import { hotkeyFor } from '../../shared/hotkeys'
import type { Settings } from '../../shared/settings'
import type { Turn } from '../../shared/snapshot'
import type { Desktop } from '../desktop/desktop'
import type { Panel } from '../desktop/panel'
import type { Approver } from './approvals'
import type { DemoMode } from './mode'
import type { DemoFailure } from './result'

/** Loading the practice voice takes two seconds, minting and connecting to a real backend about as long. */
const READY_MS = 30_000
/** From the press to the turn's appearance: a few milliseconds, unless the key is not seen. */
const TURN_MS = 5_000
/** The longest answer worth waiting for, tools and all. */
const ANSWER_MS = 120_000
/** A person presses, draws breath and speaks; a microphone that was closed takes about as long to open. */
const BREATH_BEFORE_MS = 200
/** A person lifts the finger a moment after the last word. */
const LIFT_MS = 120
/** A key that is tapped is down for about so long. */
const TAP_MS = 80
/** And thinks before the next question. */
const THINK_MS = 400

/** One thing to do: `speech` is a WAV file for what is spoken. */
export type Line = { kind: 'speak'; speech: string } | { kind: 'type'; words: string }

export interface Driver {
  desktop: Desktop
  panel: Panel
  /** True presses the key without waiting for a session. */
  cold: boolean
  approver: Approver
  mode: DemoMode
  /** How the server finds the turns of an open microphone; null leaves it as it is. */
  vad: Partial<Settings['handsFree']> | null
}

/**
 * Speaks and types the lines, each after the answer to the one before, and acts on what waits for an approval. Settles with
 * what went wrong on the way: nothing when every line became a turn that ended, or that waits.
 */
export async function converse(
  { desktop, panel, cold, approver, mode, vad }: Driver,
  lines: Line[],
): Promise<DemoFailure[]> {
  const failures: DemoFailure[] = []
  const { hotkey, failure } = await ready(panel, cold)
  if (failure) return [failure]
  await prepare(panel, mode, vad)
  for (const [index, line] of lines.entries()) {
    if (index > 0) await delay(THINK_MS)
    const known = new Set((await panel.snapshot()).turns.map((turn) => turn.id))
    if (line.kind === 'speak') await SPEAK[mode](desktop, hotkey, line.speech)
    else await type(panel, line.words)
    const turn = await newTurn(panel, known)
    if (!turn) {
      failures.push({ code: 'demo_no_turn', message: `Line ${index + 1} did not reach the app: no turn was started.` })
      continue
    }
    if (turn.phase !== 'ended' && !(await settled(turn.id))) {
      failures.push({ code: 'demo_no_end', message: `Line ${index + 1} got no end within ${ANSWER_MS / 1000} s.` })
    }
  }
  return failures

  /** Until the turn has ended or waits for an approval that nobody here gives; false when neither came in time. */
  async function settled(turnId: string): Promise<boolean> {
    const seen: string[] = []
    for (;;) {
      const news = await panel.turnEndedOrAsked(turnId, seen, ANSWER_MS)
      if (news === null || news === 'ended') return news !== null
      seen.push(news)
      if (!(await approver.act(news, hotkey))) return true
    }
  }
}

/** Waits for the hold key and, unless cold, for a session. Without a session the lines are spoken all the same. */
async function ready(panel: Panel, cold: boolean): Promise<{ hotkey: number; failure?: DemoFailure }> {
  const settings = await panel.page.evaluate(() => window.dexter.settings())
  const hotkey = hotkeyFor(settings.hotkey, process.platform).code
  const keyed = await panel.until((snapshot) => snapshot.hotkey.source !== 'pending', READY_MS)
  if (keyed?.hotkey.source !== 'hook') {
    const { problem, hint } = (keyed ?? (await panel.snapshot())).hotkey
    return { hotkey, failure: { code: 'demo_no_hotkey', message: problem ?? `The key can't be held here. ${hint}` } }
  }
  const settled = new Set(['offline', 'error'])
  if (!cold) {
    await panel.until(({ status }) => status.sessionId !== null || settled.has(status.state), READY_MS)
    await panel.until(({ backendLoading }) => !backendLoading, READY_MS)
  }
  return { hotkey }
}

async function prepare(panel: Panel, mode: DemoMode, vad: Driver['vad']): Promise<void> {
  if (mode === 'hold') return
  if (mode !== 'hands-free') {
    await panel.page.evaluate((talkMode) => window.dexter.setSettings({ talkMode }), mode)
    return
  }
  await panel.page.evaluate(async (patch) => {
    const { handsFree } = await window.dexter.settings()
    if (patch) await window.dexter.setSettings({ handsFree: { ...handsFree, ...patch } })
    await window.dexter.talk('hands-free')
  }, vad)
  await panel.until(({ status }) => status.handsFree === true && status.microphone.state === 'open', TURN_MS)
}

/** The key is tapped before the first sound, and a moment after the last. */
async function tapAndSpeak(desktop: Desktop, hotkey: number, speech: string): Promise<void> {
  const tap = async () => {
    await desktop.keyboard.down(hotkey)
    await delay(TAP_MS)
    await desktop.keyboard.up(hotkey)
  }
  await tap()
  // A second tap too soon would be a double one.
  await delay(BREATH_BEFORE_MS)
  await desktop.microphone.play(speech)
  await delay(LIFT_MS)
  await tap()
}

const SPEAK: Record<DemoMode, (desktop: Desktop, hotkey: number, speech: string) => Promise<void>> = {
  'hold': holdAndSpeak,
  'tap': tapAndSpeak,
  'auto': tapAndSpeak,
  'hands-free': (desktop, _hotkey, speech) => desktop.microphone.play(speech),
}

/** The key is held from before the first sound until a moment after the last. */
async function holdAndSpeak(desktop: Desktop, hotkey: number, speech: string): Promise<void> {
  await desktop.keyboard.down(hotkey)
  try {
    await delay(BREATH_BEFORE_MS)
    await desktop.microphone.play(speech)
    await delay(LIFT_MS)
  } finally {
    await desktop.keyboard.up(hotkey)
  }
}

async function type(panel: Panel, words: string): Promise<void> {
  // The answer is recorded.
  await panel.page.evaluate(() => window.dexter.setSettings({ speakTyped: true }))
  await panel.page.evaluate((text) => window.dexter.say(text), words)
}

async function newTurn(panel: Panel, known: Set<string>): Promise<Turn | undefined> {
  const isNew = (turn: Turn) => !known.has(turn.id)
  const snapshot = await panel.until(({ turns }) => turns.some(isNew), TURN_MS)
  return snapshot?.turns.find(isNew)
}
