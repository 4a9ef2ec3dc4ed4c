import { createHash } from 'node:crypto'
import type { Keytar } from './keychain'

/**
 * CRED_MAX_CREDENTIAL_BLOB_SIZE. Other programs count UTF-16 units here; keytar hands over the text's UTF-8 bytes
 * (`keytar_win.cc`: `CredentialBlobSize = password.size()`), so those are what counts.
 */
const MAX_BYTES = 2560
/** Base64 of 30 KB: no token is that long, and a list of entries must end somewhere. */
const MAX_PARTS = 16

/** What stands in the entry itself when its secret lies in parts: where they are, how many, and the hash of the whole. */
const HEAD = /^dexter-voice-parts:1:([ab]):(\d+):([0-9a-f]{64})$/
const PART = /#[ab]\.\d+$/

type Slot = 'a' | 'b'
interface Head {
  slot: Slot
  count: number
  hash: string
}

/** Whether an entry is a part of another one. */
export const isPart = (account: string): boolean => PART.test(account)

/** The secret is longer than even its parts may be. */
export class TooLong extends Error {}

/**
 * Keeps secrets that are longer than an entry of Windows may be, such as refresh tokens, in several. What an entry says is
 * replaced at once: new parts are written beside the old ones, under the other of two names, then the entry that leads to
 * them, and the old parts are removed last. Whatever fails or ends between, the old secret is read, or the new one; never a
 * mix.
 */
export function withLongSecrets(keytar: Keytar): Keytar {
  const partName = (account: string, slot: Slot, at: number | '') => `${account}#${slot}.${at}`

  const headOf = (text: string | null): Head | null => {
    const [, slot, count, hash] = HEAD.exec(text ?? '') ?? []
    return (slot === 'a' || slot === 'b') && hash !== undefined ? { slot, count: Number(count), hash } : null
  }

  /** Looked up, not counted: a write or a removal that failed may have left some that no entry leads to. */
  const removeParts = async (service: string, account: string, keep: Slot | null) => {
    for (const { account: name } of await keytar.findCredentials(service)) {
      const ours = isPart(name) && name.replace(PART, '') === account
      if (ours && !(keep && name.startsWith(partName(account, keep, '')))) await keytar.deletePassword(service, name)
    }
  }

  const read = async (service: string, account: string): Promise<{ head: Head | null; secret: string | null }> => {
    const text = await keytar.getPassword(service, account)
    const head = headOf(text)
    if (head === null) return { head, secret: text }
    let whole = ''
    for (let at = 0; at < head.count; at++)
      whole += (await keytar.getPassword(service, partName(account, head.slot, at))) ?? ''
    return { head, secret: hashOf(whole) === head.hash ? Buffer.from(whole, 'base64').toString('utf8') : null }
  }

  return {
    findCredentials: (service) => keytar.findCredentials(service),
    getPassword: async (service, account) => (await read(service, account)).secret,
    async setPassword(service, account, secret) {
      const before = headOf(await keytar.getPassword(service, account))
      const short = Buffer.byteLength(secret, 'utf8') <= MAX_BYTES
      const slot = before?.slot === 'a' ? 'b' : 'a'
      if (short) await keytar.setPassword(service, account, secret)
      else {
        const whole = Buffer.from(secret, 'utf8').toString('base64')
        const parts = whole.match(new RegExp(`.{1,${MAX_BYTES}}`, 'g')) ?? []
        if (parts.length > MAX_PARTS) throw new TooLong()
        for (const [at, part] of parts.entries()) await keytar.setPassword(service, partName(account, slot, at), part)
        const head = `dexter-voice-parts:1:${slot}:${parts.length}:${hashOf(whole)}`
        await keytar.setPassword(service, account, head)
      }
      // The new secret is kept by now: what is left of the old one goes with the next one, or when it is forgotten.
      await removeParts(service, account, short ? null : slot).catch(() => {})
    },
    async deletePassword(service, account) {
      const was = await keytar.deletePassword(service, account)
      await removeParts(service, account, null)
      return was
    },
  }
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
