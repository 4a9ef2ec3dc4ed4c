import type { Command } from '../../shared/ipc'
import { isDeaf } from '../../shared/microphone'
import type { AppStateStore, MainState } from '../app/app-state'
import type { MicrophoneFindings } from './diagnosis'
import type { Hearing } from './findings'

/** A device that has not opened by then never will; a headset takes some seconds. */
const OPEN_MS = 8_000
/** What could not be opened before is tried again at once, and then each second. */
const AGAIN_MS = 2_500
/** Long enough for a pause between two words. */
const LISTEN_MS = 900

interface AppHearingDeps {
  state: Pick<AppStateStore, 'current' | 'subscribe'>
  command(command: Command): void
  after(ms: number, callback: () => void): () => void
}

/** The talk key and the microphone of the app that runs, by the way that its questions take. */
export function createAppHearing({ state, command, after }: AppHearingDeps): Hearing & { level(peak: number): void } {
  let loudest = 0

  const until = (isSo: (now: MainState) => boolean, limitMs: number) =>
    new Promise<void>((resolve) => {
      const look = (now: MainState) => {
        if (!isSo(now)) return
        stopWaiting()
        stopLooking()
        resolve()
      }
      const stopLooking = state.subscribe(look)
      const stopWaiting = after(limitMs, () => {
        stopLooking()
        resolve()
      })
      look(state.current)
    })

  return {
    /** What the microphone gives, 0 to 1: heard only while it is looked at. */
    level(peak) {
      loudest = Math.max(loudest, peak)
    },
    key: async () => state.current.hotkey,
    async microphone(): Promise<MicrophoneFindings> {
      // Another test that goes on gives way first: its samples would not be new ones.
      command({ type: 'device-test', test: null })
      await until(({ deviceTest }) => deviceTest !== 'level', OPEN_MS)
      const deafBefore = isDeaf(state.current.status.microphone)
      command({ type: 'device-test', test: 'level' })
      await until(
        ({ deviceTest, status }) => deviceTest === 'level' || (!deafBefore && isDeaf(status.microphone)),
        deafBefore ? AGAIN_MS : OPEN_MS,
      )
      loudest = 0
      const heard = state.current.deviceTest === 'level'
      // It is over early where the microphone goes.
      if (heard) await until(({ deviceTest }) => deviceTest !== 'level', LISTEN_MS)
      const { state: now, device, rate, trouble } = state.current.status.microphone
      // Another one that was begun meanwhile goes on.
      if (state.current.deviceTest === 'level' || !heard) command({ type: 'device-test', test: null })
      if (now === 'denied' || now === 'missing' || now === 'busy') return { state: now }
      if (!heard || trouble === 'dead') return { state: 'dead' }
      return { state: 'open', label: device ?? '', rate: rate ?? null, peak: trouble === 'muted' ? 0 : loudest }
    },
  }
}
