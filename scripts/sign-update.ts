import { createPrivateKey, sign, verify } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseUpdateInfo } from 'electron-updater/out/providers/Provider.js'
import { hashToSign, readPublicKey, signatureLine, signedPartOf, verifiedUpdate } from '../main/app/update-signature'
import { checkout } from './setup/checkout.mjs'
import { Problem, runCommand } from './setup/problem.mjs'

/**
 * `npm run sign`: signs the lists of updates for Linux in `dist` (or the folder that is named), with the secret key in
 * UPDATE_KEY: the second line of a minisign key file without a password. It must be the other half of build/update-key.pub;
 * where that has no key nothing is signed, and the packages say that they do not update themselves.
 */

const USAGE = 'UPDATE_KEY=… npm run sign [-- FOLDER]'
/** Ed25519 key in PKCS #8 (RFC 8410, section 7), up to the seed. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
/** Where what is in a secret key of minisign: algorithms, salt and limits, key number, seed, public key, checksum. */
const MINISIGN = { bytes: 158, kdf: [2, 4], id: [54, 62], seed: [62, 94] } as const

await runCommand(async () => {
  const [folder = join(checkout, 'dist'), publicKeyFile = join(checkout, 'build', 'update-key.pub'), ...more] =
    process.argv.slice(2)
  if (more.length > 0 || !existsSync(folder)) throw new Problem(`Usage: ${USAGE}`)
  const known = readPublicKey(readFileSync(publicKeyFile, 'utf8'))
  if (known === null) {
    console.log(`${publicKeyFile} has no key: nothing is signed, and the Linux packages do not update themselves.`)
    return 0
  }
  const { id, key } = secretKey(process.env.UPDATE_KEY ?? '')
  const lists = readdirSync(folder).filter((name) => /-linux(?:-\w+)?\.yml$/.test(name))
  if (lists.length === 0) throw new Problem(`${folder} has no list of updates for Linux.`)
  for (const name of lists) {
    const path = join(folder, name)
    const text = readFileSync(path, 'utf8').replace(/^signature: .*\n?/gm, '')
    const hash = hashToSign(signedPartOf(parseUpdateInfo(text, name, new URL(`file://${path}`))))
    const signature = sign(null, hash, key)
    if (!id.equals(known.id) || !verify(null, hash, known.key, signature))
      throw new Problem(`UPDATE_KEY is not the other half of ${publicKeyFile}.`)
    const signed = `${text.trimEnd()}\nsignature: ${signatureLine(id, signature)}\n`
    // As the app will read it.
    verifiedUpdate(parseUpdateInfo(signed, name, new URL(`file://${path}`)), known)
    writeFileSync(path, signed)
    console.log(`signed   ${name}`)
  }
  return 0
})

function secretKey(text: string) {
  const bytes = Buffer.from(text.trim(), 'base64')
  const part = ([from, to]: readonly [number, number]) => bytes.subarray(from, to)
  if (bytes.length !== MINISIGN.bytes || !part(MINISIGN.kdf).equals(Buffer.alloc(2)))
    throw new Problem('UPDATE_KEY is not a secret key of minisign without a password.')
  const der = Buffer.concat([PKCS8_PREFIX, part(MINISIGN.seed)])
  return { id: part(MINISIGN.id), key: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }) }
}
