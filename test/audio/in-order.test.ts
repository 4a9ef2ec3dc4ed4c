import { expect, it } from 'vitest'
import { inOrder } from '../../renderer/in-order'

it('takes at once what needs no time, and lets nothing overtake what does', async () => {
  const taken: string[] = []
  const ends = new Map<string, () => void>()
  const receive = inOrder((message: string): void | Promise<void> => {
    if (!message.startsWith('slow')) return void taken.push(message)
    return new Promise<void>((resolve) => ends.set(message, resolve)).then(() => void taken.push(message))
  })
  receive('a')
  expect(taken).toEqual(['a'])
  for (const message of ['slow start', 'press', 'slow settings', 'release']) receive(message)
  expect(taken).toEqual(['a'])
  ends.get('slow start')?.()
  await expect.poll(() => taken).toEqual(['a', 'slow start', 'press'])
  ends.get('slow settings')?.()
  await expect.poll(() => taken).toEqual(['a', 'slow start', 'press', 'slow settings', 'release'])
})
