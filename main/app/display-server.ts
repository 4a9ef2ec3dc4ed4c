import { PLATFORM } from '../platform'
/** What a Linux desktop draws with, as far as programs must know; `native` is macOS and Windows. */
export type DisplayServer = 'x11' | 'wayland' | 'none' | 'native'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Which display server the desktop itself runs on. What the session calls itself (pam_systemd(8)) counts where it is one of
 * the two, and a display of that kind, or none at all, is there. A desktop that was started from a text console, by greetd or
 * by `systemd --user` calls itself "tty", "unspecified" or nothing: then the display tells, and of both at once Wayland is
 * the desktop and X11 its XWayland, which sees no key that a Wayland window gets.
 */
export function displayServer(env: Environment = process.env, platform: NodeJS.Platform = PLATFORM): DisplayServer {
  if (platform !== 'linux') return 'native'
  const session = env.XDG_SESSION_TYPE?.trim().toLowerCase()
  // A compositor can also hand over an open connection (WAYLAND_SOCKET) in place of a name.
  const wayland = Boolean(env.WAYLAND_DISPLAY || env.WAYLAND_SOCKET)
  const x11 = Boolean(env.DISPLAY)
  // Over ssh, or confined to XWayland, a program has no Wayland display and is still on a Wayland desktop.
  if (session === 'wayland') return 'wayland'
  if (session === 'x11' && x11) return 'x11'
  return wayland ? 'wayland' : x11 ? 'x11' : 'none'
}
