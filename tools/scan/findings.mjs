import { readFileSync } from 'node:fs'

/** @typedef {{ check: string, code: string }} Finding the scanner's rule, and the line of code; empty where it has none */
/** @typedef {{ check: string, code: string, answer: string }} Answer `code` is a part of the line that is enough to know it */

/**
 * The findings of a report in SARIF 2.1. Their lines are read from the files that were scanned.
 * @param {{ runs: { results: { ruleId: string, locations: { physicalLocation: { artifactLocation: { uri: string }, region: { startLine: number } } }[] }[] }[] }} report
 * @returns {Finding[]}
 */
export function findingsOf(report) {
  return report.runs.flatMap(({ results }) =>
    results.map(({ ruleId, locations }) => {
      const place = locations[0]?.physicalLocation
      return { check: ruleId, code: place ? lineOf(place.artifactLocation.uri, place.region.startLine) : '' }
    }),
  )
}

/**
 * @param {string} path
 * @param {number} line
 */
function lineOf(path, line) {
  try {
    return readFileSync(path, 'utf8').split('\n')[line - 1]?.trim() ?? ''
  } catch {
    // What concerns the app as a whole names no file.
    return ''
  }
}

/**
 * Each finding with its own answer. Failed when one has none, and when an answer is to nothing: what it speaks of has changed.
 * @param {Finding[]} findings
 * @param {Answer[]} answers
 */
export function answered(findings, answers) {
  const used = new Set()
  let open = 0
  const lines = findings.map(({ check, code }) => {
    const found = answers.find((it) => !used.has(it) && it.check === check && code.includes(it.code))
    if (found) used.add(found)
    else open += 1
    return `${check}  ${code || 'the app as a whole'}\n    ${found?.answer ?? 'NOT ANSWERED'}`
  })
  const stale = answers.filter((it) => !used.has(it))
  for (const { check, code } of stale) lines.push(`${check}  ${code}\n    ANSWERED, AND NOT FOUND`)
  lines.push(`scan: ${findings.length} findings, ${open} not answered, ${stale.length} answered and not found`)
  return { lines, failed: open + stale.length > 0 }
}
