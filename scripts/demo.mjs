import { runDemo } from './demo-command.mjs'
import { runCommand } from './setup/problem.mjs'
import { setUp } from './setup/setup.mjs'

// `npm run demo`: the app held in conversation without hands. See scripts/demo/arguments.ts for what it takes.
await runCommand(async () => {
  const virtualDesktop = process.platform === 'linux'
  return runDemo(await setUp({ virtualDesktop }), process.argv.slice(2))
})
