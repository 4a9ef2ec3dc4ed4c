import assert from 'node:assert/strict'
import { holdOpen, say } from '../practice/raw-client'
import type { Scenario } from './scenario'
import { type Stage, staged } from './stage'
import { HELP } from './words'

/** Other programs of this computer, and web pages in its browser, reach the practice backend's port too. */
export const strangers: Scenario[] = [
  staged('a web page sends requests that are no addresses, in the middle of a session', {}, async (stage) => {
    for (const target of ['//', 'http://[::bad', '*'])
      for (const more of ['', 'Connection: Upgrade\r\nUpgrade: websocket\r\n'])
        assert.match(
          await say(portOf(stage), `GET ${target} HTTP/1.1\r\nHost: evil.example\r\n${more}\r\n`),
          /^HTTP\/1.1 403/,
        )
    await stage.answered(stage.ask(HELP))
    assert.equal(stage.wire.lines.length, 1, 'the session should not have ended')
  }),
  staged('a program sends requests that are no addresses, before the first session', { cold: true }, async (stage) => {
    const host = new URL(stage.server.baseUrl).host
    for (const more of ['', 'Connection: Upgrade\r\nUpgrade: websocket\r\n'])
      assert.match(await say(portOf(stage), `GET // HTTP/1.1\r\nHost: ${host}\r\n${more}\r\n`), /^HTTP\/1.1 400/)
    await stage.answered(stage.ask(HELP))
  }),
  staged('1,500 connections are held open by another program', { cold: true }, async (stage) => {
    const held = await holdOpen(portOf(stage), 1_500)
    await stage.answered(stage.ask(HELP))
    assert.ok(held.filter(({ destroyed }) => !destroyed).length < 100, 'the oldest should have been dropped')
    for (const socket of held) socket.destroy()
  }),
]

const portOf = (stage: Stage) => Number(new URL(stage.server.baseUrl).port)
