/**
 * Sums up vitest's JSON report. A file that couldn’t be loaded counts as one failed test: its tests are unknown.
 * @param {unknown} report
 * @returns {{ line: string, sound: boolean }} one line for people and programs; `sound` when nothing failed
 */
export function tally(report) {
  const files = asRecord(report).testResults
  const results = Array.isArray(files) ? files.flatMap((file) => outcomes(asRecord(file))) : ['failed']
  const passed = results.filter((status) => status === 'passed').length
  const failed = results.filter((status) => status === 'failed').length
  const skipped = results.length - passed - failed
  const line = `tests: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
  return { line, sound: failed === 0 }
}

/**
 * @param {Record<string, unknown>} file
 * @returns {unknown[]} the status of each of its tests
 */
function outcomes({ status, assertionResults }) {
  const tests = Array.isArray(assertionResults) ? assertionResults.map((test) => asRecord(test).status) : []
  return status === 'failed' && !tests.includes('failed') ? [...tests, 'failed'] : tests
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
function asRecord(value) {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
