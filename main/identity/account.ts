import { setTimeout as delay } from 'node:timers/promises'
import type { AccountState, SecretQuestion } from '../../shared/account'
import { type BackendAddresses, dexterAddresses, originsOf } from '../../shared/addresses'
import type { GrantProblem } from '../../shared/grant'
import { t } from '../../shared/i18n'
import type { Done } from '../../shared/ipc'
import { type Settings, SettingsSchema } from '../../shared/settings'
import type { Fetch } from '../backends/http-json'
import type { Notice, Withdraw } from '../notice'
import { type AuthorizationServer, createAuthorizationServer, type Tokens } from './authorization-server'
import type { Claimant } from './claimant'
import { type EntryName, type Keychain, KeychainUnavailable } from './keychain'
import { failureOf } from './oauth-failure'
import type { SecretQuestions } from './secret-questions'
import { type SignIn, startSignIn } from './sign-in'
import { readSignIn, writeSignIn } from './stored-sign-in'

/** An access token is renewed this long before it ends: the call it is for takes time, too. */
const EXPIRY_MARGIN_MS = 60_000
/** Short-lived tokens keep nine tenths of their life. */
const EXPIRY_MARGIN_SHARE = 0.1
/** Who asks for a token waits this long for a refresh; the refresh itself goes on. */
const PATIENCE_MS = 10_000

/** null: nobody is signed in. */
export type TokenReply = { ok: true; token: string | null } | { ok: false; problem: GrantProblem }

export interface Account {
  /** Who is signed in to the backend in use. */
  state(): AccountState
  /** Settles when the keychain was asked who is signed in; the network is not. Never rejects. */
  start(): Promise<void>
  /**
   * Opens the browser; what becomes of it is told by the state. While one is under way, a second call opens its page
   * again. Settles when the sign-in has ended. Never rejects.
   */
  signIn(choice: { untilQuit: boolean }): Promise<void>
  /** Ends a sign-in that is under way. */
  cancel(): void
  /** Signed out at once; settles when the keychain has forgotten and the server was told, or could not be. Never rejects. */
  signOut(): Promise<void>
  /**
   * A token that the server should accept, renewed first when it is about to end, to be used at these addresses. One that
   * the sign-in was not made for is a problem, and the trader is asked. Never rejects.
   */
  accessToken(goesTo: BackendAddresses): Promise<TokenReply>
  /** A new one, because the server refused the present one. Calls that overlap share one request. Never rejects. */
  renew(goesTo: BackendAddresses): Promise<TokenReply>
  /** The trader's yes: the sign-in may go where it was wanted, too. Settles when that is stored. Never rejects. */
  allow(question: SecretQuestion): Promise<Done>
  /** The server's own name for who is signed in. */
  subject(): string | null
  /** Settings have changed: another server is another account, and each keeps its own. Settles when it is known. */
  follow(): Promise<void>
  /** Signs out and removes every entry of this app from the keychain; one sentence on what was removed. Never rejects. */
  forgetAll(): Promise<{ ok: boolean; message: string }>
}

interface AccountDeps {
  keychain: Keychain
  settings(): Settings
  questions: SecretQuestions
  fetch: Fetch
  openBrowser(url: string): Promise<void>
  /** Epoch milliseconds. */
  now(): number
  onChange(): void
  notice: Notice
  /** Settles after `ms`; rejects when the signal ends the waiting. */
  wait?(ms: number, signal: AbortSignal): Promise<void>
}

/** How long signing out waits for a refresh under way, which knows the token that is to be revoked. */
const LAST_REFRESH_MS = 3_000

/** Somebody who is signed in. The object is the sign-in's identity. */
interface Session extends Claimant {
  server: AuthorizationServer
  /** Origins that its tokens may go to. */
  givenFor: readonly string[]
  /** null: it ends with the access token. */
  refreshToken: string | null
  /** The trader chose to keep it until the app quits. */
  untilQuit: boolean
  kept: 'keychain' | 'session'
  problem: string | null
  access: { token: string; goodUntil: number | null } | null
  refreshing: Promise<TokenReply> | null
  /** Signed out, or no longer accepted: nothing that still arrives for it may be stored. */
  over: boolean
}

const NOBODY: TokenReply = { ok: true, token: null }

/**
 * Who is signed in to Dexter, and the tokens that prove it. Access tokens live in memory alone; the refresh token is
 * in the keychain, and a rotated one is there before anything that came with it is used: whatever ends the app then,
 * the next start finds a token that works.
 */
export function createAccount(deps: AccountDeps): Account {
  const { keychain, settings, questions, fetch, openBrowser, now, onChange, notice } = deps
  const wait = deps.wait ?? ((ms, signal) => delay(ms, undefined, { signal }))
  let server = createAuthorizationServer(settings(), fetch)
  let session: Session | null = null
  let attempt: { abort: AbortController; signIn: SignIn | null; ended: Promise<void> } | null = null
  let signedOut: { problem: string | null; untilQuit: boolean } = { problem: null, untilQuit: false }
  /** The server whose entry in the keychain was looked up. */
  let restored: { id: string; done: Promise<void> } | null = null
  /** Sign-ins at servers that settings named before. A refresh under way there still stores what it brings. */
  const parked = new Map<string, Session>()
  /** What has to be cleared away before somebody else may sign in. Never rejects. */
  let leaving: Promise<void> = Promise.resolve()
  let withdrawUnkept: Withdraw = () => {}

  /** Why the sign-in lasts until the app quits; null when it is where it belongs. */
  const tellKept = (unkept: string | null) => {
    withdrawUnkept()
    withdrawUnkept = unkept === null ? () => {} : notice('warning', 'sign_in_not_kept', unkept)
  }

  const inUse = () => settings().backend === 'dexter'
  const entryOf = ({ id }: AuthorizationServer): EntryName => `account:${id}`

  const enter = (next: Session) => {
    session = next
    signedOut = { problem: null, untilQuit: false }
    onChange()
  }
  const leave = (problem: string | null, untilQuit = false) => {
    session = null
    tellKept(null)
    questions.drop('sign-in')
    signedOut = { problem, untilQuit }
    onChange()
  }
  const trouble = (of: Session, problem: string | null) => {
    if (of.problem === problem) return
    of.problem = problem
    if (session === of) onChange()
  }

  /** Puts what the keychain knows of this server in force, unless somebody has signed in or gone elsewhere meanwhile. */
  const restore = async (from: AuthorizationServer) => {
    const waiting = parked.get(from.id)
    if (waiting !== undefined) {
      parked.delete(from.id)
      waiting.server = from
      return enter(waiting)
    }
    try {
      const text = await keychain.get(entryOf(from))
      if (server.id !== from.id || session !== null || text === null) return
      const stored = readSignIn(text)
      if (stored === null) {
        leave(t('account.signIn.unreadable'))
        return await keychain.forget(entryOf(from))
      }
      enter(sessionOf(server, stored, stored.refreshToken, stored.givenFor ?? BUILT_IN))
    } catch (error) {
      if (server.id === from.id && session === null) leave(sentenceOf(error), true)
    }
  }
  const restoreOnce = () => {
    if (restored?.id !== server.id) restored = { id: server.id, done: restore(server) }
    return restored.done
  }

  /** What the work brings, or null when it takes longer. */
  const within = async <T>(ms: number, work: Promise<T>): Promise<T | null> => {
    const settled = new AbortController()
    // Ended by the work being done: then nothing is left to tell.
    const tooLong = wait(ms, settled.signal).then(
      () => null,
      () => new Promise<never>(() => {}),
    )
    try {
      return await Promise.race([work, tooLong])
    } finally {
      settled.abort()
    }
  }

  /** Why the tokens of a sign-in must not go to these addresses; null when they may. */
  const withheld = (of: Session, addresses: readonly string[]): TokenReply | null => {
    const guarded = { secret: 'sign-in', label: t('account.secret.name.signIn'), givenFor: of.givenFor } as const
    const message = questions.check(guarded, addresses)
    return message === null
      ? null
      : { ok: false, problem: { code: 'withheld', message, retry: 'never', retryAfterMs: null } }
  }

  /** What can't be stored is held for this run. Settles with a sentence about that, or null when it is where it belongs. */
  const keep = async (of: Session, refreshToken: string) => {
    const { subject, label, untilQuit, server, givenFor } = of
    const text = writeSignIn({ refreshToken, subject, label, givenFor: [...givenFor] })
    try {
      of.kept = await keychain.set(entryOf(server), text, { untilQuit })
      return null
    } catch (error) {
      // The rotated token is the only one that works: it must not be lost to a keychain that was locked meanwhile.
      if (!of.over) keychain.hold(entryOf(server), text)
      of.kept = 'session'
      return t('account.signIn.untilQuit', { why: sentenceOf(error) })
    }
  }

  const refresh = async (of: Session): Promise<TokenReply> => {
    if (of.refreshToken === null) return expire(of)
    let tokens: Tokens
    try {
      // Metadata may name other endpoints than those that the sign-in was made at.
      const { server } = of
      const kept = withheld(of, await server.endpoints())
      if (kept !== null) return kept
      tokens = await server.refresh(of.refreshToken)
    } catch (error) {
      const { ending, problem } = failureOf(of.server.host, error)
      if (of.over) return NOBODY
      if (ending === 'refused') return expire(of)
      trouble(of, problem.message)
      return { ok: false, problem }
    }
    const rotated = tokens.refreshToken !== null && tokens.refreshToken !== of.refreshToken
    // Signing out takes this one along to the server, whoever wins.
    if (tokens.refreshToken !== null) of.refreshToken = tokens.refreshToken
    if (of.over) return NOBODY
    const unkept = rotated || (of.kept === 'session' && !of.untilQuit) ? await keep(of, of.refreshToken) : null
    if (of.over) return NOBODY
    tellKept(unkept)
    of.access = accessOf(tokens)
    of.problem = unkept
    // Settings name another server by now: its token is not what was asked for.
    if (session !== of) return NOBODY
    onChange()
    return { ok: true, token: tokens.accessToken }
  }

  /** The server no longer knows this sign-in: asking again can't help, so that nobody does. */
  const expire = async (of: Session): Promise<TokenReply> => {
    of.over = true
    parked.delete(of.server.id)
    leaving = keychain.forget(entryOf(of.server)).catch(() => {})
    if (session === of) leave(t('account.signIn.expired'))
    await leaving
    return {
      ok: false,
      problem: { code: 'signed_out', message: t('account.signIn.expired'), retry: 'never', retryAfterMs: null },
    }
  }

  const accessOf = ({ accessToken, expiresInMs }: Tokens) => {
    if (expiresInMs === null) return { token: accessToken, goodUntil: null }
    const margin = Math.min(EXPIRY_MARGIN_MS, expiresInMs * EXPIRY_MARGIN_SHARE)
    return { token: accessToken, goodUntil: now() + expiresInMs - margin }
  }

  /** One refresh at a time: with rotation, a second one would present a token that the first has used up. */
  const renew = async ({ api, realtime }: BackendAddresses): Promise<TokenReply> => {
    await restored?.done
    const of = session
    if (of === null) return NOBODY
    const kept = withheld(of, [api, realtime])
    if (kept !== null) return kept
    of.access = null
    if (of.refreshing === null) {
      of.refreshing = refresh(of)
      void of.refreshing.finally(() => {
        of.refreshing = null
      })
    }
    const reply = await within(PATIENCE_MS, of.refreshing)
    if (reply !== null) return reply
    const message = t('account.signIn.slow', { host: of.server.host })
    trouble(of, message)
    return { ok: false, problem: { code: 'timeout', message, retry: 'later', retryAfterMs: null } }
  }

  const giveBack = (at: AuthorizationServer, refreshToken: string) => at.revoke(refreshToken).catch(() => {})

  /** What a refresh under way still brings is what has to be given back. */
  const endAtServer = async (of: Session) => {
    if (of.refreshing !== null) await within(LAST_REFRESH_MS, of.refreshing)
    const { server, refreshToken, givenFor } = of
    if (refreshToken === null) return
    const endpoints = await within(
      LAST_REFRESH_MS,
      server.endpoints().catch(() => null),
    )
    // Nobody can be asked any more: a server that it was not made at is not told.
    if (endpoints !== null && originsOf(endpoints).every((origin) => givenFor.includes(origin)))
      await giveBack(server, refreshToken)
  }

  const runSignIn = async (at: AuthorizationServer, untilQuit: boolean, abort: AbortController): Promise<void> => {
    const gone = () => abort.signal.aborted
    // The trader signs in for what settings name at his click.
    const { api, realtime } = dexterAddresses(settings().dexter)
    await leaving
    if (!untilQuit) {
      try {
        await keychain.check()
      } catch (error) {
        // Without a keychain the sign-in would be gone after the next start: that is for the trader to choose.
        if (!gone()) leave(sentenceOf(error), true)
        return
      }
      // Unlocking the keychain may have been all that was missing.
      if (!gone()) await restore(at)
      if (session !== null) return
    }
    if (gone()) return
    const signIn = startSignIn({ server: at, openBrowser, cancel: abort.signal, wait })
    if (attempt !== null) attempt.signIn = signIn
    const ended = await signIn.ended
    if (ended.end !== 'signed-in') {
      if (!gone()) leave(ended.end === 'cancelled' ? null : ended.message)
      return
    }
    const { tokens, claimant } = ended
    // Known, since the tokens came from there.
    const endpoints = await at.endpoints().catch(() => [])
    const givenFor = originsOf([api, realtime, ...endpoints])
    const next = sessionOf(at, claimant, tokens.refreshToken, givenFor)
    next.untilQuit = untilQuit
    next.kept = 'session'
    next.access = accessOf(tokens)
    if (tokens.refreshToken !== null) {
      const { refreshToken } = tokens
      try {
        next.kept = await keychain.set(entryOf(at), writeSignIn({ refreshToken, ...claimant, givenFor }), { untilQuit })
      } catch (error) {
        if (!gone()) leave(sentenceOf(error), true)
        return await giveBack(at, refreshToken)
      }
      if (gone()) {
        await keychain.forget(entryOf(at)).catch(() => {})
        return await giveBack(at, refreshToken)
      }
    }
    if (gone()) return
    if (tokens.refreshToken === null) {
      next.problem = t('account.signIn.notLasting', { host: at.host })
      // What is stored from an earlier sign-in is not this one.
      await keychain.forget(entryOf(at)).catch(() => {})
    }
    if (!gone()) enter(next)
  }

  const stopAttempt = async () => {
    const stopped = attempt
    if (stopped === null) return
    attempt = null
    stopped.abort.abort()
    await stopped.ended
  }

  const signOut = async () => {
    const of = session
    const stopped = stopAttempt()
    leave(null)
    if (of !== null) of.over = true
    const work = async () => {
      await stopped
      if (of === null) return
      // Forgotten before the server is told: a sign-out must hold even when the app is quit while the server is slow.
      // A rotated token that is being stored at this moment goes, too: the keychain keeps the order of calls.
      const failure = await keychain.forget(entryOf(of.server)).then(
        () => null,
        (error: unknown) => sentenceOf(error),
      )
      if (failure !== null && session === null) leave(t('account.signIn.notRemoved', { why: failure }))
      await endAtServer(of)
    }
    leaving = work()
    await leaving
  }

  const followServer = async () => {
    if (server.fits(settings())) return
    const before = server
    server = createAuthorizationServer(settings(), fetch)
    if (server.id === before.id) {
      // The same account by other means: its next refresh takes them.
      if (session !== null) session.server = server
      return
    }
    if (session !== null) parked.set(before.id, session)
    // Coming back to it is a restoring of its own.
    restored = null
    leave(null)
    await stopAttempt()
  }

  return {
    state() {
      if (!inUse()) return { state: 'none' }
      if (session !== null) {
        const { label, kept, problem } = session
        return { state: 'signed-in', label, kept, problem }
      }
      return attempt !== null ? { state: 'signing-in' } : { state: 'signed-out', ...signedOut }
    },
    async start() {
      // The keychain is not touched for a backend that is not in use: it may ask the trader for a password.
      if (inUse()) await restoreOnce()
    },
    async signIn({ untilQuit }) {
      if (session !== null) return
      if (attempt !== null) {
        attempt.signIn?.reopen()
        return await attempt.ended
      }
      const abort = new AbortController()
      const own = { abort, signIn: null, ended: Promise.resolve() }
      attempt = own
      signedOut = { problem: null, untilQuit: false }
      own.ended = runSignIn(server, untilQuit, abort).finally(() => {
        if (attempt !== own) return
        attempt = null
        onChange()
      })
      onChange()
      await own.ended
    },
    cancel() {
      if (attempt === null) return
      leaving = stopAttempt()
      onChange()
    },
    signOut,
    async accessToken(goesTo) {
      await restored?.done
      if (session === null) return NOBODY
      const { access } = session
      const good = access !== null && (access.goodUntil === null || now() < access.goodUntil)
      if (!good) return renew(goesTo)
      return withheld(session, [goesTo.api, goesTo.realtime]) ?? { ok: true, token: access.token }
    },
    renew,
    async allow({ givenFor: shown, wanted }) {
      const of = session
      if (of === null || of.givenFor.join(' ') !== shown.join(' '))
        return { ok: false, message: t('account.signIn.someoneElse') }
      of.givenFor = [...of.givenFor, ...wanted]
      const unkept = of.refreshToken === null ? null : await keep(of, of.refreshToken)
      tellKept(unkept)
      return { ok: true }
    },
    subject: () => session?.subject ?? null,
    async follow() {
      await followServer()
      if (inUse()) await restoreOnce()
      else await stopAttempt()
    },
    async forgetAll() {
      const all = [...parked.values(), ...(session === null ? [] : [session])]
      for (const one of all) one.over = true
      parked.clear()
      const stopped = stopAttempt()
      leave(null)
      const forgetting = stopped.then(() => keychain.forgetAll())
      leaving = forgetting.then(
        () => {},
        () => {},
      )
      try {
        const removed = await forgetting
        const message = removed === 0 ? t('account.forget.nothing') : t('account.forget.removed', { n: removed })
        return { ok: true, message }
      } catch (error) {
        return { ok: false, message: sentenceOf(error) }
      } finally {
        await Promise.all(all.map(endAtServer))
      }
    },
  }
}

/** What a sign-in that was stored before origins were noted was made for: the addresses that the app came with. */
const BUILT_IN: readonly string[] = originsOf(Object.values(dexterAddresses(SettingsSchema.parse({}).dexter)))

const sessionOf = (
  server: AuthorizationServer,
  claimant: Claimant,
  refreshToken: string | null,
  givenFor: readonly string[],
): Session => ({
  givenFor,
  subject: claimant.subject,
  label: claimant.label,
  server,
  refreshToken,
  untilQuit: false,
  kept: 'keychain',
  problem: null,
  access: null,
  refreshing: null,
  over: false,
})

const sentenceOf = (error: unknown) =>
  error instanceof KeychainUnavailable ? error.message : t('account.keychain.failed')
