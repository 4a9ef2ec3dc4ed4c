import { describe, expect, it } from 'vitest'
import { createRig, type Rig } from '../../tools/engine/rig'
import { ENDINGS, type EndingCase } from './connections'

const HOUR_MS = 3_600_000
const STEP_MS = 250

/** Lets an hour pass in which every connection ends like this, before its session is open or after. */
async function anHour({ error, close }: EndingCase, opened: boolean): Promise<Rig> {
  const rig = createRig()
  rig.engine.connect()
  let answered = 0
  for (let at = 0; at < HOUR_MS; at += STEP_MS) {
    await rig.settle()
    if (rig.sockets > answered) {
      answered = rig.sockets
      if (opened) {
        rig.created()
        rig.updated()
      }
      if (error) rig.server({ type: 'error', error })
      rig.closeSocket(close.code, close.reason)
    }
    rig.time.advance(STEP_MS)
  }
  return rig
}

const told = (rig: Rig): string =>
  [
    rig.status?.detail ?? '',
    ...(rig.status?.errors.map(({ message }) => message) ?? []),
    ...rig.entriesOf('notice').map(({ text }) => text),
  ].join('\n')

/** A server that is asked more often in an hour is asked for ever. */
const MOST_TRIES = 8

describe.each([
  ['before the session is open', false],
  ['in a session', true],
])('a server that ends the connection %s', (_when, opened) => {
  it.each(ENDINGS)('$name: tried $retry, told in its words', async (ending) => {
    const rig = await anHour(ending, opened)
    const tried = rig.sockets === 1 ? 'no' : rig.sockets <= MOST_TRIES ? 'bounded' : 'for ever'
    expect(ending.retry === 'either' ? ['no', 'bounded'] : [ending.retry]).toContain(tried)
    expect(told(rig)).toContain(ending.words)
  })
})
