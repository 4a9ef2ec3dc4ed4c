import { expect, test } from 'vitest'
import { readCommandLine } from '../../main/app/command-line'
import { closeEnvironment, refusedSwitch, whyRefused } from '../../main/app/doors'

const refused = (platform: NodeJS.Platform, ...args: string[]) =>
  refusedSwitch(['/opt/dexter-voice', ...args], platform)

test.each([
  ['--remote-debugging-port=9222'],
  ['--remote-debugging-pipe'],
  ['--remote-debugging-address=0.0.0.0'],
  ['--remote-allow-origins=*'],
  ['--inspect'],
  ['--inspect-brk=0'],
  ['--inspect-publish-uid=http'],
  ['--js-flags=--expose-gc'],
  ['--load-extension=/tmp/x'],
  ['--proxy-server=evil.example:1'],
  ['--proxy-pac-url=http://evil.example'],
  ['--host-resolver-rules=MAP * 127.0.0.1'],
  ['--host-rules=MAP * 127.0.0.1'],
  ['--ignore-certificate-errors'],
  ['--ignore-certificate-errors-spki-list=x'],
  ['--allow-insecure-localhost'],
  ['--disable-web-security'],
  ['--allow-running-insecure-content'],
  ['--unsafely-treat-insecure-origin-as-secure=http://x'],
  ['--user-data-dir=/tmp/x'],
  ['--renderer-cmd-prefix=/tmp/x'],
  ['--utility-cmd-prefix=/tmp/x'],
  ['--zygote-cmd-prefix=/tmp/x'],
  ['--gpu-launcher=/tmp/x'],
  ['--browser-subprocess-path=/tmp/x'],
  ['--enable-logging=file'],
  ['--log-file=/tmp/x'],
  ['--log-net-log=/tmp/x'],
  ['--net-log-capture-mode=Everything'],
  ['--ssl-key-log-file=/tmp/x'],
  ['--use-fake-device-for-media-stream'],
  ['--use-file-for-fake-audio-capture=/tmp/x.wav'],
  ['--use-fake-ui-for-media-stream'],
  ['--auto-accept-this-tab-capture'],
  ['--auto-select-desktop-capture-source=x'],
  ['--no-zygote'],
  ['--single-process'],
  ['--in-process-gpu'],
  ['--disable-site-isolation-trials'],
  ['--disable-features=x'],
  ['--enable-blink-features=x'],
  ['--password-store=basic'],
  ['--enable-features=WaylandWindowDecorations,Evil'],
  ['--enable-features='],
  ['--force-renderer-accessibility'],
  ['--app=/tmp/evil.asar'],
  ['--require=/tmp/x.js'],
  ['-r'],
  ['--type=renderer'],
  ['--constructor'],
  ['--__proto__=x'],
  ['--disable-gpu=x'],
  ['--force-device-scale-factor=0.01'],
  ['--force-device-scale-factor=50'],
  ['--SHOW-PANEL'],
])('an installed app does not take %s', (argument) => {
  const name = argument.replace(/^-+/, '').replace(/=.*/, '')
  expect(refused('linux', argument)).toBe(name)
  expect(refused('darwin', '--show-panel', argument)).toBe(name)
})

test('however it is written', () => {
  const port = 'remote-debugging-port'
  for (const argument of [`-${port}=1`, ` --${port}=1`, `\t--${port}=1\n`, `--${port}`]) {
    expect(refused('linux', argument)).toBe(port)
    expect(refused('linux', '--', argument)).toBe(port)
    expect(refused('linux', 'dexter-voice://x', argument)).toBe(port)
    expect(refused('win32', argument)).toBe(port)
  }
  for (const argument of [`/${port}=1`, '--Remote-Debugging-PORT=1', '/REMOTE-DEBUGGING-PORT'])
    expect(refused('win32', argument)).toBe(port)
})

test('what a computer may need is taken', () => {
  const needed = [
    ...[
      '--ozone-platform-hint=auto',
      '--ozone-platform=wayland',
      '--enable-features=UseOzonePlatform,WaylandWindowDecorations',
    ],
    ...['--enable-wayland-ime', '--gtk-version=4', '--disable-gpu', '--force-device-scale-factor=1.5', '--lang=de-DE'],
    ...['--password-store=kwallet6', '--class=x', '--updated', '--', 'dexter-voice://x', '/a/path', ''],
  ]
  expect(refused('linux', ...needed)).toBeNull()
  expect(refused('darwin', '-psn_0_12345', '--lang=de')).toBeNull()
  expect(refused('win32', '--updated', '--Show-Panel', 'C:\\a\\path')).toBeNull()
})

test('the sandbox can be left out on Linux alone, where an AppImage does so itself', () => {
  expect(refused('linux', '--no-sandbox')).toBeNull()
  expect(refused('darwin', '--no-sandbox')).toBe('no-sandbox')
  expect(refused('win32', '--no-sandbox')).toBe('no-sandbox')
})

test('each of its own switches is taken', () => {
  const names = Object.keys(readCommandLine([])).map((name) =>
    name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
  )
  for (const name of [...names, 'forget']) expect([name, refused('linux', `--${name}=x`)]).toEqual([name, null])
})

test('the value of what is refused is not repeated', () => {
  const name = refused('linux', '--token=ek_secret')
  expect(whyRefused(name ?? '')).toMatch(/^Dexter Voice doesn’t accept the switch “--token”\. .*\.$/)
})

test('variables that open a door are taken out of the environment, and no others', () => {
  const env = {
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    node_options: 'x',
    ELECTRON_RUN_AS_NODE: '1',
    ELECTRON_BUILDER_LINUX_PACKAGE_MANAGER: 'x',
    ELECTRON_OZONE_PLATFORM_HINT: 'wayland',
    SSLKEYLOGFILE: '/tmp/x',
    CHROME_LOG_FILE: '/tmp/x',
    APPIMAGE: '/x',
    https_proxy: 'http://proxy',
    HOME: '/home/x',
  }
  closeEnvironment(env)
  expect(Object.keys(env)).toEqual(['ELECTRON_OZONE_PLATFORM_HINT', 'APPIMAGE', 'https_proxy', 'HOME'])
})
