import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { whyNoRelease } from '../tools/package/release-tag.mjs'
import { checkout } from '../tools/setup/checkout.mjs'

// `npm run tag -- TAG`: whether this tag makes a release of this checkout.
const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'))
const why = whyNoRelease(process.argv[2] ?? '', version)
console.log(why ?? `tag: a release of version ${version}`)
process.exitCode = why === null ? 0 : 1
