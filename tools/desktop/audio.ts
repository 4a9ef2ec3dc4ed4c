import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { open, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type ProcessGroup, stopProgram } from './processes'
import { wavHeader } from './wav'

/** A microphone that hears what it is given. */
export interface VirtualMicrophone {
  /**
   * Plays a WAV file into the microphone. Settles when its last sample has been played, or when it was stopped by
   * `signal`; rejects when the file can't be read, or where there is no virtual microphone.
   */
  play(wavPath: string, signal?: AbortSignal): Promise<void>
}

/** The output device, and what it plays. */
export interface VirtualSpeaker {
  /**
   * Writes what the speaker plays from now on to a 16-bit mono WAV file at {@link DEVICE_RATE}. Settles when it is
   * recording; rejects where the output can't be recorded.
   */
  record(outPath: string): Promise<Recording>
}

export interface Recording {
  /** Settles when all that was played before the call is in the file, and the file is complete. */
  stop(): Promise<void>
}

/** The sound system itself, as a user or the system changes it. */
export interface SoundSystem {
  /** Ends the server and starts it again. Settles when its devices are there. */
  restart(): Promise<void>
  /** Runs `pactl`; settles with what it prints. */
  control(...args: string[]): Promise<string>
  /** Records a source by its name, e.g. `second.monitor`; as {@link VirtualSpeaker.record}. */
  record(source: string, outPath: string): Promise<Recording>
}

export interface PrivateAudio {
  /** PULSE_SERVER for programs that should hear and be heard here. */
  server: string
  microphone: VirtualMicrophone
  speaker: VirtualSpeaker
  /** Records the microphone itself: what a program that listens to it gets. */
  microphoneTap: VirtualSpeaker
  system: SoundSystem
}

/** Samples per second of the virtual devices: what real ones mostly have. */
export const DEVICE_RATE = 48_000

// How far ahead the server's clients buffer: small, so that times mean something, and easily kept by two cores.
const LATENCY_MS = 20
// What the server holds back between playing a sample and handing it to a recorder, with room for a busy machine.
const FLUSH_MS = 250
const READY_MS = 10_000
const POLL_MS = 20

/** A PulseAudio server of its own with one speaker and one microphone. Settles when both can be used. */
export async function startPrivateAudio(
  processes: ProcessGroup,
  env: NodeJS.ProcessEnv,
  runtimeDir: string,
): Promise<PrivateAudio> {
  const socket = join(runtimeDir, 'pulse.socket')
  const script = join(runtimeDir, 'devices.pa')
  await writeFile(script, devices(socket))
  // Programs ask the server for its rate, not the device: told another one they would resample twice.
  const config = join(runtimeDir, 'pulse-daemon.conf')
  await writeFile(config, `default-sample-rate = ${DEVICE_RATE}\n`)
  const start = async () => {
    const daemon = await processes.start(
      'pulseaudio',
      ['-n', '-F', script, '--daemonize=no', '--use-pid-file=no', '--exit-idle-time=-1', '--log-target=stderr'],
      { env: { ...env, PULSE_CONFIG: config } },
    )
    daemon.child.stdout?.resume()
    const failed = daemon.ended.then(({ errors }) => {
      throw new Error(`pulseaudio ended before it was ready: ${errors.trim()}`)
    })
    failed.catch(() => {})
    await Promise.race([answering(socket), failed])
    return daemon
  }
  let daemon = await start()

  const server = `unix:${socket}`
  const clientEnv = { ...env, PULSE_SERVER: server }
  return {
    server,
    microphone: { play: (path, signal) => play(processes, clientEnv, path, signal) },
    speaker: { record: (path) => record(processes, clientEnv, 'speaker.monitor', path) },
    microphoneTap: { record: (path) => record(processes, clientEnv, 'microphone', path) },
    system: {
      async restart() {
        await stopProgram(daemon)
        daemon = await start()
      },
      control: async (...args) => (await promisify(execFile)('pactl', args, { env: clientEnv })).stdout.trim(),
      record: (source, path) => record(processes, clientEnv, source, path),
    },
  }
}

/**
 * `norewinds` keeps the blocks of a null sink at 50 ms: else it runs two seconds ahead, and what is played into it
 * starts late. The socket comes last: who can connect finds the devices in place. Anonymous, since its folder is ours.
 */
function devices(socket: string): string {
  const shape = `rate=${DEVICE_RATE} channels=1 format=s16le`
  return [
    `load-module module-null-sink sink_name=speaker ${shape} norewinds=1 sink_properties=device.description=Speaker`,
    `load-module module-null-sink sink_name=microphone_feed ${shape} norewinds=1 sink_properties=device.description=MicrophoneFeed`,
    'load-module module-remap-source source_name=microphone master=microphone_feed.monitor source_properties=device.description=Microphone',
    'set-default-sink speaker',
    'set-default-source microphone',
    `load-module module-native-protocol-unix auth-anonymous=1 socket=${socket}`,
    '',
  ].join('\n')
}

async function answering(socket: string): Promise<void> {
  const deadline = Date.now() + READY_MS
  for (;;) {
    const connection = connect(socket)
    const connected = await once(connection, 'connect').then(
      () => true,
      () => false,
    )
    connection.destroy()
    if (connected) return
    if (Date.now() > deadline) throw new Error(`pulseaudio did not answer within ${READY_MS / 1000} s`)
    await delay(POLL_MS)
  }
}

async function play(
  processes: ProcessGroup,
  env: NodeJS.ProcessEnv,
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  const args = ['--device=microphone_feed', `--latency-msec=${LATENCY_MS}`, path]
  const player = await processes.start('paplay', args, { env })
  signal?.addEventListener('abort', () => void stopProgram(player))
  // It ends when the server has played its buffer to the end.
  const { code, errors } = await player.ended
  if (signal?.aborted) return
  if (code !== 0) throw new Error(`${path} could not be played into the microphone: ${errors.trim()}`)
}

async function record(
  processes: ProcessGroup,
  env: NodeJS.ProcessEnv,
  source: string,
  path: string,
): Promise<Recording> {
  const format = ['--raw', '--format=s16le', `--rate=${DEVICE_RATE}`, '--channels=1']
  const args = [`--device=${source}`, `--latency-msec=${LATENCY_MS}`, ...format]
  const file = createWriteStream(path)
  file.write(wavHeader(0, DEVICE_RATE))
  const recorder = await processes.start('parec', args, { env })
  const output = recorder.child.stdout
  if (!output) throw new Error('parec has no output')
  output.pipe(file)
  await Promise.race([
    once(output, 'data'),
    recorder.ended.then(({ errors }) => {
      throw new Error(`The recording of ${source} could not start: ${errors.trim()}`)
    }),
  ])
  return {
    async stop() {
      await delay(FLUSH_MS)
      await stopProgram(recorder)
      if (!file.writableFinished) await once(file, 'finish')
      await patchLength(path, file.bytesWritten - 44)
    },
  }
}

/** The length is known only at the end. */
async function patchLength(path: string, dataBytes: number): Promise<void> {
  const file = await open(path, 'r+')
  await file.write(wavHeader(dataBytes, DEVICE_RATE), 0, 44, 0)
  await file.close()
}

/** Where the system offers no private devices: everything says so. */
export function noPrivateAudio(reason: string): Omit<PrivateAudio, 'server'> {
  const refuse = () => Promise.reject(new Error(reason))
  return {
    microphone: { play: refuse },
    speaker: { record: refuse },
    microphoneTap: { record: refuse },
    system: { restart: refuse, control: refuse, record: refuse },
  }
}
