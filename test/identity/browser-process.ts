import { browse } from './browser'

// What `$BROWSER` is in tests: `tsx browser-process.ts ADDRESS` logs in there as a person would, and ends.
const [address = ''] = process.argv.slice(2)
const { status } = await browse(address, { login: 'trader-1' })
process.exitCode = status === 200 ? 0 : 1
