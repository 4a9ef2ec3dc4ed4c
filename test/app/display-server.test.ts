import { expect, it } from 'vitest'
import { displayServer } from '../../main/app/display-server'

const [wayland, x11] = [{ WAYLAND_DISPLAY: 'wayland-1' }, { DISPLAY: ':0' }]

it.each([
  ['wayland', { XDG_SESSION_TYPE: 'wayland', ...wayland, ...x11 }],
  ['wayland', { XDG_SESSION_TYPE: 'Wayland ', ...wayland }],
  // Confined to XWayland.
  ['wayland', { XDG_SESSION_TYPE: 'wayland', ...x11 }],
  // Started from a text console, by greetd, by systemd --user.
  ['wayland', { XDG_SESSION_TYPE: 'tty', ...wayland, ...x11 }],
  ['wayland', { XDG_SESSION_TYPE: 'tty', ...wayland }],
  ['wayland', { XDG_SESSION_TYPE: '', ...wayland, ...x11 }],
  ['wayland', { XDG_SESSION_TYPE: 'unspecified', ...wayland, ...x11 }],
  ['wayland', { ...wayland, ...x11 }],
  ['wayland', { WAYLAND_SOCKET: '5' }],
  // A compositor in a window of an X11 session; without that session's display only the compositor is there.
  ['x11', { XDG_SESSION_TYPE: 'x11', ...wayland, ...x11 }],
  ['wayland', { XDG_SESSION_TYPE: 'x11', ...wayland, DISPLAY: '' }],
  ['x11', { XDG_SESSION_TYPE: 'x11', ...x11 }],
  // ssh -X, startx
  ['x11', { XDG_SESSION_TYPE: 'tty', DISPLAY: 'localhost:10.0' }],
  ['x11', { WAYLAND_DISPLAY: '', ...x11 }],
  ['none', { XDG_SESSION_TYPE: 'tty' }],
  ['none', {}],
])('it is %s where the environment is %j', (server, env) => {
  expect(displayServer(env, 'linux')).toBe(server)
})

it('other systems have one of their own, whatever a Unix shell says there', () => {
  for (const platform of ['darwin', 'win32'] as const)
    expect(displayServer({ XDG_SESSION_TYPE: 'wayland', ...wayland }, platform)).toBe('native')
})
