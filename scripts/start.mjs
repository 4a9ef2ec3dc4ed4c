import { runDemo } from '../tools/demo/command.mjs'
import { hasDisplay } from '../tools/setup/display.mjs'
import { runApp } from '../tools/setup/launch.mjs'
import { runCommand } from '../tools/setup/problem.mjs'
import { setUp } from '../tools/setup/setup.mjs'

// `npm start`: opens the app, after setting up what a fresh clone lacks. Arguments after `--` go to the app.
await runCommand(async () => {
  const args = process.argv.slice(2)
  if (!hasDisplay()) {
    console.log('There is no display here: holding the demo conversation on a virtual one instead of opening the app.')
    return runDemo(await setUp({ virtualDesktop: true }), [])
  }
  const { executable } = await setUp({ virtualDesktop: false })
  return runApp(executable, args)
})
