import { runDemo } from '../tools/demo/command.mjs'
import { runCommand } from '../tools/setup/problem.mjs'
import { setUp } from '../tools/setup/setup.mjs'

// `npm run demo`: the app held in conversation without hands. See tools/demo/arguments.ts for what it takes.
await runCommand(async () => {
  const virtualDesktop = process.platform === 'linux'
  return runDemo(await setUp({ virtualDesktop }), process.argv.slice(2))
})
