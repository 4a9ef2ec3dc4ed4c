import { uIOhook } from 'uiohook-napi'
import type { StartHook } from './key-hook'

/** Windows and X11, by libuiohook, which ends its whole process where there is no display. */
export const startUiohook: StartHook = async (events) => {
  uIOhook.on('keydown', (event) => events.key(event, true))
  uIOhook.on('keyup', (event) => events.key(event, false))
  uIOhook.on('mousedown', ({ button }) => events.button(button, true))
  uIOhook.on('mouseup', ({ button }) => events.button(button, false))
  uIOhook.on('wheel', events.touch)
  uIOhook.start()
}
