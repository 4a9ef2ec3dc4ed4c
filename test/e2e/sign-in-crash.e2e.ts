import { EventEmitter, once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PrivateKeyring, startPrivateKeyring } from '../../tools/desktop/private-keyring'
import { startProvider } from '../identity/provider'

/**
 * Where the app is killed during a refresh, and what may be left of the sign-in. `server`: the step is seen at the
 * provider, which then treats the request as named.
 */
const STEPS = [
  { step: 'before the request', server: null, strict: true },
  { step: 'request sent, never arrived', server: 'drops it', strict: true },
  // From here on the provider has rotated. No client can keep a token that it never got.
  { step: 'token rotated, answer under way', server: 'answers', strict: false },
  { step: 'answer here, not stored', server: null, strict: false },
  { step: 'stored, not used', server: null, strict: true },
  { step: 'used', server: null, strict: true },
] as const
const PROVIDERS = { 'no reuse': 0, 'reuse within 60 s': 60 } as const
const EXPIRED = 'Your sign-in has expired. Sign in again.'

describe.runIf(process.platform === 'linux')('killed during a refresh, with a real keyring', () => {
  const table: Record<string, Record<string, string>> = {}
  let keyring: PrivateKeyring
  beforeAll(async () => {
    keyring = await startPrivateKeyring()
  })
  afterAll(async () => {
    await keyring?.close()
    console.table(table)
  })

  describe.each(Object.entries(PROVIDERS))('a provider with %s', (provides, reuseIntervalS) => {
    test.each(STEPS)('$step', async ({ step, server, strict }) => {
      const provider = await startProvider({ reuseIntervalS })
      const reached = new EventEmitter()
      const account = (...args: string[]) => keyring.run('test/identity/account-process.ts', [provider.issuer, ...args])
      const next = async () => {
        const program = await account('start')
        const line = await program.line((text) => text.startsWith('{'))
        await program.ended
        return JSON.parse(line)
      }
      try {
        let release = () => {}
        if (server !== null) {
          provider.onToken((request, response, pass) => {
            if (provider.grants('authorization_code') === 0) return pass(async () => {})
            if (server === 'answers') {
              return pass(() => {
                reached.emit('reached')
                return new Promise((resolve) => {
                  release = resolve
                })
              })
            }
            release = () => response.destroy()
            request.resume()
            reached.emit('reached')
          })
        }
        const atServer = once(reached, 'reached')
        const killed = await account('refresh', step)
        await (server === null ? killed.line((line) => line === `at ${step}`) : atServer)
        killed.child.kill('SIGKILL')
        await killed.ended
        release()
        provider.onToken(null)

        const before = provider.grants('refresh_token')
        const after = await next()
        const kept = strict || reuseIntervalS > 0
        table[step] = { ...table[step], [provides]: after.ok ? 'signed in' : `signed out: ${after.state.problem}` }
        expect(provider.grants('refresh_token') - before).toBe(1)
        if (kept) {
          expect(after).toMatchObject({ ok: true, state: { state: 'signed-in', kept: 'keychain', problem: null } })
          // And not by luck: the one after that is signed in as well.
          expect(await next()).toMatchObject({ ok: true, state: { state: 'signed-in' } })
        } else {
          expect(after).toEqual({ ok: false, state: { state: 'signed-out', problem: EXPIRED, untilQuit: false } })
          // Said once, then forgotten: nobody asks the provider again.
          expect(await next()).toMatchObject({ ok: true, state: { state: 'signed-out', problem: null } })
          expect(provider.grants('refresh_token') - before).toBe(1)
        }
      } finally {
        await provider.stop()
      }
    })
  })
})
