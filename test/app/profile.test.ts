import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isLocked, whyUnwritable } from '../../main/app/profile'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dexter-profile-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

test('a profile that is not there yet is made', () => {
  const folder = join(dir, 'a', 'b')
  expect(whyUnwritable(folder)).toBeNull()
  expect(existsSync(folder)).toBe(true)
})

test('a profile that can not be made says why', () => {
  writeFileSync(join(dir, 'file'), '')
  expect(whyUnwritable(join(dir, 'file', 'profile'))).toBe('ENOTDIR')
})

test('a lock is seen though what it points to is no file', () => {
  expect(isLocked(dir)).toBe(false)
  symlinkSync('computer-1234', join(dir, 'SingletonLock'))
  expect(isLocked(dir)).toBe(true)
})
