import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from '../tools/setup/checkout.mjs'
import { Problem, runCommand } from '../tools/setup/problem.mjs'

// `npm run sbom`: what the packages are made of, as CycloneDX (ECMA-424) and as licences to read, beside them in dist/. It
// lists what the build found in the bundles and beside them, not what npm installed to make them.
await runCommand(async () => {
  const found = ['main', 'preload', 'renderer'].map((bundle) => join(checkout, 'out', bundle, 'third-party.txt'))
  if (!found.every(existsSync)) throw new Problem('There is no build to look into: npm run package makes one.')
  const { name, version, devDependencies } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'))
  const texts = found.map((path) => readFileSync(path, 'utf8'))
  const listed = texts.flatMap((text) => [...text.matchAll(/^(\S+) (\d[\w.+-]*): (.+)$/gm)])
  const packages = new Map(listed.map(([line, id, release, licence]) => [line, { id, release, licence }]))
  packages.set('electron', { id: 'electron', release: devDependencies.electron, licence: 'MIT' })
  const components = [...packages.values()].map(({ id = '', release = '', licence = '' }) => ({
    type: id === 'electron' ? 'framework' : 'library',
    'bom-ref': `${id}@${release}`,
    name: id,
    version: release,
    // What lies inside a package is none of the registry's.
    ...(/^[^@].*\//.test(id) ? {} : { purl: `pkg:npm/${id.replace('@', '%40')}@${release}` }),
    licenses: [{ expression: licence }],
  }))
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': name, name, version } },
    components,
  }
  const stem = `${name}-${version}-${process.platform}-${process.arch}`
  const file = `${stem}.cdx.json`
  mkdirSync(join(checkout, 'dist'), { recursive: true })
  writeFileSync(join(checkout, 'dist', file), `${JSON.stringify(bom, null, 2)}\n`)
  writeFileSync(join(checkout, 'dist', `${stem}.third-party.txt`), texts.join(`\n${'='.repeat(80)}\n\n`))
  console.log(`sbom: ${components.length} components in dist/${file}`)
  return 0
})
