import { describe, expect, it } from 'vitest'
import type { Transcription } from '../../shared/transcription'
import { createRig, GRANT } from '../../tools/engine/rig'

const WHOLE: Transcription = { model: 'gpt-transcribe', languages: ['de'], keywords: ['BONK', 'Jupiter'] }
const granted = (transcription: Transcription | null) => ({ ...GRANT, grant: { ...GRANT.grant, transcription } })

type Rig = ReturnType<typeof createRig>
async function begun(transcription: Transcription | null, dialect: 'ga' | 'beta' = 'ga') {
  const rig = createRig({ dialect, grants: [granted(transcription)] })
  rig.engine.connect()
  await rig.settle()
  rig.created()
  return rig
}
const told = (rig: Rig) => rig.sent.filter(({ type }) => type === 'session.update').map(({ session }) => input(session))
const input = (session: unknown) => (session as { audio?: { input: Record<string, unknown> } }).audio?.input ?? session
const refuse = (rig: Rig, error: Record<string, unknown>) =>
  rig.server({
    type: 'error',
    error: { type: 'invalid_request_error', message: 'No.', event_id: rig.last('session.update')?.event_id, ...error },
  })
const notices = (rig: Rig) => rig.entriesOf('notice').map(({ code }) => code)
const KEYWORDS = {
  code: 'unknown_parameter',
  message: "Unknown parameter: 'session.audio.input.transcription.keywords'.",
  param: 'session.audio.input.transcription.keywords',
}

describe('the one update of a session', () => {
  it('repeats the whole transcription that was minted, so that nothing of it is dropped', async () => {
    expect(told(await begun(WHOLE))).toEqual([expect.objectContaining({ transcription: WHOLE })])
  })

  it('says nothing of it where the session is to keep its own', async () => {
    expect(told(await begun(null))[0]).not.toHaveProperty('transcription')
    expect(told(await begun(null, 'beta'))[0]).not.toHaveProperty('input_audio_transcription')
  })

  it('has one language and no keywords for an older server', async () => {
    const rig = await begun(WHOLE, 'beta')
    expect(told(rig)).toMatchObject([
      { input_audio_transcription: { model: 'gpt-transcribe', language: 'de', prompt: 'BONK, Jupiter' } },
    ])
  })

  it('goes on without language and words where they are refused, says so once, and does not try them again', async () => {
    const rig = await begun(WHOLE)
    refuse(rig, KEYWORDS)
    expect(told(rig).at(-1)).toMatchObject({ transcription: { model: 'gpt-transcribe' } })
    expect(told(rig).at(-1)).not.toHaveProperty('transcription.keywords')
    rig.updated()
    expect(rig.status?.state).toBe('idle')
    expect(notices(rig)).toEqual(['transcription_lessened'])
    rig.closeSocket()
    rig.press('t1')
    await rig.settle()
    rig.created()
    expect(told(rig)).toHaveLength(3)
    expect(told(rig).at(-1)).toEqual(told(rig)[1])
    expect(notices(rig)).toEqual(['transcription_lessened'])
  })

  it('keeps all of it where only the dialect was another', async () => {
    const rig = await begun(WHOLE, 'beta')
    const param = 'session.input_audio_transcription'
    refuse(rig, { code: 'unknown_parameter', param, message: `Unknown parameter: '${param}'.` })
    expect(told(rig)).toHaveLength(2)
    expect(told(rig)[1]).toMatchObject({ transcription: WHOLE })
  })

  it('goes on without a transcript where its model is refused', async () => {
    const rig = await begun(WHOLE)
    refuse(rig, { code: 'invalid_value', param: 'session.audio.input.transcription.model', message: 'Invalid value.' })
    expect(told(rig)).toHaveLength(2)
    expect(told(rig)[1]).not.toHaveProperty('transcription')
    rig.updated()
    expect(rig.entriesOf('notice')[0]?.text).toContain('Choose another transcription model in Settings')
  })

  it('leaves the words out, too, where a server does not say what it minds, before it gives up', async () => {
    const rig = await begun(WHOLE)
    // Another dialect, then less, then nothing; each once.
    for (let tries = 0; tries < 3; tries++) refuse(rig, { message: 'Bad request.' })
    expect(rig.count('session.update')).toBe(4)
    refuse(rig, { message: 'Bad request.' })
    expect(rig.count('session.update')).toBe(4)
    expect(rig.status?.state).toBe('error')
  })

  it('that is refused for a model that has ended says so in plain words', async () => {
    const rig = createRig({ grants: [granted(null)] })
    rig.time.setWall(Date.UTC(2027, 0, 21) - rig.time.clock.now())
    rig.engine.connect()
    await rig.settle()
    rig.server({
      type: 'error',
      error: { code: 'model_not_found', message: 'The model `gpt-realtime` does not exist or you do not have access.' },
    })
    rig.closeSocket(4000)
    rig.press('t1')
    rig.time.advance(100)
    expect(rig.status?.errors[0]?.message).toContain(
      'OpenAI shut down gpt-realtime on January 20, 2027. Choose gpt-realtime-2.1',
    )
  })
})
