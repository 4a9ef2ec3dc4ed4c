import { readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { listPackage, statFile } from '@electron/asar'

/**
 * What each unpacked app below `dist` carries besides Electron, by folder.
 * @param {string} dist
 * @returns {{ app: string, parts: { name: string, bytes: number }[] }[]} the largest part first
 */
export function contentsOf(dist) {
  const found = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith(`${sep}app.asar`),
  )
  return found.map((path) => {
    const archive = join(dist, path)
    /** @type {Map<string, number>} */
    const sizes = new Map()
    for (const file of listPackage(archive, { isPack: false })) {
      const stat = statFile(archive, file.slice(1))
      if (!('size' in stat)) continue
      const part = file.split(/[\\/]/).slice(1, 3).join('/')
      sizes.set(part, (sizes.get(part) ?? 0) + Number(stat.size))
    }
    const parts = [...sizes].map(([name, bytes]) => ({ name, bytes })).sort((a, b) => b.bytes - a.bytes)
    return { app: path.split(sep)[0] ?? '', parts }
  })
}
