import { expect, it } from 'vitest'
import { idOf, namesOf } from '../../renderer/audio/device-list'
import { deviceChoices } from '../../shared/device-choices'

const input = (deviceId: string, label: string, groupId = deviceId) =>
  ({ kind: 'audioinput', deviceId, label, groupId }) as const
const MAC = [
  input('default', 'Default - MacBook Pro Microphone (Built-in)', 'm'),
  input('m', 'MacBook Pro Microphone (Built-in)'),
  input('u', 'Yeti Stereo Microphone (046d:0ab7)'),
  { ...input('s', 'MacBook Pro Speakers (Built-in)'), kind: 'audiooutput' as const },
]
const labels = (...of: Parameters<typeof namesOf>) => deviceChoices(namesOf(...of)).options.map(({ label }) => label)

it('lists each microphone once, the system’s default first and by name', () => {
  expect(labels(MAC, 'microphone', null)).toEqual([
    'System default (MacBook Pro Microphone (Built-in))',
    'MacBook Pro Microphone (Built-in)',
    'Yeti Stereo Microphone',
  ])
  // Windows lists one once more for calls, in the system's language.
  const german = [
    input('default', 'Standard - Mikrofonarray (Realtek(R) Audio)'),
    input('communications', 'Kommunikation - Headset (Jabra)'),
    input('a', 'Mikrofonarray (Realtek(R) Audio)'),
    input('b', 'Headset (Jabra)'),
  ]
  expect(labels(german, 'microphone', null)).toEqual([
    'System default (Mikrofonarray (Realtek(R) Audio))',
    'Mikrofonarray (Realtek(R) Audio)',
    'Headset (Jabra)',
  ])
  // PulseAudio does not tell what its default is.
  expect(labels([input('default', 'Default', 'x'), input('a', 'Microphone')], 'microphone', null)).toEqual([
    'System default',
    'Microphone',
  ])
})

it('finds a device whose id has changed by its name', () => {
  expect(idOf(MAC, 'microphone', { id: 'u', label: null })).toBe('u')
  expect(idOf(MAC, 'microphone', { id: 'as it was', label: 'Yeti Stereo Microphone' })).toBe('u')
  expect(idOf(MAC, 'microphone', { id: 'as it was', label: null })).toBeNull()
  expect(idOf(MAC, 'speaker', { id: 'u', label: 'Yeti Stereo Microphone' })).toBeNull()
  const long = input('l', `${'A very long name '.repeat(20)}`)
  const label = namesOf([long], 'microphone', null).devices[0]?.label ?? null
  expect(idOf([long], 'microphone', { id: 'before', label })).toBe('l')
})

it('keeps one that is not connected in the list, chosen', () => {
  const names = namesOf(MAC, 'microphone', { id: 'gone', label: 'Jabra' })
  expect(deviceChoices(names)).toMatchObject({ value: 'missing' })
  expect(deviceChoices(names).options[1]).toEqual({ id: 'missing', label: 'Jabra (not connected)' })
  expect(deviceChoices(namesOf(MAC, 'microphone', { id: 'gone', label: null })).options[1]?.label).toBe(
    'The one you chose (not connected)',
  )
})

it('tells two of the same name apart, and shows a name as one harmless line', () => {
  const twins = [input('a', 'Headset'), input('b', 'Headset'), input('c', '\u202Eevil\nname'), input('d', '\u200B')]
  expect(labels(twins, 'microphone', null)).toEqual(['System default', 'Headset', 'Headset (2)', 'evil name'])
})
