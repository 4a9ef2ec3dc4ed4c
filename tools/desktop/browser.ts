import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Desktop } from './desktop'

const root = join(import.meta.dirname, '../..')

/**
 * Makes a program of this checkout the desktop's browser: `tsx FILE ADDRESS` is run for each address that is opened. It
 * is told in both of the ways that xdg-open looks at, in this order: the handler of the scheme, and `$BROWSER`.
 */
export function useBrowser(desktop: Desktop, file: string): void {
  const script = join(desktop.dir, 'browser')
  writeFileSync(script, `#!/bin/sh\ncd "${root}" && exec "${process.execPath}" --import tsx "${file}" "$1"\n`, {
    mode: 0o755,
  })
  desktop.env.BROWSER = script
  const { XDG_DATA_HOME: data = '', XDG_CONFIG_HOME: config = '' } = desktop.env
  mkdirSync(join(data, 'applications'), { recursive: true })
  writeFileSync(
    join(data, 'applications', 'test-browser.desktop'),
    `[Desktop Entry]\nType=Application\nName=Browser\nExec=${script} %u\nMimeType=x-scheme-handler/http;x-scheme-handler/https;\n`,
  )
  writeFileSync(
    join(config, 'mimeapps.list'),
    '[Default Applications]\nx-scheme-handler/http=test-browser.desktop\nx-scheme-handler/https=test-browser.desktop\n',
  )
}
