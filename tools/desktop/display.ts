import type { ProcessGroup } from './processes'

/** Larger than the panel and the HUD together, so that nothing overlaps on a screenshot. */
const SCREEN = '1600x1000x24'

/**
 * A screen of its own with a small window manager: without one no window is ever focused.
 * Settles with the display's name (":12") when windows can be opened. `without`: an extension that it does not have.
 */
export async function startVirtualDisplay(
  processes: ProcessGroup,
  env: NodeJS.ProcessEnv,
  without?: string,
): Promise<string> {
  // Xvfb picks a free number and writes it when it takes connections.
  const server = await processes.start('Xvfb', [
    '-displayfd',
    '1',
    '-screen',
    '0',
    SCREEN,
    '-nolisten',
    'tcp',
    '-noreset',
    ...(without === undefined ? [] : ['-extension', without]),
  ])
  const display = `:${(await server.line((line) => /^\d+$/.test(line.trim()))).trim()}`
  const manager = await processes.start('openbox', ['--sm-disable', '--startup', 'echo managing'], {
    env: { ...env, DISPLAY: display },
  })
  await manager.line((line) => line === 'managing')
  return display
}
