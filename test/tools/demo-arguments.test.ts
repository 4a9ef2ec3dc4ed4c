import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readArguments } from '../../tools/demo/arguments'
import { encodeWav } from '../../tools/desktop/wav'

const dir = mkdtempSync(join(tmpdir(), 'dexter-arguments-'))
afterAll(() => rmSync(dir, { recursive: true }))

const file = (name: string, content: string | Buffer) => {
  const path = join(dir, name)
  writeFileSync(path, content)
  return path
}
const question = file('question.wav', encodeWav(new Int16Array(2400), 24_000))
const read = (...args: string[]) => readArguments(args, {})

test('without arguments a question and one that follows up are spoken to the practice backend', () => {
  const plan = read()
  expect(plan).toMatchObject({ backend: 'practice', url: null, realtimeUrl: null, cold: false, approve: 'none' })
  expect(plan.utterances.map(({ kind }) => kind)).toEqual(['spoken', 'spoken'])
})

test('recordings and sentences keep the order in which they were written', () => {
  const plan = read('--text', 'first', '--say', question, '--text=third', '--cold')
  expect(plan.cold).toBe(true)
  expect(plan.utterances).toEqual([
    { kind: 'typed', words: 'first' },
    { kind: 'recording', path: question },
    { kind: 'typed', words: 'third' },
  ])
})

test.each(['key', 'button', 'none'])('what waits is approved by %s', (how) => {
  expect(read('--approve', how).approve).toBe(how)
})

test('addresses of a real backend are taken as they are', () => {
  const plan = readArguments(
    ['--backend', 'openai', '--url', 'http://127.0.0.1:8080/v1', '--realtime-url', 'ws://127.0.0.1:8081'],
    { DEXTER_DEMO_OPENAI_KEY: 'a key' },
  )
  expect(plan).toMatchObject({
    backend: 'openai',
    url: 'http://127.0.0.1:8080/v1',
    realtimeUrl: 'ws://127.0.0.1:8081',
  })
})

test.each([
  [['--say', join(dir, 'nowhere.wav')], 'there is no such file'],
  [['--say', dir], 'that is not a file'],
  [['--say', file('empty.wav', '')], 'the file is empty'],
  [['--say', file('words.wav', 'these are words, not sound')], 'the file is not a WAV file'],
  [['--say', file('silent.wav', encodeWav(new Int16Array(0), 24_000))], 'without any sound'],
  [['--say', file('mp3.wav', wavWithCodec(85))], 'holds MP3'],
  [['--say', file('cut.wav', encodeWav(new Int16Array(9), 24_000).subarray(0, 30))], 'damaged'],
  [['--text', ' '], 'says nothing'],
  [['--backend', 'deepthought'], 'practice, openai, dexter'],
  [['--backend', 'dexter', '--url', 'ftp://example.com'], 'http:// or https://'],
  [['--backend', 'dexter', '--realtime-url', 'https://example.com'], 'ws:// or wss://'],
  [['--url', 'http://127.0.0.1:1'], 'takes no address'],
  [['--approve', 'voice'], 'key, button, none'],
  [['--backend', 'openai'], 'DEXTER_DEMO_OPENAI_KEY'],
  [['--out', question], 'not a folder'],
  [['--louder'], '--louder'],
  [['--say'], '--say'],
  [['stray'], 'stray'],
])('%j is refused in one sentence', (args, sentence) => {
  expect(() => read(...args)).toThrow(sentence)
})

function wavWithCodec(codec: number): Buffer {
  const wav = encodeWav(new Int16Array(2400), 24_000)
  wav.writeUInt16LE(codec, 20)
  return wav
}
