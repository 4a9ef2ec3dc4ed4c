import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from 'vitest'
import type { AccessReply, AccountAccess } from '../../main/backends/backend'
import { problem } from '../../main/backends/http-json'
import { type Settings, SettingsSchema } from '../../shared/settings'

export interface Asked {
  method: string
  path: string
  authorization: string | null
  /** As JSON; undefined when empty. */
  body: Record<string, unknown> | undefined
}

export type Answer = (asked: Asked, response: ServerResponse, request: IncomingMessage) => void

/** A real HTTP server on loopback that keeps what it was asked. It ends with the test. */
export async function serve(answer: Answer) {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString('utf8')
    const call: Asked = {
      method: request.method ?? '',
      path: request.url ?? '',
      authorization: request.headers.authorization ?? null,
      body: text === '' ? undefined : JSON.parse(text),
    }
    asked.push(call)
    answer(call, response, request)
  })
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}
const open: ReturnType<typeof createServer>[] = []

afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

export const json = (response: ServerResponse, status: number, body: unknown) => {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

export const settingsWith = (values: Record<string, unknown>): Settings => SettingsSchema.parse(values)

/** Somebody with these tokens, one after the other at each renewal; after the last one nobody is signed in. */
export function signedIn(...tokens: string[]): AccountAccess & { renewals: number } {
  const now = (): AccessReply => ({ ok: true, token: tokens[account.renewals] ?? null })
  const account = {
    renewals: 0,
    accessToken: async () => now(),
    async renew() {
      account.renewals++
      return now()
    },
  }
  return account
}

export const nobody = signedIn()

export const noNetwork = problem('unreachable', 'The sign-in service can’t be reached.', 'later')

export { noticeBoard as ear } from '../notices'

export const ADDRESS = 'So1anaWa11etAddressNumber1111111111111111111'
export const OTHER_ADDRESS = 'So1anaWa11etAddressNumber2222222222222222222'

export const secret = (value = 'ek_0123456789abcdef', expires_at = 2_000_000_000) => ({ value, expires_at })
export const asUser = {
  model: 'gpt-realtime-2.1',
  client_secret: secret(),
  dexter_session: {
    type: 'user',
    user: { id: 'u1', email: 'trader@example.invalid' },
    wallet: { public_key: ADDRESS, label: 'Main' },
  },
}
export const asGuest = {
  client_secret: secret(),
  dexter_session: { type: 'guest', user: null, guest_profile: { label: 'Dexter Demo Wallet' }, wallet: null },
}
