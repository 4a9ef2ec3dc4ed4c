import type { App, Event, RelaunchOptions } from 'electron'
import { expect, it } from 'vitest'
import { createQuit } from '../../main/app/quit'

/** Electron's quitting: each `quit` asks the listener, and goes unless that was prevented. */
function open({ installs = false, appImage }: { installs?: boolean; appImage?: string } = {}) {
  const done: string[] = []
  let beforeQuit = (_event: Pick<Event, 'preventDefault'>) => {}
  let gone = () => {}
  const ended = new Promise<void>((resolve) => {
    gone = resolve
  })
  let finish = () => {}
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })
  const app = {
    on(_name: string, listener: typeof beforeQuit) {
      beforeQuit = listener
      return app
    },
    quit() {
      let prevented = false
      beforeQuit({
        preventDefault() {
          prevented = true
        },
      })
      if (prevented) return
      done.push('gone')
      gone()
    },
    releaseSingleInstanceLock: () => void done.push('unlocked'),
    relaunch: ({ execPath }: RelaunchOptions = {}) => void done.push(`relaunch ${execPath ?? 'itself'}`),
  }
  const quit = createQuit(app as unknown as App, appImage)
  quit.follow({
    begin: () => done.push('begin'),
    async finish() {
      await finished
      done.push(`finish${quit.shuttingDown ? ' at shutdown' : ''}`)
    },
    async installAndRestart() {
      done.push('install')
      if (installs) gone()
      return installs
    },
  })
  return { app, quit, done, finish, ended }
}

it('the app goes once, after its farewell, however often it is asked to', async () => {
  const { app, quit, done, finish, ended } = open()
  expect(quit.leaving).toBe(false)
  app.quit()
  app.quit()
  expect(quit.leaving).toBe(true)
  finish()
  await ended
  expect(done).toEqual(['begin', 'finish', 'gone'])
})

it('a restart installs what is ready', async () => {
  const { quit, done, finish, ended } = open({ installs: true })
  quit.restart()
  finish()
  await ended
  expect(done).toEqual(['begin', 'finish', 'unlocked', 'install'])
})

it.each([
  [undefined, 'relaunch itself'],
  ['/opt/Dexter.AppImage', 'relaunch /opt/Dexter.AppImage'],
])('a restart with nothing to install starts the app again: %s', async (appImage, relaunch) => {
  const { quit, done, finish, ended } = open({ appImage })
  quit.restart()
  finish()
  await ended
  expect(done).toEqual(['begin', 'finish', 'unlocked', 'install', relaunch, 'gone'])
})

it('a shutdown that comes while the app leaves is known at its end', async () => {
  const { app, quit, done, finish, ended } = open()
  app.quit()
  quit.shutDown()
  finish()
  await ended
  expect(done).toEqual(['begin', 'finish at shutdown', 'gone'])
})
