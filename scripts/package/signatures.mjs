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
      .flatMap((file) => [
        { command: 'codesign', args: ['--verify', '--deep', '--strict', '--verbose=2', file] },
        { command: 'codesign', args: ['--display', '--entitlements', '-', '--xml', file] },
        { command: 'spctl', args: ['--assess', '--type', 'execute', '-vv', file] },
        { command: 'xcrun', args: ['stapler', 'validate', file] },
      ])
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
