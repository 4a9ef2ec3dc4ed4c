import { measureDeltaMemory, measureDeltas } from '../tools/bench/audio-delta'
import { measureBargeIn, measureEcho } from '../tools/bench/hands-free'
import { measureKeyUp } from '../tools/bench/key-up'
import { measureLedger, measureTradesTab } from '../tools/bench/ledger'
import { measureNewest } from '../tools/bench/newest'
import { measurePackage } from '../tools/bench/package'
import { printApis } from '../tools/bench/platform-apis'
import { measurePracticeVoice } from '../tools/bench/practice-voice'
import { measureRedaction } from '../tools/bench/redaction'
import { printRows } from '../tools/bench/table'
import { measureViews } from '../tools/bench/views'
import { measureVoicePath } from '../tools/bench/voice-path'
import { runCommand } from '../tools/setup/problem.mjs'

// Figures of this machine, in one run: quote the ratios, not the milliseconds. `npm run bench -- package [SECONDS]`
// measures the packaged app instead, its rest over so many seconds; `npm run bench -- newest [TURNS]` the voice path on the
// newest engine of this system, beside a peer. `npm run bench -- ledger [LINES]` measures the trade ledger alone;
// `npm run bench -- views` the activity view over 100,000 events, and a conversation of 10,000 entries after a restart;
// `npm run bench -- practice [ROUNDS]` how soon practice answers a spoken question, and where the time goes;
// `npm run bench -- hands-free [TURNS]` the open microphone: what interruptions by voice cut, and whether an echo interrupts;
// `npm run bench -- key-up [MINUTES]` what leaves while no key is held.
await runCommand(async () => {
  if (process.argv[2] === 'package') {
    const seconds = Number(process.argv[3] ?? 300)
    const { start, rest, restOnPress } = await measurePackage(10, seconds * 1000)
    printRows('The packaged app: starts, in turns with an empty app on the same binary', start)
    printRows(`The packaged app at rest, over ${seconds} s: as installed, with the practice backend`, rest)
    printRows(`The packaged app at rest, over ${seconds} s: without a session (--connect=press)`, restOnPress)
    return 0
  }
  if (process.argv[2] === 'newest') {
    const turns = Number(process.argv[3] ?? 30)
    const { version, apis, ours, sdk } = await measureNewest(turns)
    printRows(`Voice path: ${turns} turns, warm microphone, tail 0. The built pages in Chromium ${version}`, ours)
    printRows(`@openai/agents-realtime with wavtools in Chromium ${version}`, sdk)
    const own = await measureVoicePath(turns)
    printRows(`The app on Electron ${own.version}`, own.rows)
    printApis([
      { engine: own.version, answers: own.apis },
      { engine: `Chromium ${version}`, answers: apis },
    ])
    return 0
  }
  if (process.argv[2] === 'ledger') {
    const lines = Number(process.argv[3] ?? 100_000)
    const { title, rows } = await measureLedger(lines)
    printRows(title, [...rows, ...(await measureTradesTab(lines))])
    return 0
  }
  if (process.argv[2] === 'views') {
    for await (const { title, rows } of measureViews()) printRows(title, rows)
    return 0
  }
  if (process.argv[2] === 'practice') {
    for (const { title, rows } of await measurePracticeVoice(Number(process.argv[3] ?? 5))) printRows(title, rows)
    return 0
  }
  if (process.argv[2] === 'hands-free') {
    const turns = Number(process.argv[3] ?? 50)
    printRows(`Hands-free: ${turns} answers interrupted by voice, at random moments`, await measureBargeIn(turns))
    const answers = Math.ceil(turns * 0.4)
    printRows(
      `Hands-free: ${answers} long answers, the speaker fed back into the microphone`,
      await measureEcho(answers),
    )
    return 0
  }
  if (process.argv[2] === 'key-up') {
    const minutes = Number(process.argv[3] ?? 10)
    printRows(`The key is up: ${minutes} minutes, sound in the microphone, a live session`, await measureKeyUp(minutes))
    return 0
  }
  // Before a desktop and its programs share the machine.
  printRows('Engine: one audio delta of 100 ms, socket text to playback command', [
    ...(await measureDeltas()),
    ...(await measureDeltaMemory()),
  ])
  printRows('Session log: one event', measureRedaction())
  const ledger = await measureLedger()
  printRows(ledger.title, ledger.rows)
  const turns = Number(process.argv[2] ?? 40)
  printRows(`Voice path: ${turns} turns in the real app, warm microphone, tail 0`, (await measureVoicePath(turns)).rows)
  return 0
})
