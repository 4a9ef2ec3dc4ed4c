import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const TRAP = fileURLToPath(new URL('./network-trap-process.mjs', import.meta.url))

/**
 * The command that runs another one in a network of its own, where every name and every address leads to a recorder. It
 * prints a line that begins with "trap:" for each thing that was asked for; signals reach the command, and its exit code
 * comes back.
 */
export const inNetworkTrap = (command: string[]): string[] => [
  ...['unshare', '--net', '--mount', process.execPath, TRAP],
  ...command,
]

/** Why there can be no such network here; null when there can. */
export function whyNoNetworkTrap(): string | null {
  if (process.platform !== 'linux') return 'only Linux has network namespaces'
  if (process.getuid?.() !== 0) return 'a network of its own needs root'
  const { status, stderr, error } = spawnSync('unshare', ['--net', '--mount', 'ip', 'link', 'set', 'lo', 'up'], {
    encoding: 'utf8',
  })
  return status === 0 ? null : `this system makes no network: ${error?.message ?? stderr.trim()}`
}
