import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeOwnedFolder } from '../setup/owned-folder.mjs'
import { lockKeyring, startKeyring } from './keyring'
import { startMessageBus } from './message-bus'
import { createProcessGroup, type ProcessGroup, type RunningProgram } from './processes'

/** A real keyring without a desktop around it: for programs that store secrets and show nothing. */
export interface PrivateKeyring {
  /** For programs that should use it. Nobody can answer a question of the keyring: there is no screen. */
  env: NodeJS.ProcessEnv
  /** The home folder of those programs; the keyring keeps its files below it. */
  home: string
  /** Runs a TypeScript file of this repository with that environment. */
  run(file: string, args: string[], env?: NodeJS.ProcessEnv): Promise<RunningProgram>
  /** Locks it, as a screen lock can. Settles when it is locked. */
  lock(): Promise<void>
  close(): Promise<void>
}

export async function startPrivateKeyring(): Promise<PrivateKeyring> {
  const home = makeOwnedFolder('/tmp', 'dexter-keyring')
  const runtimeDir = join(home, 'run')
  mkdirSync(runtimeDir, { mode: 0o700 })
  const env: NodeJS.ProcessEnv = { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: home, XDG_RUNTIME_DIR: runtimeDir }
  const processes: ProcessGroup = createProcessGroup(env)
  const close = async () => {
    await processes.stop()
    rmSync(home, { recursive: true, force: true, maxRetries: 3 })
  }
  try {
    env.DBUS_SESSION_BUS_ADDRESS = await startMessageBus(processes, runtimeDir)
    await startKeyring(processes, env)
  } catch (error) {
    await close()
    throw error
  }
  return {
    env,
    home,
    run: (file, args, own = env) => processes.start(process.execPath, ['--import', 'tsx', file, ...args], { env: own }),
    lock: () => lockKeyring(processes, env),
    close,
  }
}
