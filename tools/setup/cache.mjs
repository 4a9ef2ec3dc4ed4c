import { homedir } from 'node:os'
import { join } from 'node:path'

/** The folder of this user where the set-up keeps what is large and the same for every checkout. */
export function userCacheDir() {
  if (process.env.XDG_CACHE_HOME) return join(process.env.XDG_CACHE_HOME, 'dexter-voice')
  if (process.platform === 'win32' && process.env.LOCALAPPDATA) {
    return join(process.env.LOCALAPPDATA, 'dexter-voice', 'cache')
  }
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'dexter-voice')
  return join(homedir(), '.cache', 'dexter-voice')
}
