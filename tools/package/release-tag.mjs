/** Numbers without leading zeros (semver 2.0.0, 2 and 9): electron-updater throws on any other version. */
const OFFERED = /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-beta\.(?:0|[1-9]\d*))?$/

/**
 * Why a tag makes no release, as one sentence; null when it does. A version like 1.2.0-rc.1 has a list of updates of its
 * own, which no installed copy asks for.
 * @param {string} tag
 * @param {string} version of package.json
 * @returns {string | null}
 */
export function whyNoRelease(tag, version) {
  if (tag !== `v${version}`)
    return `The tag ${tag || '(none)'} is not the version ${version} of package.json: tag v${version}.`
  if (OFFERED.test(version)) return null
  return `Version ${version} would reach nobody: installed copies ask for releases (1.2.3) and betas (1.2.3-beta.1) alone.`
}
