import { t } from '../../../shared/i18n'
import { MAX_DEPTH, nestsTooDeep } from '../../../shared/json-text'
import { MAX_MESSAGE_CHARS } from './bounds'

/** Shorter messages gain nothing from the short cut. */
const LONG = 1_000
const DELTA = '"delta":"'

/** Why a message is none, in one sentence. */
const noText = () => t('engine.connection.notUtf8')
export const noObject = () => t('engine.connection.notObject')
const tooDeep = () => t('engine.connection.tooDeep', { levels: MAX_DEPTH })
const tooLong = () => t('engine.connection.tooLong', { millions: MAX_MESSAGE_CHARS / 1e6 })

/** Fatal: a replacement character in an amount or a name would look like what the server said. */
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * What a WebSocket gave: the JSON object in it, or why there is none. Some proxies pass events on as binary frames
 * (RFC 6455 section 5.6 leaves their meaning to the application): they hold the same text in UTF-8.
 */
export function readFrame(data: unknown): { message: Record<string, unknown> | string; size: number } {
  if (typeof data === 'string') return { message: parseMessage(data), size: data.length }
  if (!(data instanceof ArrayBuffer) && !ArrayBuffer.isView(data)) return { message: noObject(), size: 0 }
  const size = data.byteLength
  // Text never has more characters than bytes, and decoding what is thrown away anyway would hold up the voice.
  if (size > MAX_MESSAGE_CHARS) return { message: tooLong(), size }
  try {
    return { message: parseMessage(utf8.decode(data)), size }
  } catch {
    return { message: noText(), size }
  }
}

/**
 * The JSON object of a message, or why it is none. Audio is most of what comes, and base64 needs no unescaping: the
 * envelope of a long delta is parsed without it, and the audio stays the slice of the text that it is.
 */
export function parseMessage(text: string): Record<string, unknown> | string {
  if (text.length > MAX_MESSAGE_CHARS) return tooLong()
  if (text.length > LONG) {
    const audio = parseAudio(text)
    if (audio !== null) return audio
  }
  const message = parseObject(text)
  if (message === null) return noObject()
  return nestsTooDeep(message) ? tooDeep() : message
}

function parseAudio(text: string): Record<string, unknown> | null {
  const at = text.indexOf(DELTA)
  if (at < 0) return null
  const from = at + DELTA.length
  const to = text.indexOf('"', from)
  if (to < 0) return null
  const audio = text.slice(from, to)
  if (audio.includes('\\')) return null
  const envelope = parseObject(text.slice(0, from) + text.slice(to))
  // A delta somewhere inside, or one of words, is for the full parser.
  if (envelope?.delta !== '' || !String(envelope.type).endsWith('audio.delta')) return null
  // And so is whatever could nest.
  for (const name in envelope) if (typeof envelope[name] === 'object' && envelope[name] !== null) return null
  envelope.delta = audio
  return envelope
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}
