import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, '../..', name), 'utf8'))

test('each package that has an install script was looked at, and needs none', () => {
  const packages: [string, { name?: string; hasInstallScript?: boolean }][] = Object.entries(
    read('package-lock.json').packages,
  )
  const withScripts = packages
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path, { name }]) => name ?? path.split('node_modules/').at(-1))
  const { allowScripts } = read('package.json')
  expect(Object.fromEntries(withScripts.map((name) => [name, false]))).toEqual(allowScripts)
})
