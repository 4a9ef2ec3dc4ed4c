import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { t } from '../../shared/i18n'
import { type FinishPage, PAGE_HEADERS, renderFinishPage } from './finish-page'

/** The literal address, not `localhost`, which may resolve to somebody else (RFC 8252 8.3). */
const ADDRESS = '127.0.0.1'
const PATH = '/callback'

/** The answer of the authorization server, as the browser brought it; the browser waits for its page. */
export interface CallbackAnswer {
  url: URL
  /** Shows the page and settles when the browser has it, or went away. */
  finish(page: FinishPage): Promise<void>
}

export interface Loopback {
  /** `http://127.0.0.1:<port>/callback`: servers accept any port there (RFC 8252 7.3). */
  redirectUri: string
  /**
   * Settles with the first answer that carries `state`; every later one is told that it is over. Never settles when
   * none comes. Called once.
   */
  answer(state: string): Promise<CallbackAnswer>
  /** Ends listening and every connection. Settles when the port is free. */
  close(): Promise<void>
}

/** Listens for one sign-in to come back. Settles when it listens; rejects when no port can be had. */
export async function openLoopback(): Promise<Loopback> {
  let expected: string | null = null
  let claim: ((answer: CallbackAnswer) => void) | null = null
  let port = 0

  const server = createServer((request, response) => {
    // A page of another name that resolves to this address must not get through (DNS rebinding).
    if (request.headers.host !== `${ADDRESS}:${port}`) return refuse(response, 421, t('account.page.wrongHost'))
    const url = addressOf(request, port)
    // Browsers ask for /favicon.ico by themselves.
    if (url === null || url.pathname !== PATH) return refuse(response, 404, t('account.page.nothing'))
    if (request.method !== 'GET') return refuse(response, 405, t('account.page.browserOnly'))
    if (expected === null || url.searchParams.get('state') !== expected) {
      // Any page in the browser can call this address. Without the state it did not start here (RFC 6749 10.12): were
      // it to end the sign-in, a forged call could keep the trader out. It is turned away, and the waiting goes on.
      return refuse(response, 400, t('account.page.foreign'))
    }
    if (claim === null) return refuse(response, 410, t('account.page.over'))
    const take = claim
    claim = null
    take({ url, finish: (page) => show(response, page) })
  })
  server.listen(0, ADDRESS)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the listener has no port')
  port = address.port

  return {
    redirectUri: `http://${ADDRESS}:${port}${PATH}`,
    answer: (state) =>
      new Promise((resolve) => {
        expected = state
        claim = resolve
      }),
    async close() {
      const closed = once(server, 'close')
      server.close()
      // Browsers open connections ahead of need; those would keep the port.
      server.closeAllConnections()
      await closed
    },
  }
}

function addressOf(request: IncomingMessage, port: number): URL | null {
  try {
    return new URL(request.url ?? '', `http://${ADDRESS}:${port}`)
  } catch {
    return null
  }
}

const refuse = (response: ServerResponse, status: number, text: string) =>
  void show(response, { status, headline: t('account.page.refused'), text })

async function show(response: ServerResponse, page: FinishPage): Promise<void> {
  if (response.destroyed) return
  const gone = once(response, 'close')
  response.writeHead(page.status, PAGE_HEADERS)
  response.end(renderFinishPage(page))
  await gone
}
