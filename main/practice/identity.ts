import { randomBytes } from 'node:crypto'
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
  /** A Supabase-like access token that this server will know again. */
  issueAccessToken(): string
  /** The trader, if this server issued the token; null for any other text. */
  byAccessToken(token: string): Identity | null
  /** A token for the MCP endpoint that carries the identity's rights and no more. */
  issueMcpToken(identity: Identity): string
  byMcpToken(token: string): Identity | null
}

export function createIdentities(wallets: WalletBook): Identities {
  const accessTokens = new Set<string>()
  const mcpTokens = new Map<string, Identity>()
  const trader = (): Identity => {
    const owned = wallets.of(TRADER_ID)
    return { kind: 'user', id: TRADER_ID, email: TRADER_EMAIL, wallets: owned, wallet: owned[0] ?? wallets.demo }
  }
  return {
    guest: () => ({ kind: 'guest', wallet: wallets.demo }),
    trader,
    issueAccessToken() {
      const token = secret('practice_at_')
      accessTokens.add(token)
      return token
    },
    byAccessToken: (token) => (accessTokens.has(token) ? trader() : null),
    issueMcpToken(identity) {
      const token = secret('practice_mcp_')
      mcpTokens.set(token, identity)
      return token
    },
    byMcpToken: (token) => mcpTokens.get(token) ?? null,
  }
}

/** 192 bits behind a prefix that says what it opens. */
export const secret = (prefix: string): string => prefix + randomBytes(24).toString('hex')
