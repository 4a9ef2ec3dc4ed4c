import { describe, expect, it } from 'vitest'
import { createRig, type Rig } from '../../tools/engine/rig'

const at = { response_id: 'r1', item_id: 'm1' }
const message = { id: 'm1', type: 'message', role: 'assistant' }
const WORDS = 'SOL is at 150.'

async function asked() {
  const rig = createRig({ settings: { earcons: true } })
  await rig.connect()
  rig.ask('t1')
  rig.committed('i1')
  rig.respond('r1')
  return rig
}
const tones = (rig: Rig) =>
  rig.deviceRequests.flatMap((request) => (request.type === 'earcon' && request.name === 'error' ? [request] : []))

/** Every way in which a server tells words. */
const WAYS: [string, (rig: Rig) => void][] = [
  [
    'a transcript without audio',
    (rig) => {
      rig.server({ type: 'response.output_audio_transcript.delta', ...at, delta: WORDS })
      rig.server({ type: 'response.output_audio_transcript.done', ...at, transcript: WORDS })
    },
  ],
  [
    'parts of text',
    (rig) => {
      rig.server({ type: 'response.output_text.delta', ...at, delta: WORDS })
      rig.server({ type: 'response.output_text.done', ...at, text: WORDS })
    },
  ],
  [
    'audio of no length',
    (rig) => {
      rig.server({ type: 'response.output_audio.delta', ...at, delta: '' })
      rig.server({ type: 'response.output_audio.done', ...at })
      rig.server({ type: 'response.output_audio_transcript.done', ...at, transcript: WORDS })
    },
  ],
  [
    'the finished part alone',
    (rig) => rig.server({ type: 'response.content_part.done', ...at, part: { type: 'text', text: WORDS } }),
  ],
  [
    'the finished item alone',
    (rig) =>
      rig.server({
        type: 'response.output_item.done',
        response_id: 'r1',
        item: { ...message, status: 'completed', content: [{ type: 'output_audio', transcript: WORDS }] },
      }),
  ],
]

describe.each(WAYS)('an answer in %s', (_way, tell) => {
  it('is shown as unheard, with a tone, and the turn says that nothing was played', async () => {
    const rig = await asked()
    tell(rig)
    rig.done('r1', [message])
    expect(rig.entry('m1', 'assistant')).toMatchObject({ text: WORDS, unspoken: true, state: 'done' })
    expect(rig.turn('t1')).toMatchObject({ outcome: 'answered', said: WORDS, samples: { played: 0 } })
    expect(tones(rig)).toHaveLength(1)
  })
})

describe('an answer', () => {
  it('whose words stand in response.done alone is not empty', async () => {
    const rig = await asked()
    rig.done('r1', [{ ...message, status: 'completed', content: [{ type: 'output_text', text: WORDS }] }])
    expect(rig.entry('m1', 'assistant')).toMatchObject({ text: WORDS, unspoken: true })
    expect(rig.turn('t1')?.outcome).toBe('answered')
  })

  it('with words and sound is heard: no tone, and its words are not told twice', async () => {
    const rig = await asked()
    rig.say('r1', 'm1', WORDS)
    rig.done('r1', [{ ...message, status: 'completed', content: [{ type: 'output_audio', transcript: WORDS }] }])
    rig.playedAll('m1')
    expect(rig.entry('m1', 'assistant')).toMatchObject({ text: WORDS, unspoken: false })
    expect(tones(rig)).toEqual([])
  })

  it('with sound and no words is an answer', async () => {
    const rig = await asked()
    rig.server({ type: 'response.output_audio.delta', ...at, delta: Buffer.alloc(4_800, 1).toString('base64') })
    rig.done('r1', [message])
    rig.playedAll('m1')
    expect(rig.entry('m1', 'assistant')).toMatchObject({ text: '', unspoken: false })
    expect(rig.turn('t1')).toMatchObject({ outcome: 'answered', samples: { played: 2400 } })
    expect(tones(rig)).toEqual([])
  })

  it('with neither is empty: the question stands', async () => {
    const rig = await asked()
    rig.server({ type: 'response.output_audio.delta', ...at, delta: '' })
    rig.server({ type: 'response.output_audio_transcript.done', ...at, transcript: '' })
    rig.done('r1', [message])
    expect(rig.entry('t1', 'user')).toMatchObject({ delivery: 'unanswered', problem: 'The answer was empty.' })
  })

  it('without sound after commentary with sound is shown; the commentary is not', async () => {
    const rig = await asked()
    const heard = { id: 'm0', type: 'message', role: 'assistant', phase: 'commentary' }
    rig.server({ type: 'response.output_item.added', response_id: 'r1', output_index: 0, item: heard })
    rig.say('r1', 'm0', 'Let me look.')
    rig.server({ type: 'response.output_text.done', ...at, text: WORDS })
    rig.done('r1')
    rig.playedAll('m0')
    expect(rig.entry('m0', 'assistant')?.unspoken).toBe(false)
    expect(rig.entry('m1', 'assistant')?.unspoken).toBe(true)
  })

  it('that was interrupted before its sound came is not told as one without', async () => {
    const rig = await asked()
    rig.server({ type: 'response.output_audio_transcript.delta', ...at, delta: WORDS })
    rig.press('t2')
    rig.done('r1', [message], { status: 'cancelled' })
    expect(rig.entry('m1', 'assistant')).toMatchObject({ unspoken: false, state: 'interrupted' })
    expect(tones(rig)).toEqual([])
  })
})
