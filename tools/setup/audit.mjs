import { z } from 'zod'
import { checkout } from './checkout.mjs'
import { readNpm } from './dependencies.mjs'

const ReportSchema = z.object({
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string() })),
})

/** What `npm audit` calls these ends a check; what is less is told. */
const GRAVE = ['high', 'critical']

/**
 * Asks the registry for known faults of the locked packages. A registry that does not answer such questions is not a fault
 * of ours: that is said, and passes.
 * @returns {boolean} whether nothing grave is known
 */
export function audit() {
  const args = ['audit', '--json', '--fetch-retries=0', '--fetch-timeout=20000', '--loglevel=silent']
  const { lines, passed } = verdict(readNpm(args, checkout))
  for (const line of lines) console.log(line)
  return passed
}

/**
 * @param {string} printed by `npm audit --json`
 * @returns {{ lines: string[], passed: boolean }}
 */
export function verdict(printed) {
  const report = ReportSchema.safeParse(parse(printed))
  if (!report.success) return { lines: ['audit: not done, since the registry did not answer it'], passed: true }
  const known = Object.entries(report.data.vulnerabilities)
  const grave = known.filter(([, { severity }]) => GRAVE.includes(severity))
  const lines = known.map(([name, { severity, range }]) => `${name} ${range}: ${severity}`)
  return {
    lines: [...lines, `audit: ${known.length} known, ${grave.length} of them grave`],
    passed: grave.length === 0,
  }
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
