import { expect, test } from 'vitest'
import { sayOnce } from '../main/notice'
import { noticeBoard } from './notices'

test('what is said once goes with its cause, and is said again when that comes back', () => {
  const { said, standing, notice } = noticeBoard()
  const once = sayOnce(notice)
  once.say('a', 'left_out', 'A is left out.')
  once.say('a', 'left_out', 'A is left out, still.')
  once.say('b', 'left_out', 'B is left out.')
  expect(said).toHaveLength(2)
  once.gone('a')
  expect(standing()).toMatchObject([{ text: 'B is left out.' }])
  once.say('a', 'left_out', 'A is left out again.')
  once.retain((cause) => cause === 'a')
  expect(standing()).toMatchObject([{ text: 'A is left out again.' }])
})
