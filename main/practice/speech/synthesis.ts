import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConsoleStdout, File, OpenFile, PreopenDirectory, WASI } from '@bjorn3/browser_wasi_shim'
import { resample, toFloat, toPcm16 } from '../../../shared/resample'
import { SAMPLE_RATE } from '../../../shared/sample-rate'
import { spoken } from './normalise'

export type FliteVoice = 'slt' | 'rms' | 'awb' | 'kal'

export interface Synthesizer {
  /** Mono PCM at 24 kHz. `rate` 1 is the voice's own pace, 2 twice as fast. Figures and tickers are read as words. */
  speak(text: string, options?: { voice?: FliteVoice; rate?: number }): Promise<Int16Array<ArrayBuffer>>
}

/** Quieter than this at the ends is silence (about -50 dB). */
const SILENCE = 0.003
const KEPT_LEAD = 0.03
const KEPT_TRAIL = 0.12

/** Loads flite (WebAssembly, voices inside) from the data folder. */
export async function createSynthesizer(options: { dataDir: string }): Promise<Synthesizer> {
  const flite = await WebAssembly.compile(await readFile(join(options.dataDir, 'flite.wasm')))
  return {
    async speak(text, { voice = 'slt', rate = 1 } = {}) {
      const words = spoken(text)
      if (!/[a-z0-9]/i.test(words)) return new Int16Array(0)
      const wave = await run(flite, [
        '-voice',
        voice,
        '--setf',
        `duration_stretch=${(1 / rate).toFixed(3)}`,
        '-t',
        words,
        '-o',
        'out.wav',
      ])
      const { samples, sampleRate } = readWave(wave)
      return toPcm16(resample(trim(toFloat(samples), sampleRate), sampleRate, SAMPLE_RATE))
    },
  }
}

/** flite is a program that runs once and ends: every sentence gets an instance of its own. */
async function run(flite: WebAssembly.Module, args: string[]): Promise<Uint8Array> {
  const folder = new PreopenDirectory('.', new Map())
  const complaints: string[] = []
  const wasi = new WASI(
    ['flite', ...args],
    [],
    [
      new OpenFile(new File([])),
      ConsoleStdout.lineBuffered((line) => complaints.push(line)),
      ConsoleStdout.lineBuffered((line) => complaints.push(line)),
      folder,
    ],
    { debug: false },
  )
  const instance = await WebAssembly.instantiate(flite, { wasi_snapshot_preview1: wasi.wasiImport })
  const code = wasi.start(instance as Parameters<typeof wasi.start>[0])
  const file = folder.dir.contents.get('out.wav')
  if (code !== 0 || !(file instanceof File))
    throw new Error(`Speech synthesis failed (${code}): ${complaints.join(' ')}`)
  return file.data
}

/** RIFF: chunks of id, size, content; 16-bit mono is all that flite writes. */
function readWave(bytes: Uint8Array): { samples: Int16Array<ArrayBuffer>; sampleRate: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let sampleRate = 16_000
  for (let at = 12; at + 8 <= bytes.length; ) {
    const id = String.fromCharCode(...bytes.subarray(at, at + 4))
    const size = Math.min(view.getUint32(at + 4, true), bytes.length - at - 8)
    if (id === 'fmt ') sampleRate = view.getUint32(at + 12, true)
    if (id === 'data') return { sampleRate, samples: new Int16Array(bytes.slice(at + 8, at + 8 + (size & ~1)).buffer) }
    at += 8 + size + (size & 1)
  }
  throw new Error('Speech synthesis wrote no audio.')
}

/** flite pads its sentences generously; the wait before the first word is what a listener notices. */
function trim(samples: Float32Array, sampleRate: number): Float32Array {
  const loud = (sample: number) => Math.abs(sample) > SILENCE
  const first = samples.findIndex(loud)
  if (first < 0) return samples
  const last = samples.findLastIndex(loud)
  return samples.subarray(
    Math.max(0, first - Math.round(KEPT_LEAD * sampleRate)),
    Math.min(samples.length, last + Math.round(KEPT_TRAIL * sampleRate)),
  )
}
