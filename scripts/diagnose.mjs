import { hasDisplay } from '../tools/setup/display.mjs'
import { runApp } from '../tools/setup/launch.mjs'
import { Problem, runCommand } from '../tools/setup/problem.mjs'
import { setUp } from '../tools/setup/setup.mjs'

// `npm run diagnose [-- --json]`: why the key is dead, or the app can't hear you. Exit code 1 when a check fails.
await runCommand(async () => {
  if (!hasDisplay()) throw new Problem('There is no display here, so no key can be heard: run it in a desktop session.')
  const { executable } = await setUp({ virtualDesktop: false })
  return runApp(executable, ['--diagnose', ...process.argv.slice(2)])
})
