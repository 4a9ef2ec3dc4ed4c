import { randomBytes } from 'node:crypto'
import type { Behaviour } from './behaviour'
import type { Clock } from './clock'
import type { PaperWallet, WalletBook } from './market/wallets'

/** Who stands behind a session: a visitor who may look, or a paper trader who may trade. */
export type Identity =
  | { kind: 'guest'; wallet: PaperWallet }
  | { kind: 'user'; id: string; email: string; wallets: PaperWallet[]; wallet: PaperWallet }

/** Everyone who says "practice user" is this trader: the paper money lasts as long as the server runs. */
const TRADER_ID = 'practice-trader'
const TRADER_EMAIL = 'trader@practice.invalid'

export interface Identities {
  guest(): Identity
  trader(): Identity
  /** Someone whom an identity provider knows, with paper wallets of their own. */
  subject(sub: string, email: string | null): Identity
  /** A Supabase-like access token that this server will know again. */
  issueAccessToken(): string
  /** The trader, if this server issued the token; null for any other text. */
  byAccessToken(token: string): Identity | null
  /** A token for the MCP endpoint that carries the identity's rights and no more. */
  issueMcpToken(identity: Identity): string
  /** Null when the token is unknown, or has expired. */
  byMcpToken(token: string): Identity | null
}

export interface IdentitiesOptions {
  wallets: WalletBook
  clock: Pick<Clock, 'now'>
  behaviour: Pick<Behaviour, 'mcpTokenLifeMs'>
}

export function createIdentities({ wallets, clock, behaviour }: IdentitiesOptions): Identities {
  const accessTokens = new Set<string>()
  const mcpTokens = new Map<string, { identity: Identity; expiresAt: number }>()
  const user = (id: string, email: string, owner: string): Identity => {
    const owned = wallets.of(owner)
    return { kind: 'user', id, email, wallets: owned, wallet: owned[0] ?? wallets.demo }
  }
  const trader = () => user(TRADER_ID, TRADER_EMAIL, TRADER_ID)
  return {
    guest: () => ({ kind: 'guest', wallet: wallets.demo }),
    trader,
    // A subject may be called anything, also what the trader is called.
    subject: (sub, email) => user(sub, email ?? sub, `subject/${sub}`),
    issueAccessToken() {
      const token = secret('practice_at_')
      accessTokens.add(token)
      return token
    },
    byAccessToken: (token) => (accessTokens.has(token) ? trader() : null),
    issueMcpToken(identity) {
      const token = secret('practice_mcp_')
      mcpTokens.set(token, { identity, expiresAt: clock.now() + behaviour.mcpTokenLifeMs })
      return token
    },
    byMcpToken(token) {
      const found = mcpTokens.get(token)
      return found && clock.now() < found.expiresAt ? found.identity : null
    },
  }
}

/** 192 bits behind a prefix that says what it opens. */
export const secret = (prefix: string): string => prefix + randomBytes(24).toString('hex')
