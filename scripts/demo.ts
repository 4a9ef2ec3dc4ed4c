import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication } from 'playwright-core'
import type { Snapshot } from '../shared/snapshot'
import { createApprover } from '../tools/demo/approvals'
import { type DemoPlan, readArguments } from '../tools/demo/arguments'
import { converse } from '../tools/demo/conversation'
import { filmOf } from '../tools/demo/film'
import { allAnswered, type DemoFailure, demoResult, type Watched } from '../tools/demo/result'
import { prepareLines } from '../tools/demo/speech'
import { noteOf, transcript } from '../tools/demo/transcript'
import { launchApp } from '../tools/desktop/app'
import type { Recording } from '../tools/desktop/audio'
import { type Desktop, startDesktop } from '../tools/desktop/desktop'
import { openPanel } from '../tools/desktop/panel'
import { runCommand } from '../tools/setup/problem.mjs'

// Holds a conversation with the real app, hands-free: real key presses, a virtual microphone, a recorded speaker.
// Started by scripts/demo.mjs, which sets up what it needs. Ends with 0 if every line was answered, else with 1.

await runCommand(async () => {
  const plan = readArguments(process.argv.slice(2), process.env)
  mkdirSync(plan.out, { recursive: true })
  const desktop = await startDesktop({ display: 'auto' })
  const leave = () => void desktop.close().finally(() => process.exit(1))
  process.once('SIGINT', leave)
  process.once('SIGTERM', leave)
  try {
    const { snapshot, failures, watched } = await hold(plan, desktop)
    const result = demoResult(plan.backend, snapshot, failures, watched, {
      mode: plan.mode,
      vad: plan.vad?.name ?? null,
    })
    writeFileSync(join(plan.out, 'result.json'), `${JSON.stringify(result, null, 2)}\n`)
    console.log(transcript(result, noteOf(snapshot)))
    console.log(`answer.wav, panel.png, log.jsonl and result.json are in ${plan.out}`)
    return allAnswered(result, plan.utterances.length) ? 0 : 1
  } finally {
    await desktop.close()
  }
})

interface Held {
  snapshot: Snapshot | null
  failures: DemoFailure[]
  watched: Watched | undefined
}

/** Everything between two silences. What fails here is told, not thrown: the files are written all the same. */
async function hold(plan: DemoPlan, desktop: Desktop): Promise<Held> {
  const failures: DemoFailure[] = []
  let watched: Watched | undefined
  let snapshot: Snapshot | null = null
  const lines = await prepareLines(plan.utterances, desktop.dir)
  const recording = await recordAnswer(desktop, join(plan.out, 'answer.wav'))
  let app: ElectronApplication | undefined
  try {
    app = await launchApp(desktop, { args: appSwitches(plan) })
    const panel = await openPanel(app)
    const { cold, approve, mode, vad } = plan
    const approver = createApprover({ desktop, panel, approve })
    watched = approver.watched
    const film = plan.film ? filmOf(panel.page) : null
    const conversation = converse({ desktop, panel, cold, approver, mode, vad: vad?.settings ?? null }, lines)
    failures.push(...(await conversation.catch((error) => [failureOf(error)])))
    if (film) writeFileSync(join(plan.out, 'turns.webp'), await film.end())
    snapshot = await panel.snapshot()
    await panel.page.screenshot({ path: join(plan.out, 'panel.png') })
    const log = await panel.log()
    writeFileSync(join(plan.out, 'log.jsonl'), log.map((row) => `${JSON.stringify(row)}\n`).join(''))
  } catch (error) {
    failures.push(failureOf(error))
  } finally {
    await app?.close().catch(() => {})
    await recording?.stop()
  }
  return { snapshot, failures, watched }
}

function failureOf(error: unknown): DemoFailure {
  return { code: 'demo_failed', message: error instanceof Error ? error.message : String(error) }
}

/**
 * Records the output device. Where that can't be done, answer.wav is left out; a tap of the app's own playback
 * could take its place here.
 */
async function recordAnswer(desktop: Desktop, path: string): Promise<Recording | null> {
  if (desktop.audioProblem === null) return desktop.speaker.record(path)
  console.log(desktop.audioProblem)
  return null
}

function appSwitches({ backend, url, realtimeUrl, cold }: DemoPlan): string[] {
  return [
    '--show-panel',
    `--backend=${backend}`,
    `--connect=${cold ? 'press' : 'start'}`,
    ...(url ? [`--backend-url=${url}`] : []),
    ...(realtimeUrl ? [`--realtime-url=${realtimeUrl}`] : []),
  ]
}
