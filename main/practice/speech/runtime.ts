import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as ort from 'onnxruntime-web'

/**
 * Loads an ONNX model from the data folder. One thread: the runtime's own threads would fight with the audio for two
 * cores. The runtime's glue and binary come from the data folder too, so that it works inside a bundle.
 */
export async function loadModel(dataDir: string, name: string): Promise<ort.InferenceSession> {
  ort.env.logLevel = 'error'
  ort.env.wasm.numThreads = 1
  ort.env.wasm.wasmPaths = {
    mjs: pathToFileURL(join(dataDir, 'ort-wasm-simd-threaded.mjs')).href,
    wasm: pathToFileURL(join(dataDir, 'ort-wasm-simd-threaded.wasm')).href,
  }
  return ort.InferenceSession.create(await readFile(join(dataDir, name)), { executionProviders: ['wasm'] })
}
