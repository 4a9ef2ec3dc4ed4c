import { expect, it } from 'vitest'
import { createRig } from '../../tools/engine/rig'

/** A typed question whose answer comes in words alone. */
async function typed(speakTyped: boolean) {
  const rig = createRig({ settings: { speakTyped, earcons: true } })
  await rig.connect()
  rig.engine.command({ type: 'say', text: 'What is the price of SOL?' })
  rig.time.advance(100)
  const asked = rig.last('response.create')
  rig.server({ type: 'response.created', response: { id: 'r1', status: 'in_progress', output: [] } })
  const item = { id: 'm1', type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'About $208.' }] }
  rig.server({ type: 'response.output_item.added', response_id: 'r1', item: { ...item, content: [] } })
  rig.server({ type: 'response.output_item.done', response_id: 'r1', item })
  rig.server({ type: 'response.done', response: { id: 'r1', status: 'completed', output: [item] } })
  rig.time.advance(5_000)
  const tones = rig.deviceRequests.filter(({ type }) => type === 'earcon')
  return { asked, answer: rig.entry('m1', 'assistant'), tones }
}

it('a typed question is answered in writing, without a tone that misses the sound', async () => {
  const { asked, answer, tones } = await typed(false)
  expect(asked).toMatchObject({ response: { output_modalities: ['text'] } })
  expect(answer).toMatchObject({ text: 'About $208.', state: 'done', unspoken: false })
  expect(tones).toEqual([])
})

it('a typed question is answered aloud where the trader wants that, and a missing sound is told', async () => {
  const { asked, answer, tones } = await typed(true)
  expect(asked).not.toHaveProperty('response')
  expect(answer).toMatchObject({ text: 'About $208.', unspoken: true })
  expect(tones).toHaveLength(1)
})
