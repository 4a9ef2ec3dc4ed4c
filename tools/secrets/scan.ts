import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** A secret that was found. Which one, and where: never itself. */
export interface Leak {
  /** Position in the list of known secrets, from 1. */
  secret: number
  /** How it was written there. */
  form: 'text' | 'UTF-16' | 'base64' | 'URL-encoded' | 'JSON-escaped'
  file: string
}

export interface Scan {
  files: number
  bytes: number
  leaks: Leak[]
}

/**
 * Looks for known secrets in every file below some folders: as text, as UTF-16 (how Chromium's stores and heap snapshots
 * may keep it), in base64 at each of its three alignments, URL-encoded and JSON-escaped. Each file is read once, in parts,
 * so a large one costs no memory. Settles with one leak per secret, form and file; files that vanish meanwhile are passed
 * over. Rejects when a folder can't be read.
 */
export async function scanForSecrets(folders: string[], secrets: string[]): Promise<Scan> {
  const needles = secrets.flatMap((secret, index) =>
    formsOf(secret).map(({ form, bytes }) => ({ secret: index + 1, form, bytes })),
  )
  const overlap = Math.max(0, ...needles.map(({ bytes }) => bytes.length)) - 1
  const scan: Scan = { files: 0, bytes: 0, leaks: [] }
  for (const folder of folders) for (const file of await filesBelow(folder)) await look(file)
  return scan

  async function look(file: string) {
    scan.files++
    const found = new Set<string>()
    let tail = Buffer.alloc(0)
    try {
      for await (const chunk of createReadStream(file)) {
        scan.bytes += chunk.length
        const part = Buffer.concat([tail, chunk])
        for (const { secret, form, bytes } of needles) {
          if (found.has(`${secret} ${form}`) || !part.includes(bytes)) continue
          found.add(`${secret} ${form}`)
          scan.leaks.push({ secret, form, file })
        }
        tail = part.subarray(Math.max(0, part.length - overlap))
      }
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }
}

function formsOf(secret: string): { form: Leak['form']; bytes: Buffer }[] {
  const text = Buffer.from(secret)
  const forms: { form: Leak['form']; bytes: Buffer }[] = [
    { form: 'text', bytes: text },
    { form: 'UTF-16', bytes: Buffer.from(secret, 'utf16le') },
    ...[0, 1, 2].map((shift) => ({ form: 'base64' as const, bytes: base64At(text, shift) })),
  ]
  const encoded = encodeURIComponent(secret)
  if (encoded !== secret) forms.push({ form: 'URL-encoded', bytes: Buffer.from(encoded) })
  const escaped = JSON.stringify(secret).slice(1, -1)
  if (escaped !== secret) forms.push({ form: 'JSON-escaped', bytes: Buffer.from(escaped) })
  return forms
}

/** What a text becomes inside of a longer one that is base64: whole groups of three bytes, from this offset on. */
function base64At(text: Buffer, shift: number): Buffer {
  const from = (3 - shift) % 3
  const length = Math.floor((text.length - from) / 3) * 3
  return Buffer.from(text.subarray(from, from + length).toString('base64'))
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'
