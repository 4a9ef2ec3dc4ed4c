import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { blake2b } from '@noble/hashes/blake2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { z } from 'zod'

/*
 * Linux has no publisher's signature that the system checks, so an update for it is signed by us: Ed25519 over a BLAKE2b-512
 * hash, with keys and signatures as minisign writes them (https://jedisct1.github.io/minisign/#signature-format). What is
 * signed is the version and every file with its hash, as they stand in the list of updates (latest-linux.yml); the signature
 * is a line of that list.
 */

/** A key that signs updates; `id` tells keys apart, and is no secret. */
export interface SigningKey {
  id: Buffer
  key: KeyObject
}

/** What is signed of an update. */
export interface SignedUpdate {
  version: string
  /** `url` is the file's name, `sha512` in base64, `size` in bytes. */
  files: { url: string; sha512: string; size: number }[]
}

/** The update was not signed with our key, or is not what was signed. */
export class NotSigned extends Error {
  override name = 'NotSigned'
}

const ID_BYTES = 8
const ALGORITHM_BYTES = 2
/** Ed25519 over the hash of the message. */
const PREHASHED = 'ED'
/** DER of an Ed25519 public key (RFC 8410, section 4), up to the key itself. */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')
const SHA512 = /^[A-Za-z0-9+/]{86}==$/

/** Names that can stand in a line, and lead nowhere but to the release's own folder. */
const Named = z.string().regex(/^[\w.+-]{1,200}$/)
const UpdateSchema = z.object({
  version: z.string().regex(/^\d[\w.+-]{0,99}$/),
  files: z
    .array(z.object({ url: Named, sha512: z.string().regex(SHA512), size: z.number().int().min(0) }))
    .min(1)
    .max(50),
})

/** The key in a public key file of minisign; null when the file has no line with one. Throws when that line is no key. */
export function readPublicKey(file: string): SigningKey | null {
  const line = file.split('\n').find((text) => text.trim() !== '' && !text.startsWith('untrusted comment:'))
  if (line === undefined) return null
  const bytes = Buffer.from(line.trim(), 'base64')
  if (bytes.length !== ALGORITHM_BYTES + ID_BYTES + 32 || bytes.toString('latin1', 0, ALGORITHM_BYTES) !== 'Ed')
    throw new Error('The key of updates is not a public key of minisign.')
  const [id, raw] = [bytes.subarray(ALGORITHM_BYTES, ALGORITHM_BYTES + ID_BYTES), bytes.subarray(-32)]
  return { id, key: createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), format: 'der', type: 'spki' }) }
}

/** What is signed of a list of updates, by the names that electron-updater reads. Throws NotSigned when it is no such list. */
export function signedPartOf(list: unknown): SignedUpdate {
  const update = UpdateSchema.safeParse(list)
  if (!update.success) throw new NotSigned('The list of updates is not as it is written for a release.')
  return update.data
}

/** The hash that is signed. The first line says what it is for, so that no signature of anything else fits. */
export function hashToSign({ version, files }: SignedUpdate): Uint8Array {
  const lines = files.map(({ url, sha512, size }) => `file ${url} ${sha512} ${size}`)
  return blake2b(utf8ToBytes(['Dexter Voice update', `version ${version}`, ...lines, ''].join('\n')), { dkLen: 64 })
}

/** A signature as it is written into a list of updates. */
export const signatureLine = (id: Buffer, signature: Buffer): string =>
  Buffer.concat([Buffer.from(PREHASHED), id, signature]).toString('base64')

/**
 * What may be taken of a list of updates: throws NotSigned, with the reason for the log, unless its `signature` is one of
 * `key` over exactly this version and these files.
 */
export function verifiedUpdate(list: unknown, { id, key }: SigningKey): SignedUpdate {
  const update = signedPartOf(list)
  const line = z.object({ signature: z.string() }).safeParse(list)
  if (!line.success) throw new NotSigned('The list of updates has no signature.')
  const bytes = Buffer.from(line.data.signature, 'base64')
  const start = ALGORITHM_BYTES + ID_BYTES
  if (bytes.length !== start + 64 || bytes.toString('latin1', 0, ALGORITHM_BYTES) !== PREHASHED)
    throw new NotSigned('The signature of the list of updates is none.')
  if (!bytes.subarray(ALGORITHM_BYTES, start).equals(id))
    throw new NotSigned('The list of updates was signed with another key.')
  if (!verify(null, hashToSign(update), key, bytes.subarray(start)))
    throw new NotSigned('The list of updates is not what was signed.')
  return update
}
