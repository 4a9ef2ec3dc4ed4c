import { measureEndurance } from '../tools/bench/endurance'
import { runCommand } from '../tools/setup/problem.mjs'

const EVENTS = 1_000_000
const MOST_GROWTH_MB = 5

// A day that never ends: `npm run endurance -- [EVENTS]`. What the engine and the session log hold must not grow.
await runCommand(async () => {
  const { events, crashes, growthMb } = await measureEndurance(Number(process.argv[2] ?? EVENTS))
  for (const crash of crashes.slice(0, 3)) console.log(crash)
  console.log(`events ${events}, crashes ${crashes.length}, heap growth ${growthMb.toFixed(1)} MB`)
  return crashes.length === 0 && growthMb < MOST_GROWTH_MB ? 0 : 1
})
