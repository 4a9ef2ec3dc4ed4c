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
  working: '#b57a12',
  speaking: '#3d7bf4',
  offline: '#7b818a',
  error: '#e0483e',
}

/** `name@2x.png` is what Electron looks for beside `name.png`. */
const SETS = [
  { suffix: 'Template', tint: false, base: 16, scales: [1, 2, 3] },
  { suffix: '-16', tint: true, base: 16, scales: [1, 1.5, 2, 3] },
  { suffix: '-24', tint: true, base: 24, scales: [1, 2] },
]

const APP_SIZES = [256, 512, 1024]

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
  const written = []
  const states = (await readdir(join(ICONS, 'tray'))).map((file) => parse(file).name)
  for (const state of states) {
    if (!(state in COLOURS)) throw new Error(`build/icons/tray/${state}.svg has no colour in render-icons.mjs`)
    const svg = await readFile(join(ICONS, 'tray', `${state}.svg`), 'utf8')
    const colour = COLOURS[/** @type {keyof typeof COLOURS} */ (state)]
    for (const { suffix, tint, base, scales } of SETS) {
      for (const scale of scales) {
        const name = `${state}${suffix}${scale === 1 ? '' : `@${scale}x`}.png`
        const png = draw(svg.replaceAll('#000', tint ? colour : ALPHA_ONLY), base * scale)
        written.push(join(outDir, 'tray', name))
        await writeFile(join(outDir, 'tray', name), png)
      }
    }
  }
  const app = await readFile(join(ICONS, 'app.svg'), 'utf8')
  for (const size of APP_SIZES) {
    written.push(join(outDir, `app-${size}.png`))
    await writeFile(join(outDir, `app-${size}.png`), draw(app, size))
  }
  return written
}

/**
 * @param {string} svg
 * @param {number} width in pixels
 */
function draw(svg, width) {
  const image = new Resvg(svg, { fitTo: { mode: 'width', value: width } })
  const rendered = image.render()
  const png = rendered.asPng()
  rendered.free()
  image.free()
  return png
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const outDir = resolve(process.argv[2] ?? join(import.meta.dirname, '../out/icons'))
  const files = await renderIcons(outDir)
  console.log(`${files.length} icons in ${outDir}`)
}
