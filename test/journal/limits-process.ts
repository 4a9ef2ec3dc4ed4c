import fs from 'node:fs'
import promises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { DEFAULT_LIMITS } from '../../shared/limits'

/**
 * Limits as the app changes them, in a process that a test may kill: `<profile> <usd per trade> <step>` changes one limit and
 * stands still at that step, saying so; without a step it changes it and ends.
 */
const [profile = '', usd = '', stopAt = ''] = process.argv.slice(2)
let armed = false
const { writeSync, fsyncSync } = fs
const { rename } = promises

/** Says where this process is, and stays there when it is the place to be killed at. */
const pass = (step: string) => {
  if (!armed || step !== stopAt) return
  writeSync(1, `at ${step}\n`)
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

fs.writeSync = ((file: number, bytes: Buffer, at = 0) => {
  pass('before the line')
  if (armed && stopAt === 'half of the line') {
    writeSync(file, bytes, 0, bytes.length >> 1)
    pass('half of the line')
  }
  const written = writeSync(file, bytes, at)
  pass('the line is written, not flushed')
  return written
}) as typeof fs.writeSync
fs.fsyncSync = (file: number) => {
  fsyncSync(file)
  pass('the line is on disk')
}
promises.rename = async (...args) => {
  pass('the settings are written, not in place')
  await rename(...args)
  pass('the settings are in place')
}
syncBuiltinESMExports()

// Loaded once they take the functions from above.
const { createSettingsStore } = await import('../../main/app/settings-store')
const { keepLimitsOnRecord } = await import('../../main/journal/limits-on-record')
const { createTradeLedger } = await import('../../main/journal/trade-ledger')

const settings = createSettingsStore(join(profile, 'settings.json'))
const ledger = createTradeLedger(join(profile, 'ledger.jsonl'), console.error)
await keepLimitsOnRecord({
  ledger,
  settings,
  now: Date.now,
  notice: (text) => {
    console.error(text)
    return () => {}
  },
})
armed = true
const changed = await settings.change({ limits: { ...DEFAULT_LIMITS, usdPerTrade: Number(usd) } })
console.log(JSON.stringify(changed.ok))
process.exit(0)
