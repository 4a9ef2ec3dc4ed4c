import { Problem } from '../setup/problem.mjs'

/** What Azure Artifact Signing (once Trusted Signing) has to be told, and where electron-builder takes it. */
const AZURE = {
  AZURE_SIGNING_ENDPOINT: 'endpoint',
  AZURE_SIGNING_ACCOUNT: 'codeSigningAccountName',
  AZURE_SIGNING_PROFILE: 'certificateProfileName',
  AZURE_SIGNING_PUBLISHER: 'publisherName',
}
/** With what it signs in (Azure.Identity, EnvironmentCredential). */
const AZURE_SIGN_IN = ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET']

/**
 * The arguments of electron-builder that sign. Certificates for Windows are no longer given as files (their keys live in
 * hardware), so that Azure signs there where it is set up; a .pfx of old, or a certificate of macOS, electron-builder finds in
 * `CSC_LINK` by itself. With `DEXTER_SIGNED`, as a release has it, a package that nobody signed is none.
 *
 * An installed copy takes updates only of a publisher that its own list names. Whoever changes it releases once more under the
 * old name, with both names in `publish.publisherName` of the configuration, or those copies will take no update again.
 * @param {Record<string, string | undefined>} env
 * @param {string} platform
 * @returns {string[]}
 */
export function signingArguments(env, platform) {
  const has = (/** @type {string} */ name) => (env[name] ?? '') !== ''
  const force = has('DEXTER_SIGNED') ? ['-c.forceCodeSigning=true'] : []
  // Where nobody signs, macOS starts an app by a signature of no name alone, and a hardened one would refuse its own native
  // modules then: they have no team in common.
  if (platform === 'darwin' && force.length === 0 && !has('CSC_LINK') && !has('CSC_NAME'))
    return ['-c.mac.identity=-', '-c.mac.hardenedRuntime=false']
  if (platform !== 'win32') return force
  const names = [...Object.keys(AZURE), ...AZURE_SIGN_IN]
  const given = names.filter(has)
  if (given.length === 0) {
    if (force.length > 0 && !has('CSC_LINK'))
      throw new Problem(
        `Nothing signs this release for Windows. Set ${names.join(', ')} for Azure, or CSC_LINK for a .pfx file.`,
      )
    return force
  }
  if (has('CSC_LINK')) throw new Problem('Azure and CSC_LINK would both sign: unset one of them.')
  const missing = names.filter((name) => !has(name))
  if (missing.length > 0) throw new Problem(`Azure signs only when all is there: set ${missing.join(', ')}.`)
  return [
    ...Object.entries(AZURE).map(([name, option]) => `-c.win.azureSignOptions.${option}=${env[name] ?? ''}`),
    ...force,
  ]
}
