import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import plist from 'plist'
import { describe, expect, test } from 'vitest'
import { whyNoRelease } from '../../scripts/package/release-tag.mjs'
import { holdsApp, objection, questionsFor } from '../../scripts/package/signatures.mjs'
import { signingArguments } from '../../scripts/package/signing.mjs'

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

test('the app of macOS may compile and record, and nothing else', () => {
  const file = readFileSync(join(import.meta.dirname, '../../build/entitlements.mac.plist'), 'utf8')
  expect(plist.parse(file)).toEqual({
    'com.apple.security.cs.allow-jit': true,
    'com.apple.security.device.audio-input': true,
  })
})
