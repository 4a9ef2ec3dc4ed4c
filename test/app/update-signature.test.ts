import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseUpdateInfo } from 'electron-updater/out/providers/Provider.js'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NotSigned, readPublicKey, type SigningKey, verifiedUpdate } from '../../main/app/update-signature'
import { updateSource } from '../../main/app/update-source'
import { signUpdateLists } from '../../tools/sign/update-lists'
import { makeUpdateKey } from './update-key'

const root = join(import.meta.dirname, '../..')
const sha512 = (text: string) => createHash('sha512').update(text).digest('base64')
const signer = makeUpdateKey()
const key = readPublicKey(signer.publicFile) as SigningKey

const list = () => ({
  version: '1.2.3',
  files: [
    { url: 'dexter-voice-1.2.3-linux-x86_64.AppImage', sha512: sha512('a'), size: 10, blockMapSize: 3 },
    { url: 'dexter-voice-1.2.3-linux-amd64.deb', sha512: sha512('b'), size: 20 },
  ],
  path: 'dexter-voice-1.2.3-linux-x86_64.AppImage',
  sha512: sha512('a'),
  releaseDate: '2026-11-25T00:00:00.000Z',
})
const signed = () => ({ ...list(), signature: signer.sign(list()) })

test('what was signed is taken, whatever the release says beside it', () => {
  expect(verifiedUpdate({ ...signed(), releaseNotes: 'New', tag: 'v1.2.3' }, key)).toEqual({
    version: '1.2.3',
    files: list().files.map(({ url, sha512, size }) => ({ url, sha512, size })),
  })
})

const changedFile = (change: object) => ({ ...signed(), files: [{ ...list().files[0], ...change }, list().files[1]] })
test.each<[string, () => unknown]>([
  ['no signature', list],
  ['an empty one', () => ({ ...list(), signature: '' })],
  ['one that is no text', () => ({ ...list(), signature: 7 })],
  ['one by another key', () => ({ ...list(), signature: makeUpdateKey().sign(list()) })],
  ['one by another key that says it is ours', () => ({ ...list(), signature: withId(makeUpdateKey().sign(list())) })],
  ['the signature of another version', () => ({ ...signed(), version: '9.9.9' })],
  ['another hash', () => changedFile({ sha512: sha512('c') })],
  ['another name', () => changedFile({ url: 'dexter-voice-1.2.3-linux-arm64.AppImage' })],
  ['another size', () => changedFile({ size: 11 })],
  ['a file more', () => ({ ...signed(), files: [...list().files, { url: 'x.rpm', sha512: sha512('c'), size: 1 }] })],
  ['a file less', () => ({ ...signed(), files: list().files.slice(1) })],
  ['files in another order', () => ({ ...signed(), files: list().files.toReversed() })],
  ['no files', () => ({ ...signed(), files: [] })],
  ['a file elsewhere', () => changedFile({ url: 'https://evil.example/x.AppImage' })],
  ['a name that ends the line', () => changedFile({ url: 'x\nversion 9.9.9' })],
  ['no list', () => null],
  ['a text', () => 'version: 1.2.3'],
])('%s is refused', (_, make) => {
  expect(() => verifiedUpdate(make(), key)).toThrow(NotSigned)
})

test('a signature with any one bit changed is refused', () => {
  const good = Buffer.from(signed().signature, 'base64')
  fc.assert(
    fc.property(fc.nat(good.length * 8 - 1), (bit) => {
      const bad = Buffer.from(good)
      bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => verifiedUpdate({ ...list(), signature: bad.toString('base64') }, key)).toThrow(NotSigned)
    }),
  )
})

/** A signature with the number of our key in it. */
function withId(signature: string): string {
  const bytes = Buffer.from(signature, 'base64')
  key.id.copy(bytes, 2)
  return bytes.toString('base64')
}

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dexter-update-key-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

describe('where updates come from', () => {
  const source = (platform: NodeJS.Platform, files: Record<string, string>) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text)
    const { load, obstacle, key } = updateSource(dir, platform)
    return { updates: load !== null, obstacle, keyed: key !== null }
  }
  const feed = { 'app-update.yml': 'provider: generic' }

  test('nowhere, for what is no package of a release', () => {
    expect(source('linux', { 'update-key.pub': signer.publicFile })).toEqual({
      updates: false,
      obstacle: 'byHand',
      keyed: false,
    })
  })

  test('on Linux from whoever has the key, and from nobody without one', () => {
    expect(source('linux', { ...feed, 'update-key.pub': signer.publicFile })).toEqual({
      updates: true,
      obstacle: null,
      keyed: true,
    })
    const ours = readFileSync(join(root, 'build/update-key.pub'), 'utf8')
    if (readPublicKey(ours) === null)
      expect(source('linux', { ...feed, 'update-key.pub': ours })).toMatchObject({
        updates: false,
        obstacle: 'unsigned',
      })
    for (const broken of ['nonsense', `${signer.publicFile.split('\n')[1]?.slice(4)}`])
      expect(source('linux', { ...feed, 'update-key.pub': broken })).toMatchObject({ updates: false, keyed: false })
    rmSync(join(dir, 'update-key.pub'))
    expect(source('linux', feed)).toMatchObject({ updates: false, obstacle: 'badKey' })
  })

  test('elsewhere the system checks the publisher', () => {
    expect(source('win32', feed)).toEqual({ updates: true, obstacle: null, keyed: false })
  })
})

describe('npm run sign', () => {
  const run = (secret: string) => signUpdateLists(dir, key, secret)
  const path = () => join(dir, 'latest-linux.yml')
  // As electron-builder writes it.
  const yaml = () => {
    const { version, files, releaseDate } = list()
    const lines = files.flatMap(({ url, sha512, size }) => [
      `  - url: ${url}`,
      `    sha512: ${sha512}`,
      `    size: ${size}`,
    ])
    return [`version: ${version}`, 'files:', ...lines, `releaseDate: '${releaseDate}'`, ''].join('\n')
  }
  const read = () => parseUpdateInfo(readFileSync(path(), 'utf8'), 'latest-linux.yml', new URL('file:///x'))

  test('signs what electron-builder has written, once more if need be, and nothing of another system', () => {
    for (const name of ['latest-linux.yml', 'beta-linux-arm64.yml', 'latest.yml', 'latest-mac.yml'])
      writeFileSync(join(dir, name), yaml())
    expect(run(signer.secret).sort()).toEqual(['beta-linux-arm64.yml', 'latest-linux.yml'])
    expect(run(signer.secret)).toHaveLength(2)
    expect(verifiedUpdate(read(), key).version).toBe('1.2.3')
    expect(readFileSync(path(), 'utf8').match(/^signature:/gm)).toHaveLength(1)
    for (const name of ['latest.yml', 'latest-mac.yml']) expect(readFileSync(join(dir, name), 'utf8')).toBe(yaml())
  })

  test('with another key, or none, nothing is signed and the release ends', () => {
    writeFileSync(path(), yaml())
    for (const secret of [makeUpdateKey().secret, '', 'nonsense'])
      expect(() => run(secret)).toThrow(/^UPDATE_KEY is not/)
    expect(readFileSync(path(), 'utf8')).toBe(yaml())
  })

  test('without a list there is nothing to release', () => {
    expect(() => run(signer.secret)).toThrow(/no list of updates/)
  })
})
