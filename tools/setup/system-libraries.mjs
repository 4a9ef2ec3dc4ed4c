import { spawnSync } from 'node:child_process'
import { accessSync, constants, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { checkout } from './checkout.mjs'
import { Problem } from './problem.mjs'

/** Debian packages by the library that Electron and our native modules are linked against. */
const LIBRARY_PACKAGES = {
  'libX11.so.6': 'libx11-6',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXcursor.so.1': 'libxcursor1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXi.so.6': 'libxi6',
  'libXinerama.so.1': 'libxinerama1',
  'libXrandr.so.2': 'libxrandr2',
  'libXrender.so.1': 'libxrender1',
  'libXss.so.1': 'libxss1',
  'libXt.so.6': 'libxt6',
  'libXtst.so.6': 'libxtst6',
  'libasound.so.2': 'libasound2',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': 'libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgio-2.0.so.0': 'libglib2.0-0',
  'libglib-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libsecret-1.so.0': 'libsecret-1-0',
  'libsmime3.so': 'libnss3',
  'libudev.so.1': 'libudev1',
  'libxcb.so.1': 'libxcb1',
  'libxkbcommon.so.0': 'libxkbcommon0',
}

/**
 * Libraries that Electron loads itself: the linker does not list those. Without the first it ends without a word, without
 * the last it finds no device of PulseAudio or PipeWire.
 */
export const LOADED_LATER = {
  'libX11-xcb.so.1': 'libx11-xcb1',
  'libnotify.so.4': 'libnotify4',
  'libpulse.so.0': 'libpulse0',
}

/** What the virtual desktop (tools/desktop) is made of: packages by the program that is run. */
const DESKTOP_PROGRAMS = {
  'xdg-open': 'xdg-utils',
  Xvfb: 'xvfb',
  openbox: 'openbox',
  xdotool: 'xdotool',
  ip: 'iproute2',
  'dbus-daemon': 'dbus',
  'dbus-send': 'dbus',
  'dbus-monitor': 'dbus',
  'gnome-keyring-daemon': 'gnome-keyring',
  pulseaudio: 'pulseaudio',
  pactl: 'pulseaudio-utils',
  paplay: 'pulseaudio-utils',
  parec: 'pulseaudio-utils',
  'xdg-desktop-portal': 'xdg-desktop-portal',
}

/** What single tests need: installed where that is possible without a word; elsewhere those tests are skipped. */
const PROGRAMS_OF_TESTS = {
  chromium: 'chromium',
  weston: 'weston',
  cc: 'gcc libc6-dev',
}

/**
 * Sees to it that Linux has what Electron links against, and, for a virtual desktop, the programs it consists of.
 * As root with apt, or on CI with sudo, it installs what is missing; else it throws a {@link Problem} with the one command to type.
 * @param {string} executable Electron's
 * @param {{ virtualDesktop: boolean, tests: boolean }} needs
 */
export function checkSystemLibraries(executable, { virtualDesktop, tests }) {
  if (process.platform !== 'linux') return
  const missing = missingParts(executable, virtualDesktop)
  if (tests) installProgramsOfTests()
  if (missing.size === 0) return
  if (!findProgram('apt-get')) {
    throw new Problem(
      `These are missing on this system: ${[...missing.keys()].join(', ')}. Install them and try again.`,
    )
  }
  const may = mayInstall()
  if (may) {
    console.log('Reading the package lists (apt-get update) …')
    apt(['update', '-qq'])
  }
  const packages = [...new Set([...missing.values()].map(nameInThisRelease))].sort()
  const install = ['install', '-y', '--no-install-recommends', ...packages]
  if (!may) {
    throw new Problem(
      `System packages are missing. Type this, then try again:\n\n  sudo apt-get ${install.join(' ')}\n`,
    )
  }
  console.log(`Installing system packages: ${packages.join(' ')} …`)
  apt(['-qq', ...install])
  const still = missingParts(executable, virtualDesktop)
  if (still.size > 0) throw new Problem(`Still missing after the installation: ${[...still.keys()].join(', ')}.`)
}

/** Root may; so may a machine that is made for a run and thrown away, where sudo asks nobody. */
function mayInstall() {
  return process.getuid?.() === 0 || (Boolean(process.env.CI) && spawnSync('sudo', ['-n', 'true']).status === 0)
}

function installProgramsOfTests() {
  const packages = Object.entries(PROGRAMS_OF_TESTS).flatMap(([program, name]) =>
    findProgram(program) ? [] : name.split(' '),
  )
  if (packages.length === 0 || !mayInstall() || !findProgram('apt-get')) return
  console.log(`Installing what some tests need: ${packages.join(' ')} …`)
  try {
    apt(['update', '-qq'])
    apt(['-qq', 'install', '-y', '--no-install-recommends', ...packages])
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    console.log(`${error.message} The tests that need it are skipped.`)
  }
}

/**
 * @param {string} executable
 * @param {boolean} virtualDesktop
 * @returns {Map<string, string>} Debian packages by what is missing
 */
function missingParts(executable, virtualDesktop) {
  /** @type {Map<string, string>} */
  const missing = new Map()
  const known = new Map(Object.entries(LIBRARY_PACKAGES))
  for (const library of unresolved([executable, ...nativeModules()]))
    missing.set(library, known.get(library) ?? library)
  const loadable = spawnSync(findProgram('ldconfig') ?? '/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? ''
  for (const [library, name] of Object.entries(LOADED_LATER)) {
    if (loadable !== '' && !loadable.includes(library)) missing.set(library, name)
  }
  if (virtualDesktop) {
    for (const [program, name] of Object.entries(DESKTOP_PROGRAMS)) {
      if (!findProgram(program)) missing.set(program, name)
    }
  }
  return missing
}

/**
 * @param {string[]} binaries
 * @returns {Set<string>} libraries that the linker can't find
 */
function unresolved(binaries) {
  const { stdout } = spawnSync('ldd', binaries, { encoding: 'utf8' })
  return new Set(Array.from((stdout ?? '').matchAll(/^\s*(\S+) => not found/gm), ([, library = '']) => library))
}

/** The modules that load a binary of their own: each puts it under prebuilds/<platform>-<arch>/. */
function nativeModules() {
  return ['keytar', 'uiohook-napi'].flatMap((name) => {
    const dir = join(checkout, 'node_modules', name, 'prebuilds', `linux-${process.arch}`)
    return readdirSync(dir, { withFileTypes: true })
      .filter((entry) => entry.name.endsWith('.node'))
      .map((entry) => join(dir, entry.name))
  })
}

/**
 * Since the change to 64-bit time (Debian 13, Ubuntu 24.04) some packages carry a suffix.
 * @param {string} name
 */
function nameInThisRelease(name) {
  const { stdout } = spawnSync('apt-cache', ['policy', `${name}t64`], { encoding: 'utf8' })
  return /Candidate: (?!\(none\))/.test(stdout ?? '') ? `${name}t64` : name
}

// Another installation may be under way, for instance the system's own daily one.
const WAIT_FOR_LOCK = ['-o', 'DPkg::Lock::Timeout=300']

/** @param {string[]} args */
function apt(args) {
  const command = ['apt-get', ...WAIT_FOR_LOCK, ...args]
  const [program = '', ...rest] = process.getuid?.() === 0 ? command : ['sudo', '-n', '-E', ...command]
  const { status } = spawnSync(program, rest, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (status !== 0) throw new Problem(`apt-get ${args.join(' ')} failed: see its message above.`)
}

/**
 * @param {string} name
 * @returns {string | undefined} the program's path
 */
export function findProgram(name) {
  // A plain user's PATH lacks the folders of the system's own programs, and nobody's has that of its services.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/libexec']
  return folders.map((folder) => join(folder, name)).find(isExecutable)
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
