import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import plist from 'plist'
import { describe, expect, test } from 'vitest'
import { whyNoRelease } from '../../tools/package/release-tag.mjs'
import { holdsApp, objection, questionsFor, whyStranded } from '../../tools/package/signatures.mjs'
import { signingArguments } from '../../tools/package/signing.mjs'

const AZURE = {
  AZURE_SIGNING_ENDPOINT: 'https://eus.codesigning.azure.net',
  AZURE_SIGNING_ACCOUNT: 'dexter',
  AZURE_SIGNING_PROFILE: 'release',
  AZURE_SIGNING_PUBLISHER: 'Dexter Voice Inc.',
  AZURE_TENANT_ID: 't',
  AZURE_CLIENT_ID: 'c',
  AZURE_CLIENT_SECRET: 's',
}
const SIGNED = { DEXTER_SIGNED: 'true' }

describe('what signs', () => {
  test('Azure, where all of it is there', () => {
    expect(signingArguments({ ...AZURE, ...SIGNED, CSC_LINK: '' }, 'win32')).toEqual([
      '-c.win.azureSignOptions.endpoint=https://eus.codesigning.azure.net',
      '-c.win.azureSignOptions.codeSigningAccountName=dexter',
      '-c.win.azureSignOptions.certificateProfileName=release',
      '-c.win.azureSignOptions.publisherName=Dexter Voice Inc.',
      '-c.forceCodeSigning=true',
    ])
  })

  test('a .pfx, as electron-builder finds it by itself', () => {
    expect(signingArguments({ CSC_LINK: 'cert.pfx', ...SIGNED }, 'win32')).toEqual(['-c.forceCodeSigning=true'])
  })

  test('nothing in a build that is no release, whatever the system', () => {
    for (const platform of ['win32', 'linux']) expect(signingArguments({}, platform)).toEqual([])
    // But macOS starts nothing without any signature.
    expect(signingArguments({}, 'darwin')).toEqual(['-c.mac.identity=-', '-c.mac.hardenedRuntime=false'])
    expect(signingArguments({ CSC_NAME: 'Me' }, 'darwin')).toEqual([])
    // macOS has its certificate in CSC_LINK, and Azure is nothing to it.
    expect(signingArguments({ ...SIGNED, ...AZURE }, 'darwin')).toEqual(['-c.forceCodeSigning=true'])
  })

  test('neither, both, or half of Azure is said before anything is built', () => {
    expect(() => signingArguments({ ...SIGNED }, 'win32')).toThrow(/^Nothing signs this release for Windows\./)
    expect(() => signingArguments({ ...AZURE, CSC_LINK: 'cert.pfx' }, 'win32')).toThrow(/unset one of them/)
    expect(() => signingArguments({ ...AZURE, AZURE_CLIENT_SECRET: '' }, 'win32')).toThrow(/set AZURE_CLIENT_SECRET\./)
  })
})

test.each([
  ['v1.2.3', '1.2.3', null],
  ['v1.2.3-beta.4', '1.2.3-beta.4', null],
  ['v1.2.3', '1.2.4', /is not the version 1\.2\.4 .*: tag v1\.2\.4\.$/],
  ['', '1.2.4', /\(none\)/],
  ['v1.2.3-alpha.1', '1.2.3-alpha.1', /would reach nobody/],
  ['v1.2.3-rc.1', '1.2.3-rc.1', /would reach nobody/],
  ['v1.2.3-beta', '1.2.3-beta', /would reach nobody/],
  ['v1.2.3+7', '1.2.3+7', /would reach nobody/],
])('the tag %j of version %s', (tag, version, why) => {
  if (why === null) expect(whyNoRelease(tag, version)).toBeNull()
  else expect(whyNoRelease(tag, version)).toMatch(why)
})

describe('what each system is asked of the packages', () => {
  const said = (platform: string, files: string[]) =>
    questionsFor(platform, files, 'signtool.exe').map(({ command, args }) => [command, ...args].join(' '))

  test('macOS: the signature of every part, what the app may do, Gatekeeper’s word, and the notarisation', () => {
    expect(said('darwin', ['/d/mac-arm64/Dexter Voice.app', '/d/dexter-voice.dmg', '/d/dexter-voice.zip'])).toEqual([
      'codesign --verify --deep --strict --verbose=2 /d/mac-arm64/Dexter Voice.app',
      'codesign --display --entitlements - --xml /d/mac-arm64/Dexter Voice.app',
      'spctl --assess --type execute -vv /d/mac-arm64/Dexter Voice.app',
      'xcrun stapler validate /d/mac-arm64/Dexter Voice.app',
    ])
  })

  test('macOS: what each helper may do, and nothing else of it', () => {
    const frameworks = '/d/mac/Dexter Voice.app/Contents/Frameworks'
    const inside = [`${frameworks}/Dexter Voice Helper (Plugin).app`, `${frameworks}/Electron Framework.framework`]
    expect(said('darwin', inside)).toEqual([
      `codesign --display --entitlements - --xml ${frameworks}/Dexter Voice Helper (Plugin).app`,
    ])
  })

  test('Windows: the installer and the program in it', () => {
    expect(said('win32', ['C:/d/win-unpacked/Dexter Voice.exe', 'C:/d/dexter-voice.exe', 'C:/d/latest.yml'])).toEqual([
      'signtool.exe verify /pa /all /tw C:/d/win-unpacked/Dexter Voice.exe',
      'signtool.exe verify /pa /all /tw C:/d/dexter-voice.exe',
    ])
  })

  test('an app that lets foreign libraries in is none of ours', () => {
    const [, entitlements] = questionsFor('darwin', ['/d/x.app'], '')
    if (!entitlements) throw new Error('no question')
    expect(objection(entitlements, '<key>com.apple.security.cs.disable-library-validation</key>')).toMatch(/foreign/)
    expect(objection(entitlements, '<key>com.apple.security.cs.allow-jit</key>')).toBeNull()
  })
})

test('apps are looked for in folders of their own, wherever the checkout lies', () => {
  // It is asked for the name: a checkout in /Users/mac/windows-app would make a folder of each file.
  expect(['mac', 'mac-arm64', 'win-unpacked', 'win-arm64-unpacked'].every(holdsApp)).toBe(true)
  expect(['/x/mac/dist/latest.yml', 'C:\\windows-app\\dist\\a.exe', 'latest-mac.yml'].some(holdsApp)).toBe(false)
})

describe('an installed copy on Windows', () => {
  const told = (publisherName: string) => `owner: owner\nrepo: repo\nprovider: github\n${publisherName}`
  const SUBJECT = 'CN="Example, Inc.", O="Example, Inc.", C=NL'
  /** electron-updater's way of answering, which is null for what it knows and for what it could not look at. */
  const signedBy =
    (subject: string, ...warnings: string[]) =>
    async (names: string[], _file: string, logger: { warn(message: string): void }) => {
      for (const warning of warnings) logger.warn(warning)
      return names.includes(subject) ? null : `publisherNames: ${names.join(' | ')}`
    }

  test('takes the installer that was built with it, by any publisher that it was told', async () => {
    const both = told(`publisherName:\n  - CN=Example Ltd\n  - ${JSON.stringify(SUBJECT)}\n`)
    expect(await whyStranded(both, 'a.exe', signedBy(SUBJECT))).toBeNull()
    const one = told('publisherName: Example\n')
    const warning = 'Signature validated using only CN Example. Please add your full Distinguished Name'
    expect(await whyStranded(one, 'a.exe', signedBy('Example', warning))).toBeNull()
  })

  test('is not left behind by a misspelt publisher, by none, or by a check that could not be made', async () => {
    const misspelt = told('publisherName:\n  - CN=Exmaple\n')
    expect(await whyStranded(misspelt, 'a.exe', signedBy('CN=Example'))).toMatch(/^Installed copies would refuse it: /)
    for (const none of ['', 'publisherName: []\n', 'publisherName: null\n'])
      expect(await whyStranded(told(none), 'a.exe', signedBy('CN=Example'))).toMatch(/updates of anybody\.$/)
    const right = told('publisherName: CN=Example\n')
    expect(
      await whyStranded(right, 'a.exe', signedBy('CN=Example', 'Cannot execute Get-AuthenticodeSignature')),
    ).toMatch(/could not be seen: Cannot execute/)
  })
})

test('the app of macOS may compile and record, and nothing else', () => {
  const file = readFileSync(join(import.meta.dirname, '../../build/entitlements.mac.plist'), 'utf8')
  expect(plist.parse(file)).toEqual({
    'com.apple.security.cs.allow-jit': true,
    'com.apple.security.device.audio-input': true,
  })
})
