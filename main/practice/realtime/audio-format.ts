import { resample, toFloat, toPcm16 } from '../../../shared/resample'
import { SAMPLE_RATE } from '../../../shared/sample-rate'
import { decodeALaw, decodeMuLaw, encodeALaw, encodeMuLaw } from './g711'
import { ProtocolError } from './protocol-error'
import type { SessionConfig } from './session-config'

export type AudioFormat = SessionConfig['audio']['input']['format']

const TELEPHONE_RATE = 8_000
/** The API's own limit for one append. */
const MAX_APPEND_BYTES = 15 * 1024 * 1024

/** Base64 from the wire to 16-bit mono at 24 kHz. Throws ProtocolError for what is not audio in the session's format. */
export function decodeAudio(base64: string, format: AudioFormat, param: string): Int16Array {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) {
    throw new ProtocolError('invalid_value', `Invalid '${param}'. Expected base64-encoded audio bytes.`, param)
  }
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length > MAX_APPEND_BYTES)
    throw new ProtocolError('invalid_value', `'${param}' is larger than 15 MiB.`, param)
  if (format.type === 'audio/pcm') {
    if (bytes.length % 2)
      throw new ProtocolError('invalid_value', `Invalid '${param}'. 16-bit audio has an even number of bytes.`, param)
    return new Int16Array(new Uint8Array(bytes).buffer)
  }
  const samples = format.type === 'audio/pcmu' ? decodeMuLaw(bytes) : decodeALaw(bytes)
  return toPcm16(resample(toFloat(samples), TELEPHONE_RATE, SAMPLE_RATE))
}

/** 16-bit mono at 24 kHz to the bytes of the session's format. */
export function encodeAudio(pcm: Int16Array, format: AudioFormat): Buffer {
  if (format.type === 'audio/pcm') return Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength)
  const samples = toPcm16(resample(toFloat(pcm), SAMPLE_RATE, TELEPHONE_RATE))
  return Buffer.from(format.type === 'audio/pcmu' ? encodeMuLaw(samples) : encodeALaw(samples))
}
