import { createHash } from 'node:crypto'

/** The part of keytar that is used. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, password: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
  findCredentials(service: string): Promise<{ account: string; password: string }[]>
}

/**
 * CRED_MAX_CREDENTIAL_BLOB_SIZE. Other programs count UTF-16 units here; keytar hands over the text's UTF-8 bytes
 * (`keytar_win.cc`: `CredentialBlobSize = password.size()`), so those are what counts.
 */
const MAX_BYTES = 2560
/** Base64 of 30 KB: no token is that long, and a list of entries must end somewhere. */
const MAX_PARTS = 16

/** What stands in the entry itself when its secret lies in parts: where they are, how many, and the hash of the whole. */
const HEAD = /^dexter-voice-parts:1:([ab]):(\d+):([0-9a-f]{64})$/
const PART = /^(.*)#[ab]\.\d+$/s

type Slot = 'a' | 'b'
interface Head {
  slot: Slot
  count: number
  hash: string
}

/** The entry that this one is a part of; null when it is one of its own. */
const partOf = (account: string): string | null => PART.exec(account)?.[1] ?? null

/** Whether an entry is a part of another one. */
export const isPart = (account: string): boolean => partOf(account) !== null

/** The secret is longer than even its parts may be. */
export class TooLong extends Error {}

/**
 * Keeps secrets that are longer than an entry of Windows may be, such as refresh tokens, in several. What an entry says is
 * replaced at once: new parts are written beside the old ones, under the other of two names, then the entry that leads to
 * them; the old parts are removed last. Whatever fails or ends between, the old secret is read, or the new one; never a
 * mix.
 */
export function withLongSecrets(keytar: Keytar): Keytar {
  const partName = (account: string, slot: Slot, at: number) => `${account}#${slot}.${at}`

  const headOf = (text: string | null): Head | null => {
    const [, slot, count, hash] = HEAD.exec(text ?? '') ?? []
    return (slot === 'a' || slot === 'b') && hash !== undefined ? { slot, count: Number(count), hash } : null
  }

  /**
   * Removes the parts of a secret that `head` doesn't lead to. They are looked up rather than counted: a crash or a failure
   * may have left some that nothing leads to any more.
   */
  const removeStrayParts = async (service: string, account: string, head: Head | null) => {
    const needed = new Set(
      Array.from({ length: head?.count ?? 0 }, (_, at) => partName(account, head?.slot ?? 'a', at)),
    )
    for (const { account: name } of await keytar.findCredentials(service))
      if (partOf(name) === account && !needed.has(name)) await keytar.deletePassword(service, name)
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
      let head: Head | null = null
      if (Buffer.byteLength(secret, 'utf8') <= MAX_BYTES) await keytar.setPassword(service, account, secret)
      else {
        const before = headOf(await keytar.getPassword(service, account))
        const whole = Buffer.from(secret, 'utf8').toString('base64')
        const parts = whole.match(new RegExp(`.{1,${MAX_BYTES}}`, 'g')) ?? []
        if (parts.length > MAX_PARTS) throw new TooLong()
        head = { slot: before?.slot === 'a' ? 'b' : 'a', count: parts.length, hash: hashOf(whole) }
        for (const [at, part] of parts.entries())
          await keytar.setPassword(service, partName(account, head.slot, at), part)
        await keytar.setPassword(service, account, `dexter-voice-parts:1:${head.slot}:${head.count}:${head.hash}`)
      }
      // The new secret is stored by now. What can't be removed here goes with the next change, or when it is forgotten.
      await removeStrayParts(service, account, head).catch(() => {})
    },
    async deletePassword(service, account) {
      const was = await keytar.deletePassword(service, account)
      await removeStrayParts(service, account, null)
      return was
    },
  }
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
