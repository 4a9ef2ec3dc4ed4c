import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Desktop, startDesktop } from '../../tools/desktop/desktop'
import { inNetworkTrap, whyNoNetworkTrap } from '../../tools/desktop/network-trap'
import { packagedApp } from '../../tools/desktop/package'
import { startPackaged } from '../../tools/desktop/packaged'
import { findElectron } from '../../tools/setup/electron-runtime.mjs'
import { whyNoSandbox } from '../../tools/setup/launch.mjs'
import { findProgram, LOADED_LATER } from '../../tools/setup/system-libraries.mjs'

// What is shipped, built and taken apart, installed, used and removed. Only Linux packages can be built without more.
const root = join(import.meta.dirname, '../..')
const dist = join(root, 'dist')
const app = join(dist, 'linux-unpacked')
const executable = join(app, 'dexter-voice')
const BUDGET_MB = 90
/** A fuse's state is a character in the binary: '1'. */
const ENABLED = '1'.charCodeAt(0)
/** Misspelt, as by somebody in a hurry. Its answer is short, and holds a figure of the market server that is in the package as well. */
const QUESTION = 'What is teh price of SOL?'
const ANSWER = /\$\d/
const noSandbox = whyNoSandbox() ? ['--no-sandbox'] : []

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('the package', () => {
  let desktop: Desktop
  let scratch: string

  beforeAll(async () => {
    await packagedApp()
    scratch = mkdtempSync(join(tmpdir(), 'dexter-package-'))
    desktop = await startDesktop({ audio: false })
  }, 240_000)
  afterAll(async () => {
    await desktop?.close()
    if (scratch) rmSync(scratch, { recursive: true, force: true })
  })

  /** A folder of its own for settings and logs. */
  const config = () => mkdtempSync(join(desktop.dir, 'config-'))

  test('has every fuse set as it must be', async () => {
    const fuses = await getCurrentFuseWire(executable)
    const on = (option: FuseV1Options) => fuses[option] === ENABLED
    expect({
      runAsNode: on(FuseV1Options.RunAsNode),
      cookieEncryption: on(FuseV1Options.EnableCookieEncryption),
      nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      nodeCliInspect: on(FuseV1Options.EnableNodeCliInspectArguments),
      asarIntegrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
      browserSnapshot: on(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
      filePrivileges: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      nodeCliInspect: false,
      asarIntegrity: true,
      onlyAsar: true,
      browserSnapshot: false,
      filePrivileges: false,
    })
  })

  test('holds bundles, data and native modules alone, within its budget', async () => {
    const files = listPackage(join(app, 'resources', 'app.asar'), { isPack: false })
    const modules = new Set(files.flatMap((file) => /^\/node_modules\/([^/]+)/.exec(file)?.[1] ?? []))
    expect([...modules].sort()).toEqual(['keytar', 'node-gyp-build', 'uiohook-napi'])
    expect(files.filter((file) => /\.(?:map|tsx?|cc|h|gyp)$|\.test\.|\/test\//.test(file))).toEqual([])
    expect(files.filter((file) => /\.node$/.test(file) && !/linux-x64/.test(file))).toEqual([])
    // What updates must be signed with.
    expect(existsSync(join(app, 'resources', 'update-key.pub'))).toBe(true)
    const { executable: bare } = await findElectron()
    const extraMb = (sizeOf(app) - sizeOf(dirname(bare))) / 1e6
    expect(extraMb, 'MB beyond the bare Electron').toBeLessThan(BUDGET_MB)
  })

  test('does not become Node, whatever the environment says', async () => {
    const marker = join(scratch, 'marker')
    const script = join(scratch, 'script.cjs')
    writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(marker)}, '')`)
    const obeys = async (program: string, env: Record<string, string>, args: string[]) => {
      rmSync(marker, { force: true })
      // Without a display it ends at once, unless it is Node.
      const child = spawn(program, [...args, ...noSandbox], {
        env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', XDG_CONFIG_HOME: config(), ...env },
        stdio: 'ignore',
      })
      await once(child, 'exit')
      return existsSync(marker)
    }
    // Node takes the script first; Electron's own switches follow.
    const { executable: bare } = await findElectron()
    // An Electron without these fuses does obey: the test can fail.
    expect(await obeys(bare, { ELECTRON_RUN_AS_NODE: '1' }, [script])).toBe(true)
    expect(await obeys(executable, { ELECTRON_RUN_AS_NODE: '1' }, [script])).toBe(false)
    expect(await obeys(executable, { NODE_OPTIONS: `--require ${script}` }, [])).toBe(false)
  })

  const untrapped = whyNoNetworkTrap()
  test.skipIf(untrapped !== null)(
    `asks nothing of the net, opens no door that a variable names, and answers${untrapped ? ` (not here: ${untrapped})` : ''}`,
    async () => {
      const caught = (printed: string) => printed.split('\n').filter((line) => line.startsWith('trap:'))
      // What asks for something is caught: the test can fail.
      const asks = `fetch('http://known.example/path').catch(() => {})`
      expect(caught(must(...inNetworkTrap([process.execPath, '-e', asks])))).toEqual(
        expect.arrayContaining(['trap: name known.example', 'trap: says GET /path']),
      )
      const keys = join(scratch, 'tls-keys')
      const command = inNetworkTrap([executable, ...noSandbox])
      const running = await startPackaged(desktop, command, config(), { SSLKEYLOGFILE: keys })
      try {
        expect(await running.ask(QUESTION)).toMatch(ANSWER)
      } finally {
        expect(await running.quit()).toBe(0)
      }
      expect(caught(running.printed())).toEqual([])
      expect(running.printed()).not.toMatch(/listening/i)
      expect(existsSync(keys)).toBe(false)
    },
  )

  test.each([
    '--remote-debugging-port=0',
    '-remote-debugging-pipe',
    '--inspect=0',
    '--proxy-server=127.0.0.1:1',
    '--user-data-dir=/',
  ])('does not start with %s, and says so in a sentence', (door) => {
    const { status, stdout, stderr } = spawnSync(executable, [...noSandbox, '--show-panel', door], {
      env: { ...desktop.env, XDG_CONFIG_HOME: config() },
      encoding: 'utf8',
      timeout: 20_000,
    })
    expect(stderr).toMatch(
      /Dexter Voice doesn’t accept the switch “--[\w-]+”\. .* Start it again without that switch\./,
    )
    expect(stdout + stderr).not.toMatch(/listening/i)
    expect(status).toBe(1)
  })

  test('starts nothing but its archive', async () => {
    const copy = join(scratch, 'swapped')
    cpSync(app, copy, { recursive: true, verbatimSymlinks: true })
    const resources = join(copy, 'resources')
    renameSync(join(resources, 'app.asar'), join(resources, 'gone'))
    mkdirSync(join(resources, 'app'))
    writeFileSync(join(resources, 'app', 'package.json'), '{"main":"main.js"}')
    writeFileSync(join(resources, 'app', 'main.js'), 'console.log("swapped in"); process.exit(0)')
    const started = spawnSync(join(copy, 'dexter-voice'), [...noSandbox], {
      env: { ...desktop.env, XDG_CONFIG_HOME: config() },
      encoding: 'utf8',
      timeout: 20_000,
    })
    expect(started.stdout).not.toContain('swapped in')
    expect(started.status).not.toBe(0)
    rmSync(copy, { recursive: true })
  })

  test('told to forget, it leaves nothing in the keyring, and nothing that starts at log-in', async () => {
    const home = desktop.env.XDG_CONFIG_HOME ?? ''
    const entry = join(home, 'autostart', 'dexter-voice.desktop')
    mkdirSync(dirname(entry), { recursive: true })
    writeFileSync(entry, '[Desktop Entry]')
    const keep = `require('keytar').setPassword('Dexter Voice', 'openai-key', 'kept-until-told')`
    expect(spawnSync(process.execPath, ['-e', keep], { cwd: root, env: desktop.env }).status).toBe(0)
    const forget = () => {
      const command = [...noSandbox, '--forget']
      const { stdout, stderr, status } = spawnSync(executable, command, {
        env: desktop.env,
        encoding: 'utf8',
        timeout: 20_000,
      })
      return { said: /^.*Dexter Voice.*$/m.exec(stdout + stderr)?.[0], status }
    }
    const running = await startPackaged(desktop, [executable, ...noSandbox], home)
    try {
      expect(forget()).toEqual({ said: 'Dexter Voice is running: quit it first.', status: 1 })
    } finally {
      expect(await running.quit()).toBe(0)
    }
    expect(forget()).toEqual({ said: '1 entry of Dexter Voice removed from the keychain.', status: 0 })
    expect(forget()).toEqual({ said: 'Nothing of Dexter Voice was kept in the keychain.', status: 0 })
    expect(existsSync(entry)).toBe(false)
  })

  test('asks, as a deb, for every library that it is linked against or loads', () => {
    const binaries = readdirSync(app, { recursive: true, encoding: 'utf8' })
      .filter((path) => path === 'dexter-voice' || /\.(?:node|so)$/.test(path))
      .map((path) => join(app, path))
    const linked = spawnSync('ldd', binaries, { encoding: 'utf8' }).stdout
    expect(linked).not.toContain('not found')
    const loadable = must(findProgram('ldconfig') ?? 'ldconfig', '-p').split('\n')
    const loaded = loadable.filter((line) => (/\S+/.exec(line)?.[0] ?? '') in LOADED_LATER).join('\n')
    const libraries = new Map(
      Array.from(`${linked}${loaded}`.matchAll(/=> (\/\S+)/g), ([, path = '']) => [basename(path), path]),
    )
    for (const own of readdirSync(app)) libraries.delete(own)
    expect([...libraries.keys()]).toEqual(expect.arrayContaining(['libgtk-3.so.0', ...Object.keys(LOADED_LATER)]))

    const promised = closureOf(must('dpkg-deb', '--field', join(dist, debName()), 'Depends'))
    // Where folders are merged, the books of the package manager know one of both paths.
    const paths = [...libraries.values()].flatMap((path) => [path, path.replace(/^\/usr/, ''), `/usr${path}`])
    const owners = spawnSync('dpkg-query', ['--search', ...paths], { encoding: 'utf8' }).stdout
    for (const [, names = '', path = ''] of owners.matchAll(/^(.+): (.+)$/gm))
      if (names.split(', ').some((name) => promised.has(nameIn(name)))) libraries.delete(basename(path))
    expect([...libraries.keys()]).toEqual([])
  })

  const noRoot = overlayProblem()
  test.skipIf(noRoot !== null)(
    `the deb is installed into a clean root, answers, and leaves nothing behind${noRoot ? ` (not here: ${noRoot})` : ''}`,
    async () => {
      for (const name of ['upper', 'work', 'root']) mkdirSync(join(scratch, name))
      const script = join(scratch, 'clean-root.sh')
      writeFileSync(script, CLEAN_ROOT, { mode: 0o755 })
      const command = ['unshare', '--mount', script, scratch, desktop.dir, join(dist, debName()), ...noSandbox]
      const running = await startPackaged(desktop, command, config())
      const pid = Number(/app (\d+)/.exec(running.printed())?.[1])
      try {
        expect(await running.ask(QUESTION)).toMatch(ANSWER)
      } finally {
        const ended = once(running.child, 'exit')
        process.kill(pid, 'SIGTERM')
        expect(await ended, running.printed()).toEqual([0, null])
      }
      expect(running.printed()).toContain('/usr/share/applications/cash.dexter.voice.desktop')
      expect(running.printed()).toContain(`To forget it: secret-tool clear service 'Dexter Voice'`)
      const upper = join(scratch, 'upper')
      const left = readdirSync(upper, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(upper.length))
        .filter((path) => !DPKG_OWN.test(path) && !unchanged(path, join(upper, path)))
      // The trader, whom the script has added, and what they start at log-in: all but ours.
      expect(left).toEqual(['/etc/passwd', '/home/dexter-trader/.config/autostart/other.desktop'])
    },
  )
})

function debName(): string {
  const deb = readdirSync(dist).find((name) => name.endsWith('.deb'))
  if (!deb) throw new Error('there is no deb')
  return deb
}

function must(command = '', ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64e6 })
  if (status !== 0) throw new Error(`${command}: ${stderr}`)
  return stdout
}

/** Names of the packages that these bring with them, as far as this system has them; what is only recommended is not. */
function closureOf(depends: string): Set<string> {
  const asked = new Map<string, string>()
  const providers = new Map<string, string>()
  // In dpkg-query's own format a name in braces is a field.
  const format = ['Package', 'Provides', 'Pre-Depends', 'Depends'].map((field) => `\${${field}}`).join('\t')
  for (const line of must('dpkg-query', '--show', '-f', `${format}\n`).split('\n')) {
    const [name = '', provides = '', ...needs] = line.split('\t')
    asked.set(name, needs.join(','))
    for (const other of provides.split(',')) providers.set(nameIn(other), name)
  }
  const found = new Set<string>()
  const follow = (needs: string) => {
    for (const need of needs.split(/[,|]/).map(nameIn)) {
      const name = asked.has(need) ? need : providers.get(need)
      if (name === undefined || found.has(name)) continue
      found.add(name)
      follow(asked.get(name) ?? '')
    }
  }
  follow(depends)
  return found
}

/** Of "libgtk-3-0 (>= 3.24)" or "libc6:any" the name alone. */
const nameIn = (need: string) => /^[^\s:(]*/.exec(need.trim())?.[0] ?? ''

/** The package manager's own books. */
const DPKG_OWN = /^\/var\/(?:lib\/dpkg|cache|log)\//

/** The system's indexes are written anew when packages come and go, and are as they were. */
const unchanged = (before: string, after: string) =>
  existsSync(before) && readFileSync(before).equals(readFileSync(after))

/** Installs the deb over a view of this system that is thrown away, runs it there, then removes it again. */
const CLEAN_ROOT = `#!/bin/sh
set -e
scratch=$1 desktop=$2 deb=$3
shift 3
root=$scratch/root
mount -t overlay overlay -o "lowerdir=/,upperdir=$scratch/upper,workdir=$scratch/work" "$root"
for dir in proc sys dev dev/shm "$desktop"; do mkdir -p "$root/$dir"; mount --bind "/$dir" "$root/$dir"; done
echo "dexter-trader:x:4242:4242::/home/dexter-trader:/bin/sh" >> "$root/etc/passwd"
autostart=$root/home/dexter-trader/.config/autostart
mkdir -p "$autostart"
touch "$autostart/dexter-voice.desktop" "$autostart/other.desktop"
chown -R 4242:4242 "$root/home/dexter-trader"
cp "$deb" "$root/tmp/package.deb"
chroot "$root" dpkg --force-depends -i /tmp/package.deb
chroot "$root" dpkg --listfiles dexter-voice | grep /applications/
# As an update does; what it has set up must outlive the older version's end.
chroot "$root" dpkg --force-depends -i /tmp/package.deb
[ -e "$autostart/dexter-voice.desktop" ]
chroot "$root" dexter-voice "$@" &
echo "app $!"
wait $!
chroot "$root" dpkg --purge dexter-voice
rm "$root/tmp/package.deb"
`

function overlayProblem(): string | null {
  if (process.platform !== 'linux') return 'only Linux has overlay mounts'
  if (process.getuid?.() !== 0) return 'mounting needs root'
  const dir = mkdtempSync(join(tmpdir(), 'dexter-overlay-'))
  for (const name of ['upper', 'work', 'root']) mkdirSync(join(dir, name))
  const options = `lowerdir=/,upperdir=${dir}/upper,workdir=${dir}/work`
  const tried = spawnSync('unshare', ['--mount', 'mount', '-t', 'overlay', 'overlay', '-o', options, `${dir}/root`])
  rmSync(dir, { recursive: true, force: true })
  return tried.status === 0 ? null : 'this kernel mounts no overlay here'
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}
