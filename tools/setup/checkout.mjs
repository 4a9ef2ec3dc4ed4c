import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The top folder of this checkout: every command works on it, whatever the current directory is. */
export const checkout = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
