#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

// What electron-builder asks of `fpm`, by dpkg-deb alone: fpm itself is fetched from a place that not every machine
// reaches. Takes fpm's options as electron-builder writes them, and makes the deb that they describe.

const FLAGS = new Set(['--force', '--rpm-os', '--deb-no-default-config-files'])
/** @type {Map<string, string[]>} */
const options = new Map()
/** @type {[from: string, to: string][]} */
const mappings = []

const args = process.argv.slice(2)
for (let at = 0; at < args.length; at++) {
  const arg = args[at] ?? ''
  if (!arg.startsWith('-')) {
    const [from = '', to = ''] = arg.split(/=(?=\/)/)
    mappings.push([from, to])
  } else if (arg.includes('=')) {
    const [name = '', value = ''] = arg.split(/=(.*)/s)
    put(name, value)
  } else if (FLAGS.has(arg)) put(arg, '')
  else put(arg, args[++at] ?? '')
}

/**
 * @param {string} name
 * @param {string} value
 */
function put(name, value) {
  options.set(name, [...(options.get(name) ?? []), value])
}

const one = (/** @type {string[]} */ ...names) => names.flatMap((name) => options.get(name) ?? [])[0] ?? ''
const all = (/** @type {string[]} */ ...names) => names.flatMap((name) => options.get(name) ?? [])

if (one('-t') !== 'deb') {
  console.error(`This machine makes no ${one('-t')}: it has no fpm.`)
  process.exit(1)
}

const root = mkdtempSync(join(tmpdir(), 'dexter-deb-'))
try {
  for (const [from, to] of mappings) {
    const target = join(root, to)
    mkdirSync(dirname(target), { recursive: true })
    cpSync(from.replace(/\/$/, ''), target, { recursive: true, verbatimSymlinks: true })
  }
  mkdirSync(join(root, 'DEBIAN'))
  for (const [option, name] of [
    ['--after-install', 'postinst'],
    ['--after-remove', 'postrm'],
  ]) {
    const script = one(option ?? '')
    if (script === '') continue
    writeFileSync(join(root, 'DEBIAN', name ?? ''), readFileSync(script), { mode: 0o755 })
  }
  const [summary = '', ...more] = one('--description').trim().split('\n')
  const size = Number(spawnSync('du', ['-sk', root], { encoding: 'utf8' }).stdout.split('\t')[0])
  const fields = {
    Package: one('--name'),
    Version: one('--version', '-v'),
    Architecture: one('--architecture', '-a'),
    Maintainer: one('--maintainer', '-m'),
    'Installed-Size': String(size),
    Depends: all('-d', '--depends').join(', '),
    Recommends: all('--deb-recommends').join(', '),
    Section: one('--category') || 'default',
    Priority: one('--deb-priority') || 'optional',
    Homepage: one('--url'),
    Description: [summary, ...more.map((line) => ` ${line.trim() || '.'}`)].join('\n'),
  }
  const control = Object.entries(fields).flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`]))
  writeFileSync(join(root, 'DEBIAN', 'control'), `${control.join('\n')}\n`)
  chmodSync(root, 0o755)
  const out = one('--package', '-p')
  const built = spawnSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '--build', root, out], {
    stdio: 'inherit',
  })
  process.exitCode = built.status ?? 1
  if (built.status === 0) console.log(`${out}: ${statSync(out).size} bytes`)
} finally {
  rmSync(root, { recursive: true, force: true })
}
