import { describe, expect, it } from 'vitest'
import { createRig } from '../../tools/engine/rig'

const told = (rig: ReturnType<typeof createRig>) =>
  rig.entriesOf('notice').flatMap(({ code, text, turnId }) => (code === 'audio_missing' ? [{ text, turnId }] : []))

describe('audio that did not arrive', () => {
  it('is told when the microphone gate handed over more than came', async () => {
    const rig = createRig()
    await rig.connect()
    rig.press('t1')
    rig.speak('t1', 50)
    rig.release('t1')
    rig.fence('t1', 16_800)
    expect(told(rig)).toEqual([
      { turnId: 't1', text: expect.stringMatching(/^0\.2 seconds of what you said was lost/) },
    ])
  })

  it('is told when the device lost it while the key was held', async () => {
    const rig = createRig()
    await rig.connect()
    rig.press('t1')
    rig.speak('t1', 20)
    rig.engine.captured({ type: 'gap', turnId: 't1', lostMs: 420, atStart: false })
    rig.speak('t1', 20)
    expect(told(rig)).toEqual([{ turnId: 't1', text: expect.stringMatching(/^0\.4 s/) }])
  })

  it('is no news while a device opens as quickly as any, or where everything came', async () => {
    const rig = createRig()
    await rig.connect()
    rig.press('t1')
    rig.engine.captured({ type: 'gap', turnId: 't1', lostMs: 300, atStart: true })
    const captured = rig.speak('t1', 20)
    rig.release('t1')
    rig.fence('t1', captured)
    expect(told(rig)).toEqual([])
  })
})
