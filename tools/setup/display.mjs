/** Whether windows can be shown here: only Linux runs without a screen, and says so by these two variables. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}
