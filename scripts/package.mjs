import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { signingArguments } from '../tools/package/signing.mjs'
import { checkout } from '../tools/setup/checkout.mjs'
import { exitCode } from '../tools/setup/launch.mjs'
import { Problem, runCommand } from '../tools/setup/problem.mjs'
import { setUp } from '../tools/setup/setup.mjs'

/*
 * `npm run package`: builds the packages that this machine can build, into dist/, and says what it left out and why.
 * The release workflow runs it on a machine of each kind. Arguments name targets (`dir`, `deb`, …) to build only those.
 */

const here = process.platform
const has = (/** @type {string} */ program) =>
  spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined

await runCommand(async () => {
  const runtime = await setUp({ virtualDesktop: false })
  const chosen = process.argv.slice(2)
  // Electron's own tools for AppImage, dmg and nsis are fetched from where Electron itself comes from.
  const reached = runtime.origin === 'product'
  /** @type {[target: string, why: string | null][]} */
  const targets = {
    linux: /** @type {[string, string | null][]} */ ([
      ['dir', null],
      ['tar.gz', null],
      ['deb', reached || has('dpkg-deb') ? null : 'dpkg-deb is not installed'],
      ['AppImage', reached ? null : 'its tools can not be downloaded here'],
      ['rpm', reached && has('rpmbuild') ? null : 'rpmbuild, or the tools around it, are not here'],
    ]),
    darwin: /** @type {[string, string | null][]} */ ([
      ['dir', null],
      ['dmg', null],
      ['zip', null],
    ]),
    win32: /** @type {[string, string | null][]} */ ([
      ['dir', null],
      ['nsis', null],
    ]),
  }[/** @type {'linux' | 'darwin' | 'win32'} */ (here)]
  if (targets === undefined) throw new Problem(`There are no packages for ${here}.`)
  const wanted = targets.filter(([target]) => chosen.length === 0 || chosen.includes(target))
  const unknown = chosen.filter((name) => !targets.some(([target]) => target === name))
  if (unknown.length > 0)
    throw new Problem(`${unknown.join(', ')}: on ${here} there are ${targets.map(([name]) => name).join(', ')}.`)
  // What was asked for by name is not left out: a release would lack it.
  const impossible = chosen.length > 0 ? wanted.filter(([, why]) => why !== null) : []
  if (impossible.length > 0)
    throw new Problem(`${impossible.map(([target, why]) => `${target} can not be built: ${why}`).join('; ')}.`)
  const built = wanted.filter(([, why]) => why === null).map(([target]) => target)

  const platform = { linux: '--linux', darwin: '--mac', win32: '--win' }[/** @type {string} */ (here)] ?? ''
  // One list of updates names the packages of both processors, so one run makes both; Linux has a list for each, and a folder
  // to try is of this computer's.
  const own = here === 'linux' || built.join() === 'dir'
  const processors = own ? [`--${process.arch}`] : ['--arm64', '--x64']
  const args = [platform, ...built, ...processors, '--publish', 'never', '-c', 'electron-builder.yml', ...feed()]
  args.push(...signingArguments(process.env, here))
  const staged = reached ? null : stageRuntime(runtime.executable)
  if (staged !== null) {
    args.push(`-c.electronDist=${staged}`, `-c.electronVersion=${runtime.version}`)
    console.log('These packages carry a runtime for trying out: releases are made by the release workflow.')
  }
  // A list of an earlier build would name packages that are no more.
  for (const name of existsSync(join(checkout, 'dist')) ? readdirSync(join(checkout, 'dist')) : [])
    if (/^(?:latest|beta).*\.yml$/.test(name)) rmSync(join(checkout, 'dist', name))
  try {
    const tool = join(checkout, 'node_modules', 'electron-builder', 'cli.js')
    const env = {
      ...process.env,
      ...(reached ? {} : { CUSTOM_FPM_PATH: join(checkout, 'tools', 'package', 'fpm.mjs') }),
    }
    const ended = await exitCode(spawn(process.execPath, [tool, ...args], { cwd: checkout, stdio: 'inherit', env }))
    if (ended !== 0) return ended
  } finally {
    if (staged !== null) rmSync(staged, { recursive: true, force: true })
  }
  const dist = join(checkout, 'dist')
  // Loaded when the packages are there: it opens archives with one of them.
  const { contentsOf } = await import('../tools/package/contents.mjs')
  for (const { app, parts } of contentsOf(dist))
    for (const { name, bytes } of parts)
      console.log(`inside   ${`${app}: ${name}`.padEnd(44)} ${(bytes / 1e6).toFixed(2)} MB`)
  for (const name of readdirSync(dist).sort()) {
    const stats = statSync(join(dist, name))
    if (stats.isFile() && !/^\.|\.(?:ya?ml|blockmap)$/.test(name))
      console.log(`built    ${name.padEnd(44)} ${(stats.size / 1e6).toFixed(1)} MB`)
  }
  for (const [target, why] of targets) if (why !== null) console.log(`skipped  ${target.padEnd(44)} ${why}`)
  return 0
})

/**
 * Where the packages look for newer ones: the releases of the repository whose workflow builds them. Built anywhere else
 * they look nowhere, and have no word of it inside (resources/app-update.yml).
 */
function feed() {
  const [owner, repo] = process.env.GITHUB_REPOSITORY?.split('/') ?? []
  return owner && repo ? ['-c.publish.provider=github', `-c.publish.owner=${owner}`, `-c.publish.repo=${repo}`] : []
}

/**
 * The runtime without the small app that starts a folder, which a package must not carry.
 * @param {string} executable
 */
function stageRuntime(executable) {
  const staged = mkdtempSync(join(tmpdir(), 'dexter-runtime-'))
  const from = dirname(executable)
  cpSync(from, staged, {
    recursive: true,
    filter: (path) => path !== join(from, 'resources', 'app'),
  })
  if (!existsSync(join(staged, 'electron'))) throw new Problem(`${executable}: its folder is no Electron.`)
  return staged
}
