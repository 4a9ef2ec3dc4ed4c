import { measureDeltaMemory, measureDeltas } from './bench/audio-delta'
import { printRows } from './bench/table'
import { measureVoicePath } from './bench/voice-path'
import { runCommand } from './setup/problem.mjs'

// Figures of this machine, in one run: quote the ratios, not the milliseconds.
await runCommand(async () => {
  const turns = Number(process.argv[2] ?? 40)
  printRows(`Voice path: ${turns} turns in the real app, warm microphone, tail 0`, await measureVoicePath(turns))
  printRows('Engine: one audio delta of 100 ms, socket text to playback command', [
    ...(await measureDeltas()),
    ...(await measureDeltaMemory()),
  ])
  return 0
})
