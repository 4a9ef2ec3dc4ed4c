import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, parse, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { initWasm, Resvg } from '@resvg/resvg-wasm'

/*
 * Draws build/icons/*.svg as PNG: `node build/render-icons.mjs [out/icons]`.
 * The SVGs are the source; nothing rendered is kept in the repository.
 */

const ICONS = join(import.meta.dirname, 'icons')
const ALPHA_ONLY = '#000000'

/** Mid-tones, each at least 3:1 on a white and on a black bar (WCAG 1.4.11). The shape says the same as the colour. */
const COLOURS = {
  idle: '#7b818a',
  connecting: '#b57a12',
  listening: '#3d7bf4',
  'hands-free': '#3d7bf4',
  working: '#b57a12',
  speaking: '#3d7bf4',
  offline: '#7b818a',
  error: '#e0483e',
}

/** `name@2x.png` is what Electron looks for beside `name.png`. */
const SETS = [
  { suffix: 'Template', tint: false, base: 16, scales: [1, 2, 3] },
  { suffix: '-24', tint: true, base: 24, scales: [1, 2] },
]

/** What the bar of Windows draws at 100 to 300 %. */
const TRAY_ICO_SIZES = [16, 20, 24, 32, 40, 48]
/** What Explorer and the taskbar draw; 256 must be among them (electron-builder). */
const APP_ICO_SIZES = [16, 20, 24, 32, 40, 48, 64, 128, 256]
const APP_SIZES = [512, 1024]
/** An entry of this size is a PNG inside; smaller ones are bitmaps, which every reader of icons knows. */
const PNG_SIZE = 256

/** @type {Promise<void> | undefined} */
let ready

/**
 * Renders every icon into `outDir` and answers the files that it wrote.
 * @param {string} outDir
 * @returns {Promise<string[]>}
 */
export async function renderIcons(outDir) {
  ready ??= readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')).then((wasm) =>
    initWasm(wasm),
  )
  await ready
  await mkdir(join(outDir, 'tray'), { recursive: true })
  /** @type {string[]} */
  const written = []
  const write = async (/** @type {string} */ name, /** @type {Uint8Array} */ bytes) => {
    written.push(join(outDir, name))
    await writeFile(join(outDir, name), bytes)
  }
  const states = (await readdir(join(ICONS, 'tray'))).map((file) => parse(file).name)
  for (const state of states) {
    if (!(state in COLOURS)) throw new Error(`build/icons/tray/${state}.svg has no colour in render-icons.mjs`)
    const svg = await readFile(join(ICONS, 'tray', `${state}.svg`), 'utf8')
    const colour = COLOURS[/** @type {keyof typeof COLOURS} */ (state)]
    for (const { suffix, tint, base, scales } of SETS) {
      for (const scale of scales) {
        const name = `${state}${suffix}${scale === 1 ? '' : `@${scale}x`}.png`
        await write(join('tray', name), draw(svg.replaceAll('#000', tint ? colour : ALPHA_ONLY), base * scale).png)
      }
    }
    await write(join('tray', `${state}.ico`), ico(svg.replaceAll('#000', colour), TRAY_ICO_SIZES))
  }
  const app = await readFile(join(ICONS, 'app.svg'), 'utf8')
  await write('app.ico', ico(app, APP_ICO_SIZES))
  for (const size of APP_SIZES) await write(`app-${size}.png`, draw(app, size).png)
  return written
}

/**
 * @param {string} svg
 * @param {number} width in pixels
 * @returns {{ png: Uint8Array, rgba: Uint8Array }} `rgba` is premultiplied
 */
function draw(svg, width) {
  const image = new Resvg(svg, { fitTo: { mode: 'width', value: width } })
  const rendered = image.render()
  const drawn = { png: rendered.asPng(), rgba: rendered.pixels }
  rendered.free()
  image.free()
  return drawn
}

/**
 * An icon of Windows with one entry for each size (ICONDIR and ICONDIRENTRY, "Icons in Win32").
 * @param {string} svg
 * @param {number[]} sizes in pixels
 */
function ico(svg, sizes) {
  const images = sizes.map((size) => {
    const { png, rgba } = draw(svg, size)
    return size === PNG_SIZE ? Buffer.from(png) : bitmap(rgba, size)
  })
  const head = Buffer.alloc(6 + 16 * sizes.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(sizes.length, 4)
  let offset = head.length
  for (const [at, image] of images.entries()) {
    const entry = 6 + 16 * at
    // 0 stands for 256.
    head.writeUInt8((sizes[at] ?? 0) % 256, entry)
    head.writeUInt8((sizes[at] ?? 0) % 256, entry + 1)
    head.writeUInt16LE(1, entry + 4)
    head.writeUInt16LE(32, entry + 6)
    head.writeUInt32LE(image.length, entry + 8)
    head.writeUInt32LE(offset, entry + 12)
    offset += image.length
  }
  return Buffer.concat([head, ...images])
}

/**
 * A device-independent bitmap of 32 bits as icons hold it: BITMAPINFOHEADER of twice the height, rows from below in BGRA,
 * and a mask, which nothing reads where there is alpha.
 * @param {Uint8Array} rgba premultiplied
 * @param {number} size
 */
function bitmap(rgba, size) {
  const header = Buffer.alloc(40)
  header.writeUInt32LE(40, 0)
  header.writeInt32LE(size, 4)
  header.writeInt32LE(size * 2, 8)
  header.writeUInt16LE(1, 12)
  header.writeUInt16LE(32, 14)
  const pixels = Buffer.alloc(size * size * 4)
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const from = (y * size + x) * 4
      const to = ((size - 1 - y) * size + x) * 4
      const alpha = rgba[from + 3] ?? 0
      for (const [channel, at] of [2, 1, 0].entries())
        pixels[to + channel] = alpha === 0 ? 0 : Math.round(((rgba[from + at] ?? 0) * 255) / alpha)
      pixels[to + 3] = alpha
    }
  }
  return Buffer.concat([header, pixels, Buffer.alloc(Math.ceil(size / 32) * 4 * size)])
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const outDir = resolve(process.argv[2] ?? join(import.meta.dirname, '../out/icons'))
  const files = await renderIcons(outDir)
  console.log(`${files.length} icons in ${outDir}`)
}
