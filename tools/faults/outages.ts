import assert from 'node:assert/strict'
import type { Scenario } from './scenario'
import { staged } from './stage'
import { HELP } from './words'

/** Nobody is there, or no way leads to him. */
export const outages: Scenario[] = [
  staged('backend gone, back after the question was given up', { backend: 'openai' }, async (stage) => {
    await stage.stopServer()
    await stage.standsThenResent(stage.ask(HELP), /unsent: .* can’t be reached/, stage.restartServer)
  }),
  staged('backend gone, back within a second', { backend: 'openai' }, async (stage) => {
    await stage.stopServer()
    const question = stage.ask(HELP)
    await stage.until('it was tried in vain', () => stage.log.some(({ data }) => /refused/.test(Object(data).message)))
    await stage.restartServer()
    await stage.answered(question)
  }),
  staged('backend gone for good while nothing is asked', { backend: 'openai' }, async (stage) => {
    await stage.stopServer()
    await stage.until('that is shown', () => stage.sight.status?.state === 'offline')
    await stage.restartServer()
    await stage.ready()
    await stage.answered(stage.ask(HELP))
  }),
  staged('offline, online before the question is old', { backend: 'openai' }, async (stage) => {
    stage.engine.command({ type: 'network', online: false })
    const question = stage.ask(HELP)
    await stage.until('that is shown', () => /Waiting for the network/.test(stage.sight.status?.detail ?? ''))
    stage.engine.command({ type: 'network', online: true })
    await stage.answered(question)
  }),
  staged('offline for more than 30 seconds', { backend: 'openai', speed: 10 }, async (stage) => {
    stage.engine.command({ type: 'network', online: false })
    await stage.standsThenResent(stage.ask(HELP), /unsent: There was no connection in time/, () =>
      stage.engine.command({ type: 'network', online: true }),
    )
  }),
  staged(
    'offline in the middle of an answer, which comes all the same',
    { backend: 'dexter', behaviour: { audioPace: 20 } },
    async (stage) => {
      const question = stage.ask(HELP)
      await stage.until('the answer begins', () => stage.wire.came('response.output_audio.delta'))
      stage.engine.command({ type: 'network', online: false })
      await stage.answered(question)
      stage.engine.command({ type: 'network', online: true })
      await stage.answered(stage.ask(HELP))
    },
  ),
  staged('offline, asked of the backend on this computer', { backend: 'practice' }, async (stage) => {
    stage.engine.command({ type: 'network', online: false })
    await stage.answered(stage.ask(HELP))
    assert.equal(stage.wire.lines.length, 1)
  }),
]
