import { existsSync, mkdirSync, mkdtempSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeOwnFolder } from '../../main/diagnosis/own-folder'

test('a run removes what earlier ones left behind, and nothing else', () => {
  const parent = mkdtempSync(join(tmpdir(), 'dexter-own-folder-'))
  const made = (name: string, age: number) => {
    const path = join(parent, name)
    mkdirSync(path)
    utimesSync(path, new Date(Date.now() - age), new Date(Date.now() - age))
    return path
  }
  const old = made('dexter-diagnosis-old', 3_600_000)
  const running = made('dexter-diagnosis-running', 1_000)
  const other = made('other', 3_600_000)
  const mine = makeOwnFolder(parent)
  expect([old, running, other, mine].map(existsSync)).toEqual([false, true, true, true])
})
