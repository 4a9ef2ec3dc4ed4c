import { uIOhook, WheelDirection } from 'uiohook-napi'
import type { StartHook } from './key-hook'

/** Windows and X11, by libuiohook, which ends its whole process where there is no display. */
export const startUiohook: StartHook = async (events) => {
  uIOhook.on('keydown', (event) => events.key(event, true))
  uIOhook.on('keyup', (event) => events.key(event, false))
  uIOhook.on('mousedown', (event) => events.button(event.button, true, event))
  uIOhook.on('mouseup', (event) => events.button(event.button, false, event))
  uIOhook.on('wheel', (event) => {
    const tilts = event.direction === WheelDirection.HORIZONTAL && event.rotation !== 0
    events.wheel(tilts ? (event.rotation < 0 ? 'left' : 'right') : null, event)
  })
  uIOhook.start()
}
