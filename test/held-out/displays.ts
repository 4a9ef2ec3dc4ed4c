/** What a program finds in its environment on Linux, and what draws it: who may see held keys follows from this. */
export interface DisplayCase {
  name: string
  env: Record<string, string>
  truth: 'x11' | 'wayland' | 'none'
}

export const DISPLAYS: readonly DisplayCase[] = [
  {
    name: 'GNOME on Wayland',
    env: {
      XDG_SESSION_TYPE: 'wayland',
      WAYLAND_DISPLAY: 'wayland-0',
      DISPLAY: ':0',
      XDG_CURRENT_DESKTOP: 'ubuntu:GNOME',
    },
    truth: 'wayland',
  },
  {
    name: 'GNOME on Xorg',
    env: { XDG_SESSION_TYPE: 'x11', DISPLAY: ':1', XDG_CURRENT_DESKTOP: 'GNOME' },
    truth: 'x11',
  },
  {
    name: 'KDE on X11, empty WAYLAND_DISPLAY',
    env: { XDG_SESSION_TYPE: 'x11', DISPLAY: ':0', WAYLAND_DISPLAY: '', XDG_CURRENT_DESKTOP: 'KDE' },
    truth: 'x11',
  },
  {
    name: 'sway from a tty',
    env: { XDG_SESSION_TYPE: 'tty', WAYLAND_DISPLAY: 'wayland-1', DISPLAY: ':0', XDG_CURRENT_DESKTOP: 'sway' },
    truth: 'wayland',
  },
  {
    name: 'sway from greetd, no XWayland',
    env: { XDG_SESSION_TYPE: '', WAYLAND_DISPLAY: 'wayland-1' },
    truth: 'wayland',
  },
  {
    name: 'Hyprland, socket by path',
    env: { WAYLAND_DISPLAY: '/run/user/1000/wayland-1', HYPRLAND_INSTANCE_SIGNATURE: 'v0.45', DISPLAY: ':0' },
    truth: 'wayland',
  },
  {
    name: 'Windows Subsystem for Linux',
    env: { DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0', WSL_DISTRO_NAME: 'Ubuntu' },
    truth: 'wayland',
  },
  {
    name: 'startx from a tty',
    env: { XDG_SESSION_TYPE: 'tty', DISPLAY: ':0', XDG_CURRENT_DESKTOP: 'i3' },
    truth: 'x11',
  },
  { name: 'bare X server, no session', env: { DISPLAY: ':99' }, truth: 'x11' },
  {
    name: 'ssh with X forwarding',
    env: { XDG_SESSION_TYPE: 'tty', DISPLAY: 'localhost:10.0', SSH_CONNECTION: '10.0.0.2 51514 10.0.0.1 22' },
    truth: 'x11',
  },
  {
    name: 'ssh without a display',
    env: { XDG_SESSION_TYPE: 'tty', SSH_CONNECTION: '10.0.0.2 51514 10.0.0.1 22', TERM: 'xterm' },
    truth: 'none',
  },
  { name: 'cron', env: { HOME: '/home/a', PATH: '/usr/bin' }, truth: 'none' },
  { name: 'container, empty DISPLAY', env: { DISPLAY: '', container: 'docker' }, truth: 'none' },
  { name: 'container with the X socket', env: { DISPLAY: 'unix:0', container: 'podman' }, truth: 'x11' },
  {
    name: 'Flatpak without the Wayland socket',
    env: { XDG_SESSION_TYPE: 'wayland', DISPLAY: ':99.0', container: 'flatpak', XDG_CURRENT_DESKTOP: 'GNOME' },
    truth: 'wayland',
  },
  {
    name: 'Wayland session, default socket',
    env: { XDG_SESSION_TYPE: 'wayland', XDG_RUNTIME_DIR: '/run/user/1000' },
    truth: 'wayland',
  },
  { name: 'Wayland socket handed over', env: { WAYLAND_SOCKET: '9', DISPLAY: ':0' }, truth: 'wayland' },
  {
    name: 'logind did not know',
    env: { XDG_SESSION_TYPE: 'unspecified', DISPLAY: ':0', XDG_CURRENT_DESKTOP: 'XFCE' },
    truth: 'x11',
  },
  { name: 'x11 by name, no display', env: { XDG_SESSION_TYPE: 'x11', XDG_CURRENT_DESKTOP: 'XFCE' }, truth: 'none' },
  {
    name: 'systemd user service under KDE',
    env: { XDG_SESSION_TYPE: 'unspecified', WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':1', XDG_CURRENT_DESKTOP: 'KDE' },
    truth: 'wayland',
  },
  { name: 'Weston kiosk', env: { XDG_SESSION_TYPE: 'wayland', WAYLAND_DISPLAY: 'wayland-0' }, truth: 'wayland' },
  { name: 'empty strings all over', env: { XDG_SESSION_TYPE: '', WAYLAND_DISPLAY: '', DISPLAY: '' }, truth: 'none' },
]
