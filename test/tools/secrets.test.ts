import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { scanForSecrets } from '../../tools/secrets/scan'

const SECRET = 'rt_7Qm"z/Kx+42pLw9vY'
let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dexter-scan-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

const formsFound = async (content: string | Buffer) => {
  writeFileSync(join(dir, 'file'), content)
  return (await scanForSecrets([dir], ['another_secret', SECRET])).leaks.map(({ secret, form }) => [secret, form])
}

test.each([
  ['text', `before ${SECRET} after`],
  ['UTF-16', Buffer.from(`before ${SECRET} after`, 'utf16le')],
  ['URL-encoded', `?x=${encodeURIComponent(SECRET)}&`],
  ['JSON-escaped', JSON.stringify({ deep: SECRET })],
])('finds a planted secret as %s', async (form, content) => {
  expect(await formsFound(content)).toEqual([[2, form]])
})

test.each(['', 'a', 'ab'])('finds a planted secret in base64 after %j', async (before) => {
  expect(await formsFound(Buffer.from(`${before}${SECRET} more`).toString('base64'))).toEqual([[2, 'base64']])
})

test('finds a secret that lies across the parts in which a large file is read', async () => {
  expect(await formsFound('x'.repeat(64 * 1024 - 5) + SECRET)).toEqual([[2, 'text']])
})

test('finds nothing where none is', async () => {
  expect(await formsFound(`${SECRET.slice(0, -1)} and ${SECRET.slice(1)}`)).toEqual([])
})
