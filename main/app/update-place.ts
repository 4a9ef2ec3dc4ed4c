import { access, constants } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Why no update can be installed, whatever is downloaded, and what to do about it: two sentences. Null for every other
 * failure, which may be gone at the next look. `error` is what electron-updater, Squirrel or the file system said.
 */
export function whyNotInstallable(error: unknown, platform: NodeJS.Platform): string | null {
  const fields: { code?: unknown; syscall?: unknown; message?: unknown } = Object(error)
  // A firewall refuses a connection with the same codes.
  if (fields.syscall === 'connect' || fields.syscall === 'getaddrinfo') return null
  const said = `${fields.code ?? ''} ${fields.message ?? error}`
  const mac = platform === 'darwin'
  if (/read-only (?:volume|file ?system)|\bEROFS\b/i.test(said)) {
    const todo = mac
      ? 'Move it to the Applications folder, and start it from there.'
      : 'Move it to a folder that you can write to, and start it from there.'
    return `Dexter Voice is running from a folder that can’t be changed. ${todo}`
  }
  if (/\b(?:ENOSPC|EDQUOT)\b|no space left|not enough (?:disk )?space|disk (?:is )?full|quota exceeded/i.test(said))
    return 'There isn’t enough space on the disk. Free some up, then press “Check for updates” in Settings.'
  if (/\b(?:EACCES|EPERM)\b|permission denied|not permitted|access is denied|authori[sz]ation/i.test(said)) {
    const todo = mac
      ? 'Ask whoever manages this computer to install it, or move the app to a folder of your own.'
      : 'Install it by hand, or ask whoever manages this computer.'
    return `You don’t have permission to replace the app where it is. ${todo}`
  }
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
