import { access, constants } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Why no update can be installed, whatever is downloaded. */
export type Obstacle = 'readOnlyMac' | 'readOnly' | 'noSpace' | 'noPermissionMac' | 'noPermission'

/**
 * Why no update can be installed, as the sentences of the catalogue are named; null for every other failure, which may be
 * gone at the next look. `error` is what electron-updater, Squirrel or the file system said.
 */
export function whyNotInstallable(error: unknown, platform: NodeJS.Platform): Obstacle | null {
  const fields: { code?: unknown; syscall?: unknown; message?: unknown } = Object(error)
  // A firewall refuses a connection with the same codes.
  if (fields.syscall === 'connect' || fields.syscall === 'getaddrinfo') return null
  const said = `${fields.code ?? ''} ${fields.message ?? error}`
  const mac = platform === 'darwin'
  if (/read-only (?:volume|file ?system)|\bEROFS\b/i.test(said)) return mac ? 'readOnlyMac' : 'readOnly'
  if (/\b(?:ENOSPC|EDQUOT)\b|no space left|not enough (?:disk )?space|disk (?:is )?full|quota exceeded/i.test(said))
    return 'noSpace'
  if (/\b(?:EACCES|EPERM)\b|permission denied|not permitted|access is denied|authori[sz]ation/i.test(said))
    return mac ? 'noPermissionMac' : 'noPermission'
  return null
}

/**
 * Settles when the app can be replaced where it is, as far as that can be told before anything is downloaded; rejects with
 * the system's error when it can't. An AppImage is replaced in its folder, a Mac's bundle as a whole; other installers ask
 * for the rights that they need.
 */
export async function checkPlace(place: string, platform: NodeJS.Platform): Promise<void> {
  const bundle = /^(.*?\.app)\/Contents\//.exec(place)?.[1]
  if (platform === 'darwin' && bundle !== undefined) {
    // Where only the rights are missing, Squirrel asks for them.
    await access(bundle, constants.W_OK).catch((error) => {
      if (error.code === 'EROFS') throw error
    })
  }
  if (platform === 'linux' && place.endsWith('.AppImage')) await access(dirname(place), constants.W_OK)
}
