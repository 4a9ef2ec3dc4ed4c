import { join, normalize, sep } from 'node:path'

/** Where our windows live. One host: anything else is not ours. */
export const APP_ORIGIN = 'app://dexter'

/** The file of an address inside `root`; null for anything that would leave it. */
export function fileFor(root: string, address: string): string | null {
  let path: string
  try {
    const url = new URL(address)
    if (`${url.protocol}//${url.host}` !== APP_ORIGIN) return null
    path = decodeURIComponent(url.pathname)
  } catch {
    return null
  }
  if (path.includes('\0') || path.includes('\\')) return null
  const file = normalize(join(root, path))
  return file.startsWith(root + sep) ? file : null
}
