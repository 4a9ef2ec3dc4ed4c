import { expect, it } from 'vitest'
import { startsQuietly } from '../../main/app/quiet-start'

const shown = { talk: null, hidden: false }

it.each([
  ['opened by hand', shown, true, false, false],
  ['opened at log-in, to stay hidden', shown, true, true, true],
  ['opened at log-in, with its window', shown, false, true, false],
  ['told to stay hidden', { talk: null, hidden: true }, false, false, true],
  ['started by a key press', { talk: 'down', hidden: false }, false, false, true],
] as const)('%s', (_, commandLine, startHidden, openedAtLogin, quietly) => {
  expect(startsQuietly(commandLine, { startHidden }, openedAtLogin)).toBe(quietly)
})
