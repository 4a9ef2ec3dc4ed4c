import { expect, it } from 'vitest'
import { createPanic, PANIC_LIMIT_MS } from '../../main/app/panic'
import { createManualClock } from '../../tools/engine/rig'

function rig() {
  const time = createManualClock()
  const did: string[] = []
  const panic = createPanic({
    muteVoice: (muted) => did.push(muted ? 'mute' : 'unmute'),
    restartVoice: () => did.push('restart'),
    after: (ms, callback) => void time.clock.after(ms, callback),
  })
  return { time, did, panic }
}

it('a voice window that stops is silent at once, and heard again with what is asked next', () => {
  const { time, did, panic } = rig()
  panic.begin()
  expect(did).toEqual(['mute'])
  time.advance(20)
  panic.stopped()
  time.advance(10_000)
  expect(did).toEqual(['mute', 'unmute'])
})

it('a voice window that hangs is ended by force, once, however often the key is pressed', () => {
  const { time, did, panic } = rig()
  panic.begin()
  time.advance(PANIC_LIMIT_MS - 1)
  panic.begin()
  expect(did).toEqual(['mute', 'mute'])
  time.advance(1)
  expect(did).toEqual(['mute', 'mute', 'restart'])
  time.advance(10_000)
  expect(did).toEqual(['mute', 'mute', 'restart'])
  panic.begin()
  time.advance(PANIC_LIMIT_MS)
  expect(did.slice(3)).toEqual(['mute', 'restart'])
})
