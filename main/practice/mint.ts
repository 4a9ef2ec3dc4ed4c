import { ALERT_FUNCTIONS, RECENT_TRADES } from '../../shared/session-functions'
import type { Behaviour } from './behaviour'
import type { Clock } from './clock'
import { type Identities, type Identity, secret } from './identity'
import { newId } from './realtime/ids'
import {
  DEFAULT_MODEL,
  defaultConfig,
  type McpTool,
  mergeSession,
  type SessionConfig,
  type SessionFields,
} from './realtime/session-config'

/** A right to open sessions: several, until it expires. A session outlives its secret. */
export interface Grant {
  sessionId: string
  secret: string
  /** Epoch seconds. */
  expiresAt: number
  config: SessionConfig
}

interface Wishes {
  model?: string | undefined
  voice?: string | undefined
  /** The client answers questions about past trades. */
  recentTrades?: boolean | undefined
  /** The client answers the functions about price alerts. */
  priceAlerts?: boolean | undefined
}

export interface Mint {
  /** A grant for exactly the session that was asked for. */
  forSession(fields: SessionFields, lifeSeconds?: number): Grant
  /** A grant in Dexter's manner: instructions and tools follow from who asks. */
  forIdentity(identity: Identity, wishes: Wishes): Grant
  /** The session of a secret; null when it is unknown, expired or revoked. */
  redeem(secret: string): SessionConfig | null
  /** Ends a session's secrets. False when there is none by that id. */
  revoke(sessionId: string): boolean
}

const INSTRUCTIONS =
  'You are Dexter Voice in practice mode. Be concise. Every price, stream and wallet here is simulated: say so when it matters. Use the hosted MCP tools for market, wallet and trading questions; figures come from tools only.'
export const GUEST_INSTRUCTIONS =
  'Operate only in read-only or low-risk flows and encourage the user to sign in for persistent, personalized sessions.'
const USER_INSTRUCTIONS = 'The user is a paper trader. Preview every trade before asking to execute it.'

export interface MintOptions {
  identities: Identities
  clock: Pick<Clock, 'now'>
  behaviour: Pick<Behaviour, 'secretLifeMs'>
  /** Where the session finds the market's tools. */
  mcpUrl(): string
}

export function createMint({ identities, clock, behaviour, mcpUrl }: MintOptions): Mint {
  const grants = new Map<string, Grant>()

  function grant(config: SessionConfig, lifeSeconds = behaviour.secretLifeMs / 1000): Grant {
    const now = clock.now() / 1000
    for (const [key, old] of grants) if (old.expiresAt <= now) grants.delete(key)
    const made = { sessionId: newId('sess'), secret: secret('ek_'), expiresAt: Math.floor(now + lifeSeconds), config }
    grants.set(made.secret, made)
    return made
  }

  return {
    forSession: (fields, lifeSeconds) => grant(mergeSession(defaultConfig(), fields), lifeSeconds),
    forIdentity(identity, { model, voice, recentTrades = false, priceAlerts = false }) {
      const fields: SessionFields = {
        type: 'realtime',
        model: model ?? DEFAULT_MODEL,
        instructions: `${INSTRUCTIONS}\n\n${identity.kind === 'guest' ? GUEST_INSTRUCTIONS : USER_INSTRUCTIONS}`,
        include: ['item.input_audio_transcription.logprobs'],
        tools: [
          toolsFor(identity, identities.issueMcpToken(identity), mcpUrl()),
          ...(recentTrades ? [RECENT_TRADES] : []),
          ...(priceAlerts ? ALERT_FUNCTIONS : []),
        ],
        ...(voice ? { audio: { output: { voice } } } : {}),
      }
      return grant(mergeSession(defaultConfig(), fields))
    },
    redeem(value) {
      const found = grants.get(value)
      return found && found.expiresAt > clock.now() / 1000 ? structuredClone(found.config) : null
    },
    revoke(sessionId) {
      const found = [...grants.values()].filter((candidate) => candidate.sessionId === sessionId)
      for (const { secret: key } of found) grants.delete(key)
      return found.length > 0
    },
  }
}

/** Guests see what reads and nothing else; a trader's reads run freely and each of his writes asks. */
function toolsFor(identity: Identity, token: string, serverUrl: string): McpTool {
  return {
    type: 'mcp',
    server_label: 'dexter',
    server_description: 'Dexter practice market: simulated prices, paper wallets.',
    server_url: serverUrl,
    headers: { Authorization: `Bearer ${token}` },
    ...(identity.kind === 'guest'
      ? { allowed_tools: { read_only: true }, require_approval: 'never' as const }
      : { require_approval: { never: { read_only: true }, always: { read_only: false } } }),
  }
}
