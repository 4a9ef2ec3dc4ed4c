import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { renderIcons } from '../../build/render-icons.mjs'
import { trayIconFile } from '../../main/tray/icons'
import { VoiceStateSchema } from '../../shared/snapshot'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'icons-'))
  await renderIcons(dir)
})
afterAll(() => rm(dir, { recursive: true }))

/** Width and height stand in the first chunk of a PNG (RFC 2083, 4.1.1). */
async function size(file: string) {
  const png = await readFile(file)
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  return [png.readUInt32BE(16), png.readUInt32BE(20)]
}

const STATES = VoiceStateSchema.options

test.each([
  ['darwin', 16],
  ['win32', 16],
  ['linux', 24],
])('every state has its icon on %s, and a sharp one beside it', async (platform, pixels) => {
  for (const state of STATES) {
    const file = trayIconFile(dir, state, platform)
    expect(await size(file)).toEqual([pixels, pixels])
    expect(await size(file.replace('.png', '@2x.png'))).toEqual([pixels * 2, pixels * 2])
  }
})

test('states differ by shape, not only by colour', async () => {
  const shapes = await Promise.all(STATES.map((state) => readFile(trayIconFile(dir, state, 'darwin'), 'base64')))
  expect(new Set(shapes).size).toBe(STATES.length)
})

test('the app has its icon', async () => {
  expect(await size(join(dir, 'app-1024.png'))).toEqual([1024, 1024])
  expect(await size(join(dir, 'app-512.png'))).toEqual([512, 512])
})
