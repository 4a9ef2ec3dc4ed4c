import { expect, it } from 'vitest'
import { sentence } from '../../shared/i18n'
import { createRig } from '../../tools/engine/rig'

it('an answer that waited for a hold in which nothing was recorded is asked for when that ends', async () => {
  const rig = createRig()
  await rig.connect()
  rig.press('t1')
  rig.speak('t1', 50)
  rig.release('t1')
  rig.press('t2')
  rig.fence('t1', 12_000)
  expect(rig.count('input_audio_buffer.commit')).toBe(1)
  expect(rig.count('response.create')).toBe(0)
  rig.release('t2')
  rig.fence('t2', 0)
  expect(rig.turn('t2')?.outcome).toBe('unsent')
  expect(rig.count('response.create')).toBe(1)
})

it('no answer to an older question is asked for between the release of the key and the commit of the next', async () => {
  const rig = createRig()
  await rig.connect()
  rig.press('t1')
  rig.speak('t1', 50)
  rig.release('t1')
  rig.press('t2')
  rig.fence('t1', 12_000)
  const captured = rig.speak('t2', 50)
  rig.release('t2')
  rig.time.advance(100)
  rig.fence('t2', captured)
  expect(rig.types().slice(-2)).toEqual(['input_audio_buffer.commit', 'response.create'])
  expect(rig.count('response.create')).toBe(1)
  expect(rig.turn('t1')?.outcome).toBe('interrupted')
})

it('a speaker that was silenced is not said to have stopped', async () => {
  const rig = createRig()
  await rig.connect()
  rig.ask('t1')
  rig.committed('i1')
  rig.respond('r1')
  rig.say('r1', 'm1', 'One two three.', 24_000)
  rig.done('r1')
  rig.engine.played({ type: 'started', itemId: 'm1' })
  rig.engine.command({ type: 'interrupt' })
  rig.engine.played({ type: 'flushed', items: [{ itemId: 'm1', played: 2_400 }] })
  rig.time.advance(30_000)
  expect(rig.status?.errors).toEqual([])
  expect(rig.playbackCommands.filter(({ type }) => type === 'flush')).toHaveLength(1)
})

it('what an answer has used is shown though nothing else of its turn changes', async () => {
  const rig = createRig({ settings: { paidModel: 'gpt-realtime-2.1' } })
  await rig.connect()
  rig.ask('t1')
  rig.committed('i1')
  rig.respond('r1')
  rig.engine.command({ type: 'interrupt' })
  rig.time.advance(100)
  rig.done('r1', [], { status: 'cancelled', usage: { input_tokens: 10, output_tokens: 5 } })
  expect(rig.turn('t1')?.usage).toMatchObject({ input: 10, output: 5 })
})

it('questions that never reached a server take no place among what a new session is told', async () => {
  const rig = createRig()
  await rig.connect()
  rig.ask('t0')
  rig.committed('i0')
  rig.server({
    type: 'conversation.item.input_audio_transcription.completed',
    item_id: 'i0',
    transcript: 'What is trending?',
  })
  rig.respond('r0')
  rig.say('r0', 'm0', 'Nothing.')
  rig.done('r0')
  rig.playedAll('m0')
  for (let index = 1; index <= 12; index++) {
    rig.press(`t${index}`)
    rig.release(`t${index}`)
    rig.fence(`t${index}`, 0)
  }
  rig.engine.command({ type: 'reset', reason: sentence(() => 'You signed in.') })
  await rig.accept()
  const told = rig.sent.flatMap(({ item }) => ((item as { id?: string })?.id?.startsWith('past') ? [item] : []))
  expect(JSON.stringify(told)).toContain('What is trending?')
})
