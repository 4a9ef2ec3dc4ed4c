import { t } from '../../shared/i18n'
import type { AuthorizationServer, Tokens } from './authorization-server'
import type { Claimant } from './claimant'
import type { FinishPage } from './finish-page'
import { openLoopback } from './loopback'
import { failureOf } from './oauth-failure'

/** Long enough for a password manager and a second factor; then the port is given back. */
const LIMIT_MS = 120_000

/** How a sign-in ended. `message` is one plain sentence. */
export type SignInEnd =
  | { end: 'signed-in'; tokens: Tokens; claimant: Claimant }
  | { end: 'cancelled' }
  | { end: 'timed-out' | 'denied' | 'no-browser' | 'failed'; message: string }

export interface SignIn {
  /** Settles when it has ended, one way or another, and nothing listens any more. Never rejects. */
  ended: Promise<SignInEnd>
  /** Opens the browser again, for a trader who lost the page. Does nothing before it was opened first. */
  reopen(): void
}

interface SignInDeps {
  server: AuthorizationServer
  /** Opens the system's browser (RFC 8252 6: never a window of our own); rejects when it can't be opened. */
  openBrowser(url: string): Promise<void>
  /** The trader cancels. */
  cancel: AbortSignal
  /** Settles after `ms`; rejects when the signal ends the waiting. */
  wait(ms: number, signal: AbortSignal): Promise<void>
}

/**
 * Signs in by the system's browser and a listener on this computer (RFC 8252 7.3): authorization code with PKCE S256,
 * state and issuer checked.
 */
export function startSignIn({ server, openBrowser, cancel, wait }: SignInDeps): SignIn {
  let address: string | null = null

  const run = async (): Promise<SignInEnd> => {
    const over = new AbortController()
    const cancelled = new Promise<SignInEnd>((resolve) => {
      const end = () => resolve({ end: 'cancelled' })
      if (cancel.aborted) end()
      else cancel.addEventListener('abort', end, { signal: over.signal })
    })
    const tooLate = wait(LIMIT_MS, over.signal).then(
      (): SignInEnd => ({ end: 'timed-out', message: t('account.signIn.timedOut') }),
      // The waiting was ended because the sign-in was.
      () => new Promise<never>(() => {}),
    )
    const way = createWay()
    try {
      return await Promise.race([way.done, cancelled, tooLate])
    } finally {
      over.abort()
      address = null
      await way.close()
    }
  }

  /** The way through the browser; `close` ends it wherever it is. */
  const createWay = () => {
    let closed = false
    const opening = openLoopback()
    const go = async (): Promise<SignInEnd> => {
      const loopback = await opening.catch(() => null)
      if (loopback === null) return { end: 'failed', message: t('account.signIn.noListener') }
      const request = await server.authorize(loopback.redirectUri)
      if (closed) return { end: 'cancelled' }
      // Some systems say that the browser is open only when it was closed again: the answer may come first.
      const notOpened = openBrowser(request.url).then(
        () => new Promise<never>(() => {}),
        () => null,
      )
      address = request.url
      const answer = await Promise.race([loopback.answer(request.state), notOpened])
      if (answer === null) return { end: 'no-browser', message: t('account.signIn.noBrowser') }
      try {
        const { tokens, claimant } = await request.redeem(answer.url)
        if (!closed) await answer.finish(donePage())
        if (!closed) return { end: 'signed-in', tokens, claimant }
        // The trader went away meanwhile: what was granted is given back.
        if (tokens.refreshToken !== null) await server.revoke(tokens.refreshToken)
        return { end: 'cancelled' }
      } catch (error) {
        const { ending, message } = failureOf(server.host, error)
        if (!closed) await answer.finish(notDonePage(message))
        return { end: ending === 'denied' ? 'denied' : 'failed', message }
      }
    }
    return {
      done: go().catch(
        (error: unknown): SignInEnd => ({ end: 'failed', message: failureOf(server.host, error).message }),
      ),
      async close() {
        closed = true
        // Without a port there was nothing to close; that it could not be had has ended the sign-in.
        const loopback = await opening.catch(() => null)
        await loopback?.close()
      },
    }
  }

  return {
    ended: run(),
    reopen() {
      if (address !== null) void openBrowser(address).catch(() => {})
    },
  }
}

const donePage = (): FinishPage => ({
  status: 200,
  headline: t('account.page.done'),
  text: t('account.page.doneText'),
})
const notDonePage = (why: string): FinishPage => ({
  status: 400,
  headline: t('account.page.notDone'),
  text: t('account.page.notDoneText', { why }),
})
