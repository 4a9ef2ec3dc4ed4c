import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { AxeResults } from 'axe-core'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import sharp from 'sharp'
import { createServer } from 'vite'
import { findProgram } from '../tools/setup/system-libraries.mjs'
import { README_SHOTS, SHOTS, type Shot } from '../tools/workbench/shots'

/*
 * One picture for each screen, state, theme, language and size, drawn from fixtures in the system's Chromium:
 * `npm run shots -- [--out DIR] [--only WORDS]`. axe looks at each; the exit code is 0 when it found nothing.
 * `npm run shots -- --readme` draws those of the README instead, for dense screens, into docs/pictures.
 */

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    only: { type: 'string', default: '' },
    readme: { type: 'boolean', default: false },
  },
})
const executablePath = findProgram('chromium')
if (executablePath === undefined) {
  console.error('The pictures are drawn by Chromium, and none is installed here. Install the package “chromium”.')
  process.exit(1)
}

const words = values.only.split(/\s+/).filter(Boolean)
const wanted = values.readme
  ? Object.entries(README_SHOTS).map(([name, shot]) => ({ ...shot, name, scale: 2 }))
  : SHOTS.filter(({ name }) => words.every((word) => name.includes(word)))
const out = resolve(values.out ?? (values.readme ? 'docs/pictures' : 'shots'))
mkdirSync(out, { recursive: true })
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const server = await createServer({
  configFile: join(import.meta.dirname, '../tools/workbench/vite.config.ts'),
  logLevel: 'error',
})
await server.listen(0)
const base = server.resolvedUrls?.local[0] ?? ''
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
/** Pages of one theme, language and size share a context: the transformed sources are fetched once for it. */
const contexts = new Map<string, BrowserContext>()
const violations: { shot: string; rule: string; where: string[] }[] = []
const errors: string[] = []

for (const shot of wanted) {
  const page = await (await contextOf(shot)).newPage()
  page.on('pageerror', (error) => errors.push(`${shot.name}: ${error.message}`))
  await page.goto(`${base}${shot.page}?${new URLSearchParams(shot.query)}${shot.hash}`)
  await page.locator(shot.ready).first().waitFor()
  for (const label of shot.press ?? []) await pressed(page, label).click()
  await page.evaluate(() => document.fonts.ready)
  const picture = await page.screenshot({ animations: 'disabled' })
  if (values.readme)
    await sharp(picture)
      .webp({ nearLossless: true })
      .toFile(join(out, `${shot.name}.webp`))
  else writeFileSync(join(out, `${shot.name}.png`), picture)
  await page.addScriptTag({ content: axe })
  const found = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run())
  for (const { id, nodes } of found.violations)
    violations.push({ shot: shot.name, rule: id, where: nodes.map(({ html }) => html.slice(0, 160)) })
  await page.close()
}
await browser.close()
await server.close()

if (!values.readme) writeFileSync(join(out, 'axe.json'), `${JSON.stringify(violations, null, 2)}\n`)
for (const { shot, rule, where } of violations) console.log(`${shot}: ${rule}: ${where[0]}`)
for (const error of errors) console.log(error)
console.log(`${wanted.length} pictures in ${out}, ${violations.length} violations by axe, ${errors.length} errors.`)
process.exit(violations.length + errors.length === 0 ? 0 : 1)

function pressed(page: Page, name: string) {
  return page.getByRole('tab', { name }).or(page.getByRole('button', { name })).first()
}

async function contextOf({ width, height, theme, contrast, scale }: Shot): Promise<BrowserContext> {
  const key = JSON.stringify([width, height, theme, contrast, scale])
  const known = contexts.get(key)
  if (known) return known
  const made = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    contrast: contrast === 'more' ? 'more' : 'no-preference',
    forcedColors: contrast === 'forced' ? 'active' : 'none',
    reducedMotion: 'reduce',
    locale: 'en-US',
    // Pictures of documents are looked at on dense screens.
    deviceScaleFactor: scale,
  })
  contexts.set(key, made)
  return made
}
