import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AppUpdater } from 'electron-updater'
import { PLATFORM } from '../platform'
import { readPublicKey, type SigningKey } from './update-signature'

/** The part of electron-updater that is used. */
export type Updater = Pick<
  AppUpdater,
  | 'autoDownload'
  | 'autoInstallOnAppQuit'
  | 'allowDowngrade'
  | 'allowPrerelease'
  | 'channel'
  | 'logger'
  | 'checkForUpdates'
  | 'downloadUpdate'
  | 'quitAndInstall'
  | 'on'
>

/** Where updates come from, and whose they must be. */
export interface UpdateSource {
  /** Loads electron-updater, at the first look; null where this copy of the app can't be updated by itself. */
  load: (() => Promise<Updater>) | null
  /** Why it can't be, as the sentences of the catalogue are named; null when it can. */
  obstacle: 'byHand' | 'unsigned' | 'badKey' | null
  /** Whose signature an update must have; null where the system itself checks the publisher's (macOS and Windows). */
  key: SigningKey | null
}

/** Reads what the packaging has put into the folder of resources. Never throws: what can't be read is an obstacle. */
export function updateSource(resources: string, platform: NodeJS.Platform = PLATFORM): UpdateSource {
  const none = (obstacle: UpdateSource['obstacle']): UpdateSource => ({ load: null, obstacle, key: null })
  // Packages of a release say where the next one is to be found.
  if (!existsSync(join(resources, 'app-update.yml'))) return none('byHand')
  const load = () => import('electron-updater').then((module) => module.default.autoUpdater)
  if (platform !== 'linux') return { load, obstacle: null, key: null }
  try {
    const key = readPublicKey(readFileSync(join(resources, 'update-key.pub'), 'utf8'))
    if (key === null) return none('unsigned')
    return { load, obstacle: null, key }
  } catch {
    return none('badKey')
  }
}
