import { describe, expect, it } from 'vitest'
import { createRig } from '../../tools/engine/rig'

const TEXT = 'SOL is above $250.'

async function ready() {
  const rig = createRig({ settings: { speakTyped: false } })
  await rig.connect()
  return rig
}

describe('a price alert that is to be spoken', () => {
  it('is said word for word, aloud though typed questions are answered in writing, and stands in no bubble', async () => {
    const rig = await ready()
    rig.engine.command({ type: 'announce', text: TEXT })
    rig.time.advance(100)
    const response = rig.last('response.create')?.response
    expect(response).toMatchObject({ instructions: expect.stringContaining(JSON.stringify(TEXT)), tool_choice: 'none' })
    expect(response).not.toHaveProperty('output_modalities')
    expect(rig.entriesOf('user')).toEqual([])
  })

  it('talks over nobody: not while the key is held, not into an answer', async () => {
    const rig = await ready()
    rig.press('t1')
    rig.engine.command({ type: 'announce', text: TEXT })
    rig.time.advance(100)
    expect(rig.count('response.create')).toBe(0)
    const busy = await ready()
    busy.ask('t1')
    busy.committed('i1')
    busy.respond('r1')
    busy.engine.command({ type: 'announce', text: TEXT })
    busy.time.advance(100)
    expect(busy.sent.filter(({ type, response }) => type === 'response.create' && response !== undefined)).toEqual([])
  })
})
