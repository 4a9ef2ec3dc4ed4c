import { uIOhook } from 'uiohook-napi'

// Tells its parent every key that goes down or up anywhere on the display, as the app's hook process sees it.
uIOhook.on('keydown', ({ keycode }) => process.send?.({ key: 'down', code: keycode }))
uIOhook.on('keyup', ({ keycode }) => process.send?.({ key: 'up', code: keycode }))
uIOhook.start()
process.send?.({ key: 'ready' })
process.once('disconnect', () => uIOhook.stop())
