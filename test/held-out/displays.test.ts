import { expect, it } from 'vitest'
import { displayServer } from '../../main/app/display-server'
import { DISPLAYS } from './displays'

it.each(DISPLAYS)('$name: $truth', ({ env, truth }) => {
  expect(displayServer(env, 'linux')).toBe(truth)
})
