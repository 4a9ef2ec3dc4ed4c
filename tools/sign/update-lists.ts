import { createPrivateKey, sign, verify } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseUpdateInfo } from 'electron-updater/out/providers/Provider.js'
import {
  hashToSign,
  type SigningKey,
  signatureLine,
  signedPartOf,
  verifiedUpdate,
} from '../../main/app/update-signature'
import { Problem } from '../setup/problem.mjs'

/** Ed25519 key in PKCS #8 (RFC 8410, section 7), up to the seed. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
/** Where what is in a secret key of minisign: algorithms, salt and limits, key number, seed, public key, checksum. */
const MINISIGN = { bytes: 158, kdf: [2, 4], id: [54, 62], seed: [62, 94] } as const

/**
 * Signs every list of updates for Linux in a folder, in place; one that is signed is signed anew. Returns their names. Throws
 * a Problem, and leaves the lists as they are, when `secret` (a secret key of minisign without a password, its second line)
 * is not the other half of `known`.
 */
export function signUpdateLists(folder: string, known: SigningKey, secret: string): string[] {
  const { id, key } = readSecretKey(secret)
  const lists = readdirSync(folder).filter((name) => /-linux(?:-\w+)?\.yml$/.test(name))
  if (lists.length === 0) throw new Problem(`${folder} has no list of updates for Linux.`)
  for (const name of lists) {
    const path = join(folder, name)
    const read = (text: string) => parseUpdateInfo(text, name, new URL(`file://${path}`))
    const text = readFileSync(path, 'utf8').replace(/^signature: .*\n?/gm, '')
    const hash = hashToSign(signedPartOf(read(text)))
    const signature = sign(null, hash, key)
    if (!id.equals(known.id) || !verify(null, hash, known.key, signature))
      throw new Problem('UPDATE_KEY is not the other half of the public key.')
    const signed = `${text.trimEnd()}\nsignature: ${signatureLine(id, signature)}\n`
    // As the app will read it.
    verifiedUpdate(read(signed), known)
    writeFileSync(path, signed)
  }
  return lists
}

function readSecretKey(text: string) {
  const bytes = Buffer.from(text.trim(), 'base64')
  const part = ([from, to]: readonly [number, number]) => bytes.subarray(from, to)
  if (bytes.length !== MINISIGN.bytes || !part(MINISIGN.kdf).equals(Buffer.alloc(2)))
    throw new Problem('UPDATE_KEY is not a secret key of minisign without a password.')
  const der = Buffer.concat([PKCS8_PREFIX, part(MINISIGN.seed)])
  return { id: part(MINISIGN.id), key: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }) }
}
