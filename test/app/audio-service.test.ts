import { expect, it } from 'vitest'
import { AUDIO_SERVICE, createAudioService } from '../../main/app/audio-service'

function rig(services: string[] = ['network.mojom.NetworkService', AUDIO_SERVICE]) {
  const killed: number[] = []
  let now = 0
  const service = createAudioService({
    metrics: () => services.map((serviceName, pid) => ({ pid, serviceName })),
    kill: (pid) => killed.push(pid),
    now: () => now,
  })
  return { service, killed, pass: (ms: number) => (now += ms) }
}

it('ends the audio service alone, and not over and over', () => {
  const { service, killed, pass } = rig()
  service.restart()
  service.restart()
  expect(killed).toEqual([1])
  pass(2_000)
  service.restart()
  expect(killed).toEqual([1, 1])
})

it('tells an end that was ours from a crash, once', () => {
  const { service } = rig()
  expect(service.ended()).toBe(false)
  service.restart()
  expect(service.ended()).toBe(true)
  expect(service.ended()).toBe(false)
})

it('ends nothing where there is none', () => {
  const { service, killed } = rig([])
  service.restart()
  expect(killed).toEqual([])
  expect(service.ended()).toBe(false)
})
