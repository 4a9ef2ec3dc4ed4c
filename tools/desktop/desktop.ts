import { mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeOwnedFolder } from '../setup/owned-folder.mjs'
import {
  noPrivateAudio,
  type SoundSystem,
  startPrivateAudio,
  type VirtualMicrophone,
  type VirtualSpeaker,
} from './audio'
import { startVirtualDisplay } from './display'
import { type Keyboard, startKeyboard } from './keyboard'
import { startKeyring } from './keyring'
import { startMessageBus } from './message-bus'
import { createProcessGroup } from './processes'
import { keepTraces } from './traces'

export interface DesktopOptions {
  /** `auto` takes the display of this session when there is one. Default `virtual`. */
  display?: 'auto' | 'virtual'
  /** A microphone and a speaker of its own. Default true. */
  audio?: boolean
  /** A keyring of its own, unlocked. Default true. */
  keyring?: boolean
}

/**
 * A computer for the app to run on: screen, keys, microphone, speaker, keyring and home folder, none of them shared
 * with anybody. Several can run at once.
 *
 * On macOS and Windows it is this computer's own screen and keyring: there is no way to give one program private
 * devices, so microphone and speaker refuse with a sentence that says so.
 */
export interface Desktop {
  /** Environment for programs that should run on it. */
  env: NodeJS.ProcessEnv
  /** X display name, e.g. ":12"; null on macOS and Windows. */
  display: string | null
  /** Why there is no private microphone and speaker; null when there are. */
  audioProblem: string | null
  microphone: VirtualMicrophone
  speaker: VirtualSpeaker
  /** Records what a program that listens to the microphone gets. */
  microphoneTap: VirtualSpeaker
  sound: SoundSystem
  keyboard: Keyboard
  /** A folder that lives as long as the desktop. */
  dir: string
  /** Ends every program of the desktop and removes its folder. Settles when nothing is left; may be called twice. */
  close(): Promise<void>
}

const NO_AUDIO_HERE =
  'Feeding the microphone and recording the speaker needs Linux with PulseAudio tools; this system has no private devices.'

/** Settles when the desktop is ready for programs; rejects, leaving nothing behind, when a part can't be started. */
export async function startDesktop(options: DesktopOptions = {}): Promise<Desktop> {
  const { display = 'virtual', audio = true, keyring = true } = options
  const linux = process.platform === 'linux'
  // Sockets live below it, and their paths may not be long.
  const dir = makeOwnedFolder(linux ? '/tmp' : tmpdir(), 'dexter-desktop')
  const removeDir = () => rmSync(dir, { recursive: true, force: true, maxRetries: 3 })
  const env = linux ? privateEnvironment(dir) : { ...process.env }
  const processes = createProcessGroup(env)
  process.once('exit', removeDir)
  let keyboard: Keyboard | undefined
  const close = async () => {
    await keyboard?.releaseAll()
    keyboard = undefined
    await processes.stop()
    keepTraces(dir)
    removeDir()
    process.off('exit', removeDir)
  }
  try {
    if (linux) {
      const shared = display === 'auto' ? process.env.DISPLAY : undefined
      if (shared) Object.assign(env, { DISPLAY: shared, XAUTHORITY: process.env.XAUTHORITY })
      else env.DISPLAY = await startVirtualDisplay(processes, env)
    }
    if (linux && keyring) {
      env.DBUS_SESSION_BUS_ADDRESS = await startMessageBus(processes, runtimeDirOf(dir))
      await startKeyring(processes, env)
    }
    const devices = linux && audio ? await startPrivateAudio(processes, env, runtimeDirOf(dir)) : undefined
    if (devices) env.PULSE_SERVER = devices.server
    const audioProblem = devices ? null : linux ? 'This desktop was started without audio.' : NO_AUDIO_HERE
    const { microphone, speaker, microphoneTap, system: sound } = devices ?? noPrivateAudio(audioProblem ?? '')
    keyboard = await startKeyboard(processes, env)
    return {
      env,
      display: env.DISPLAY ?? null,
      audioProblem,
      microphone,
      speaker,
      microphoneTap,
      sound,
      keyboard,
      dir,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

const runtimeDirOf = (dir: string) => join(dir, 'run')

/** Variables that would lead a program out of the desktop, or change how Node and Electron start. */
const KEPT_OUT = [
  'DBUS_SESSION_BUS_ADDRESS',
  'DISPLAY',
  'ELECTRON_RUN_AS_NODE',
  'GNOME_KEYRING_CONTROL',
  'NODE_OPTIONS',
  'PULSE_SERVER',
  'PULSE_SINK',
  'PULSE_SOURCE',
  'SSH_AUTH_SOCK',
  'WAYLAND_DISPLAY',
  'XAUTHORITY',
]

function privateEnvironment(dir: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env }
  for (const name of KEPT_OUT) delete env[name]
  const folders = {
    HOME: join(dir, 'home'),
    XDG_CACHE_HOME: join(dir, 'home', '.cache'),
    XDG_CONFIG_HOME: join(dir, 'home', '.config'),
    XDG_DATA_HOME: join(dir, 'home', '.local', 'share'),
    XDG_STATE_HOME: join(dir, 'home', '.local', 'state'),
    XDG_RUNTIME_DIR: runtimeDirOf(dir),
  }
  // The runtime folder must be its owner's alone: PulseAudio and the bus refuse it otherwise.
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true, mode: 0o700 })
  return { ...env, ...folders }
}
