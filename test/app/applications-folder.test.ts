import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { offerApplicationsFolder } from '../../main/app/applications-folder'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'move-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const IMAGE = '/Volumes/Dexter Voice/Dexter Voice.app/Contents/MacOS/Dexter Voice'

function start(
  given: {
    platform?: NodeJS.Platform
    isPackaged?: boolean
    there?: boolean
    place?: string
    answer?: number
    move?: () => boolean
  } = {},
) {
  const { platform = 'darwin', isPackaged = true, there = false, place = IMAGE, answer = 1, move = () => true } = given
  const said: string[] = []
  const settled = offerApplicationsFolder({
    app: {
      isPackaged,
      isInApplicationsFolder: () => there,
      moveToApplicationsFolder() {
        said.push('moves')
        return move()
      },
    },
    platform,
    place,
    file: join(dir, 'applications-folder.json'),
    ask: async ({ message }) => {
      said.push(message)
      return answer
    },
    onProblem: (sentence) => said.push(sentence),
  })
  return settled.then(() => said)
}
const QUESTION = 'Move Dexter Voice to the Applications folder?'

it('asks once for a place, and takes no for an answer', async () => {
  expect(await start()).toEqual([QUESTION])
  expect(await start()).toEqual([])
  expect(await start({ place: '/Users/me/Downloads/Dexter Voice.app/Contents/MacOS/Dexter Voice' })).toEqual([QUESTION])
})

it('a copy that macOS runs from a new place each time is one place', async () => {
  const translocated = (id: string) =>
    `/private/var/folders/x/AppTranslocation/${id}/d/Dexter Voice.app/Contents/MacOS/x`
  expect(await start({ place: translocated('1') })).toEqual([QUESTION])
  expect(await start({ place: translocated('2') })).toEqual([])
})

it('moves when the trader says so, and says what to do where macOS does not let it', async () => {
  expect(await start({ answer: 0 })).toEqual([QUESTION, 'moves'])
  expect(await start({ answer: 0, move: () => false })).toEqual([QUESTION, 'moves', expect.stringMatching(/drag it/)])
  const refuses = () => {
    throw new Error('not authorised')
  }
  expect(await start({ answer: 0, move: refuses })).toEqual([QUESTION, 'moves', expect.stringMatching(/drag it/)])
})

it('asks nobody who is there already, runs a checkout, or has another system', async () => {
  expect(await start({ there: true })).toEqual([])
  expect(await start({ isPackaged: false })).toEqual([])
  for (const platform of ['win32', 'linux'] as const) expect(await start({ platform })).toEqual([])
})
