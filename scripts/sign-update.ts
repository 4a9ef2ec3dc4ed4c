import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readPublicKey } from '../main/app/update-signature'
import { checkout } from '../tools/setup/checkout.mjs'
import { Problem, runCommand } from '../tools/setup/problem.mjs'
import { signUpdateLists } from '../tools/sign/update-lists'

/**
 * `npm run sign`: signs the lists of updates for Linux in `dist` (or the folder that is named), with the secret key in
 * UPDATE_KEY. It must be the other half of build/update-key.pub; where that has no key nothing is signed, and the packages
 * say that they do not update themselves.
 */
await runCommand(async () => {
  const [folder = join(checkout, 'dist'), ...more] = process.argv.slice(2)
  if (more.length > 0 || !existsSync(folder)) throw new Problem('Usage: UPDATE_KEY=… npm run sign [-- FOLDER]')
  const known = readPublicKey(readFileSync(join(checkout, 'build', 'update-key.pub'), 'utf8'))
  if (known === null) {
    console.log('build/update-key.pub has no key: nothing is signed, and the Linux packages do not update themselves.')
    return 0
  }
  for (const name of signUpdateLists(folder, known, process.env.UPDATE_KEY ?? '')) console.log(`signed   ${name}`)
  return 0
})
