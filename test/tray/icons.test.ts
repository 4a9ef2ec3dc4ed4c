import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { renderIcons } from '../../build/render-icons.mjs'
import { TRAY_ICON_STATES, trayIconFile } from '../../main/tray/icons'

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

test.each([
  ['darwin', 16],
  ['linux', 24],
])('every state has its icon on %s, and a sharp one beside it', async (platform, pixels) => {
  for (const state of TRAY_ICON_STATES) {
    const file = trayIconFile(dir, state, platform)
    expect(await size(file)).toEqual([pixels, pixels])
    expect(await size(file.replace('.png', '@2x.png'))).toEqual([pixels * 2, pixels * 2])
  }
})

/** Entries of an icon of Windows (ICONDIR, ICONDIRENTRY), with their pixels as RGBA from above; PNG ones as they are. */
async function entriesOf(file: string) {
  const ico = await readFile(file)
  expect([ico.readUInt16LE(0), ico.readUInt16LE(2)]).toEqual([0, 1])
  return Array.from({ length: ico.readUInt16LE(4) }, (_, at) => {
    const entry = ico.subarray(6 + 16 * at, 22 + 16 * at)
    const [width, height] = [entry.readUInt8(0) || 256, entry.readUInt8(1) || 256]
    const image = ico.subarray(entry.readUInt32LE(12), entry.readUInt32LE(12) + entry.readUInt32LE(8))
    expect([width, entry.readUInt16LE(4), entry.readUInt16LE(6)]).toEqual([height, 1, 32])
    if (image.subarray(1, 4).toString() === 'PNG') return { width, png: image }
    // BITMAPINFOHEADER: its length, width, and the height of picture and mask together.
    expect([0, 4, 8].map((offset) => image.readInt32LE(offset))).toEqual([40, width, width * 2])
    expect([image.readUInt16LE(12), image.readUInt16LE(14), image.readInt32LE(16)]).toEqual([1, 32, 0])
    expect(image.length).toBe(40 + width * width * 4 + Math.ceil(width / 32) * 4 * width)
    const at4 = (x: number, y: number) => 40 + ((width - 1 - y) * width + x) * 4
    const pixel = (x: number, y: number) => [2, 1, 0, 3].map((channel) => image[at4(x, y) + channel])
    return { width, pixel }
  })
}

test('on Windows every state has an icon for each scale of the bar', async () => {
  for (const state of TRAY_ICON_STATES) {
    const file = trayIconFile(dir, state, 'win32')
    const entries = await entriesOf(file)
    expect(entries.map(({ width }) => width)).toEqual([16, 20, 24, 32, 40, 48])
    // Every pixel that is painted has the one colour of the state, and the shape has edges that are neither.
    for (const { width, pixel } of entries) {
      const pixels = Array.from({ length: width * width }, (_, at) => pixel?.(at % width, Math.floor(at / width)) ?? [])
      const solid = pixels.filter(([, , , alpha]) => alpha === 255)
      expect(new Set(solid.map(([r, g, b]) => `${r} ${g} ${b}`)).size).toBe(1)
      expect(pixels.filter(([, , , alpha]) => alpha !== undefined && alpha > 0 && alpha < 255).length).toBeGreaterThan(
        0,
      )
      expect(pixels[0]).toEqual([0, 0, 0, 0])
    }
  }
})

test('the app has its icon for Windows in every size, upright', async () => {
  const entries = await entriesOf(join(dir, 'app.ico'))
  expect(entries.map(({ width }) => width)).toEqual([16, 20, 24, 32, 40, 48, 64, 128, 256])
  expect(entries.at(-1)?.png?.readUInt32BE(16)).toBe(256)
})

test('states differ by shape, not only by colour', async () => {
  const shapes = await Promise.all(
    TRAY_ICON_STATES.map((state) => readFile(trayIconFile(dir, state, 'darwin'), 'base64')),
  )
  expect(new Set(shapes).size).toBe(TRAY_ICON_STATES.length)
})

test('the app has its icon elsewhere', async () => {
  expect(await size(join(dir, 'app-1024.png'))).toEqual([1024, 1024])
  expect(await size(join(dir, 'app-512.png'))).toEqual([512, 512])
})
