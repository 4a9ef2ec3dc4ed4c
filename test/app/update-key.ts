import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { hashToSign, signatureLine, signedPartOf } from '../../main/app/update-signature'

/** A key pair as minisign writes it without a password, made anew for each test run. */
export function makeUpdateKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const id = randomBytes(8)
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32)
  const secret = [Buffer.from('Ed\0\0B2'), Buffer.alloc(48), id, seed, raw, Buffer.alloc(32)]
  return {
    publicFile: `untrusted comment: minisign public key\n${Buffer.concat([Buffer.from('Ed'), id, raw]).toString('base64')}\n`,
    /** What the release keeps as UPDATE_KEY. */
    secret: Buffer.concat(secret).toString('base64'),
    /** The signature of a list of updates. */
    sign: (list: unknown) => signatureLine(id, sign(null, hashToSign(signedPartOf(list)), privateKey)),
  }
}
