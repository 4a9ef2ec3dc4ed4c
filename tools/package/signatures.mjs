import { parseUpdateInfo } from 'electron-updater/out/providers/Provider.js'
import { z } from 'zod'

/** What an installed copy was told about its updates (resources/app-update.yml): on Windows, whose they must be. */
const Told = z.looseObject({ publisherName: z.union([z.string().transform((name) => [name]), z.array(z.string())]) })

/**
 * How each system is asked whether packages are signed as they must be.
 * @typedef {{ command: string, args: string[] }} Question
 */

/**
 * The questions for these files of dist/; none for Linux, whose lists of updates are signed instead (`npm run sign`).
 * @param {string} platform
 * @param {string[]} files absolute
 * @param {string} signtool its path on Windows
 * @returns {Question[]}
 */
export function questionsFor(platform, files, signtool) {
  if (platform === 'darwin')
    // The image around the app bears no ticket: what electron-builder has notarised is the app.
    return files
      .filter((file) => file.endsWith('.app'))
      .flatMap((file) => {
        const entitlements = { command: 'codesign', args: ['--display', '--entitlements', '-', '--xml', file] }
        // A helper is signed with entitlements of its own; all else is asked of the app around it.
        if (/\.app[/\\]Contents[/\\]/.test(file)) return [entitlements]
        return [
          { command: 'codesign', args: ['--verify', '--deep', '--strict', '--verbose=2', file] },
          entitlements,
          { command: 'spctl', args: ['--assess', '--type', 'execute', '-vv', file] },
          { command: 'xcrun', args: ['stapler', 'validate', file] },
        ]
      })
  if (platform === 'win32')
    return files
      .filter((file) => file.endsWith('.exe'))
      .map((file) => ({ command: signtool, args: ['verify', '/pa', '/all', '/tw', file] }))
  return []
}

/**
 * What an answer must not say; null when it is fine.
 * @param {Question} question
 * @param {string} printed
 * @returns {string | null}
 */
export function objection({ args }, printed) {
  if (args.includes('--entitlements') && printed.includes('disable-library-validation'))
    return 'It lets foreign libraries in (disable-library-validation).'
  return null
}

/**
 * Whether a folder or file of dist/, by its name, is where an unpacked app lies (mac-arm64, win-unpacked, …).
 * @param {string} name
 */
export const holdsApp = (name) => /^(?:mac|win)/.test(name)

/**
 * Why installed copies of this build would refuse its own installer as an update, or take anybody's; null when all is well.
 * A publisher that is misspelt in the secrets is else found only after the release, by every installed copy at once.
 * @param {string} appUpdate the text of resources/app-update.yml
 * @param {string} installer
 * @param {typeof import('electron-updater/out/windowsExecutableCodeSignatureVerifier.js').verifySignature} verify
 *   electron-updater's own check; it lets pass what it could not look at, and only warns
 * @returns {Promise<string | null>} one sentence
 */
export async function whyStranded(appUpdate, installer, verify) {
  const told = Told.safeParse(parseUpdateInfo(appUpdate, 'app-update.yml', new URL('file:///app-update.yml')))
  if (!told.success || told.data.publisherName.length === 0)
    return 'Installed copies are told no publisher, and would take updates of anybody.'
  /** @type {string[]} */
  const warnings = []
  const warn = (/** @type {unknown} */ message) => void warnings.push(String(message))
  const refused = await verify(told.data.publisherName, installer, { info() {}, warn, error: warn })
  if (refused !== null) return `Installed copies would refuse it: ${refused}`
  // The name alone is what a .pfx is known by; electron-updater would rather have all of the subject.
  const unknown = warnings.filter((warning) => !warning.startsWith('Signature validated using only CN'))
  return unknown.length === 0 ? null : `Whether installed copies would take it could not be seen: ${unknown.join(' ')}`
}
