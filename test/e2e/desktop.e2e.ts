import { execFile, fork } from 'node:child_process'
import { on, once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hotkeyFor } from '../../shared/hotkeys'
import { type Desktop, startDesktop } from '../../tools/desktop/desktop'
import { decodeWav, encodeWav } from '../../tools/desktop/wav'

let desktop: Desktop

beforeAll(async () => {
  desktop = await startDesktop()
})
afterAll(() => desktop.close())

test('what is played into the microphone is heard there whole', async () => {
  const path = join(desktop.dir, 'heard.wav')
  const recording = await desktop.microphoneTap.record(path)
  await desktop.microphone.play(tone(440, 1500))
  await recording.stop()
  const { hz, ms } = toneIn(path)
  expect(Math.abs(hz - 440)).toBeLessThan(2)
  expect(Math.abs(ms - 1500)).toBeLessThan(2)
})

test('what a program plays to the speaker is recorded whole', async () => {
  const path = join(desktop.dir, 'spoken.wav')
  const recording = await desktop.speaker.record(path)
  await promisify(execFile)('paplay', [tone(660, 1000)], { env: desktop.env })
  await recording.stop()
  const { hz, ms } = toneIn(path)
  expect(Math.abs(hz - 660)).toBeLessThan(2)
  expect(Math.abs(ms - 1000)).toBeLessThan(2)
})

test('a file that is not sound is refused by name', async () => {
  const path = join(desktop.dir, 'not-sound.wav')
  writeFileSync(path, 'hello')
  await expect(desktop.microphone.play(path)).rejects.toThrow('not-sound.wav could not be played')
})

test('a secret put into the keyring is read back by another program', async () => {
  const keytar = (code: string) =>
    promisify(execFile)(process.execPath, ['-e', `const keytar = require('keytar');${code}`], { env: desktop.env })
  await keytar("keytar.setPassword('dexter-test', 'key', 'a secret')")
  const { stdout } = await keytar("keytar.getPassword('dexter-test', 'key').then((it) => console.log(it))")
  expect(stdout.trim()).toBe('a secret')
})

test('the hold key goes down and up for a listener in another process', async () => {
  const { code } = hotkeyFor(null, 'linux')
  const listener = fork(new URL('../../tools/desktop/key-listener.mjs', import.meta.url), { env: desktop.env })
  const seen = on(listener, 'message')
  const next = async () => (await seen.next()).value[0]
  try {
    expect(await next()).toEqual({ key: 'ready' })
    await desktop.keyboard.down(code)
    await desktop.keyboard.up(code)
    expect(await next()).toEqual({ key: 'down', code })
    expect(await next()).toEqual({ key: 'up', code })
  } finally {
    listener.disconnect()
    await once(listener, 'exit')
  }
})

test('two desktops at once share nothing, and leave nothing behind', async () => {
  const other = await startDesktop()
  try {
    expect(other.display).not.toBe(desktop.display)
    expect(other.env.PULSE_SERVER).not.toBe(desktop.env.PULSE_SERVER)
    const path = join(desktop.dir, 'silence.wav')
    const recording = await desktop.microphoneTap.record(path)
    await other.microphone.play(tone(440, 300))
    await recording.stop()
    expect(loudest(decodeWav(readFileSync(path)).samples)).toBe(0)
  } finally {
    await other.close()
  }
  expect(existsSync(other.dir)).toBe(false)
  expect(programsIn(other.dir)).toEqual([])
})

/** Writes a sine tone at 24 kHz, as speech is sent, and returns its path. */
function tone(hz: number, ms: number): string {
  const rate = 24_000
  const samples = Int16Array.from(
    { length: (rate * ms) / 1000 },
    (_, i) => 12_000 * Math.sin((2 * Math.PI * hz * i) / rate),
  )
  const path = join(desktop.dir, `tone-${hz}.wav`)
  writeFileSync(path, encodeWav(samples, rate))
  return path
}

/** Pitch and length of the sound between the silences of a recording. */
function toneIn(path: string): { hz: number; ms: number } {
  const { samples, rate } = decodeWav(readFileSync(path))
  const audible = (sample: number) => Math.abs(sample) > 200
  const first = samples.findIndex(audible)
  const last = samples.findLastIndex(audible)
  const sound = samples.subarray(first, last + 1)
  let rises = 0
  for (let i = 1; i < sound.length; i++) if ((sound[i - 1] ?? 0) < 0 && (sound[i] ?? 0) >= 0) rises++
  const seconds = sound.length / rate
  return { hz: rises / seconds, ms: seconds * 1000 }
}

function loudest(samples: Int16Array): number {
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
}

/** Command lines of running programs that name a folder. */
function programsIn(dir: string): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.map(commandLine).filter((command) => command.includes(dir))
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
