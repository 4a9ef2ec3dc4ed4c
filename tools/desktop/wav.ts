/** The format of a WAV file and where its samples are. Durations are in milliseconds. */
export interface WavFormat {
  codec: 'pcm' | 'float'
  rate: number
  channels: number
  bits: number
  /** Byte range of the samples. */
  dataStart: number
  dataBytes: number
  durationMs: number
}

/** A file that can't be used as speech; the message is a sentence without the file's name. */
export class WavProblem extends Error {
  override name = 'WavProblem'
}

const PCM = 1
const FLOAT = 3
const EXTENSIBLE = 0xfffe
const CODEC_NAMES: Record<number, string> = { 2: 'ADPCM', 6: 'A-law', 7: 'mu-law', 17: 'IMA ADPCM', 85: 'MP3' }

/** Reads the header of a RIFF/WAVE file; throws a {@link WavProblem} when it holds no plain samples. */
export function parseWav(file: Buffer): WavFormat {
  if (file.length < 12 || file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE') {
    throw new WavProblem('is not a WAV file')
  }
  let format: Pick<WavFormat, 'codec' | 'rate' | 'channels' | 'bits'> | undefined
  // Chunks: four letters, a length, the content padded to an even length.
  for (let at = 12; at + 8 <= file.length; ) {
    const name = file.toString('latin1', at, at + 4)
    const start = at + 8
    const length = file.readUInt32LE(at + 4)
    if (name === 'fmt ') format = parseFormat(file.subarray(start, start + length))
    if (name === 'data') {
      if (!format) throw new WavProblem('is a damaged WAV file: its samples come before their format')
      // Written to a pipe, the length is unknown and stands as 0 or 0xffffffff: then it goes to the end of the file.
      const known = length !== 0xffffffff && start + length <= file.length
      const dataBytes = known ? length : file.length - start
      const bytesPerSecond = format.rate * format.channels * (format.bits / 8)
      if (dataBytes < bytesPerSecond / 1000) throw new WavProblem('is a WAV file without any sound in it')
      return { ...format, dataStart: start, dataBytes, durationMs: (dataBytes / bytesPerSecond) * 1000 }
    }
    at = start + length + (length % 2)
  }
  throw new WavProblem('is a damaged WAV file: it has no samples')
}

function parseFormat(chunk: Buffer): Pick<WavFormat, 'codec' | 'rate' | 'channels' | 'bits'> {
  if (chunk.length < 16) throw new WavProblem('is a damaged WAV file: its format is cut off')
  const tag = chunk.readUInt16LE(0)
  // The extensible form puts the codec at the start of a GUID.
  const codec = tag === EXTENSIBLE && chunk.length >= 26 ? chunk.readUInt16LE(24) : tag
  const channels = chunk.readUInt16LE(2)
  const rate = chunk.readUInt32LE(4)
  const bits = chunk.readUInt16LE(14)
  const plain = (codec === PCM && [8, 16, 24, 32].includes(bits)) || (codec === FLOAT && bits === 32)
  if (!plain) {
    const called = CODEC_NAMES[codec] ?? `codec ${codec} with ${bits} bits`
    throw new WavProblem(`holds ${called}, which can't be played here: convert it to 16-bit PCM`)
  }
  if (channels === 0 || rate === 0) throw new WavProblem('is a damaged WAV file: it has no channels or no rate')
  return { codec: codec === PCM ? 'pcm' : 'float', rate, channels, bits }
}

/** Header of a 16-bit mono file with `dataBytes` of samples at `rate` samples per second. */
export function wavHeader(dataBytes: number, rate: number): Buffer {
  const header = Buffer.alloc(44)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(36 + dataBytes, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(PCM, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(rate, 24)
  header.writeUInt32LE(rate * 2, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(dataBytes, 40)
  return header
}

/** A whole 16-bit mono file. */
export function encodeWav(samples: Int16Array, rate: number): Buffer {
  const data = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)
  return Buffer.concat([wavHeader(data.length, rate), data])
}

/** The samples of a 16-bit mono file; throws a {@link WavProblem} for any other format. */
export function decodeWav(file: Buffer): { samples: Int16Array; rate: number } {
  const { codec, bits, channels, rate, dataStart, dataBytes } = parseWav(file)
  if (codec !== 'pcm' || bits !== 16 || channels !== 1) throw new WavProblem('is not 16-bit mono')
  const samples = new Int16Array(dataBytes >> 1)
  for (let i = 0; i < samples.length; i++) samples[i] = file.readInt16LE(dataStart + 2 * i)
  return { samples, rate }
}
