import { t } from '../../../shared/i18n'
import type { Status } from '../../../shared/snapshot'
import { serverWords } from '../wire/server-words'

/** What an error of the server means for the trader. */
export type Severity = 'benign' | 'transient' | 'fatal'

/** Races that every client meets: absorbed, never shown. */
const BENIGN: ReadonlySet<string> = new Set(['response_cancel_not_active', 'conversation_already_has_active_response'])
/** Nothing that is tried again will help before the trader changes something. */
const FATAL: ReadonlySet<string> = new Set([
  'insufficient_quota',
  'billing_hard_limit_reached',
  'invalid_api_key',
  'account_deactivated',
  'model_not_found',
  'model_shut_down',
  'beta_api_shape_disabled',
  'unsupported_country_region_territory',
  'billing_not_active',
  'ip_not_authorized',
  // Azure's.
  'DeploymentNotFound',
])
/** A server's passing trouble, by the code or type that OpenAI and its proxies give it, or by its HTTP status. */
const PASSING =
  /^(?:server_error|internal_(?:server_)?error|rate_limit_(?:error|exceeded)|too_many_requests|overloaded(?:_error)?|service_unavailable|timeout|429|5\d\d)$/
/** Service restart, try again later, bad gateway (IANA's registry of close codes): the server says that it will be back. */
const COMES_BACK: ReadonlySet<number> = new Set([1012, 1013, 1014])

/** A server that words every error anew must not fill every update. */
const MAX_DISTINCT = 100

/** A map: a server may call its error `constructor`. */
const PLAIN = new Map(
  Object.entries({
    insufficient_quota: 'insufficientQuota',
    billing_hard_limit_reached: 'hardLimit',
    invalid_api_key: 'invalidKey',
    account_deactivated: 'deactivated',
    model_not_found: 'modelNotFound',
    beta_api_shape_disabled: 'betaDisabled',
    rate_limit_exceeded: 'rateLimited',
  } as const),
)

export const severityOf = (code: string): Severity =>
  BENIGN.has(code) ? 'benign' : FATAL.has(code) ? 'fatal' : 'transient'

/** Whether a server that gave up a connection with this error and close code may give the next one. */
export const isPassing = (code: string, closeCode: number): boolean => PASSING.test(code) || COMES_BACK.has(closeCode)

/** The code in a server's words after which no other try can help; null when there is none. Some name it in their reason for closing. */
export const fatalCodeIn = (words: string): string | null =>
  words.match(/\w+/g)?.find((word) => FATAL.has(word)) ?? null

/** One plain sentence for an error code; the server's own words where we have none. */
export function plainError(code: string, message: string): string {
  const plain = PLAIN.get(code)
  return plain === undefined ? serverWords(message, t('engine.problem.reported')) : t(`engine.problem.${plain}`)
}

/** Counts errors by code and message: each is shown once, with how often it came. */
export function createProblems() {
  const counts = new Map<string, { code: string; message: string; count: number }>()
  return {
    /** True when it is new, or when there are too many to know. */
    add(code: string, message: string): boolean {
      const key = `${code}\n${message}`
      const known = counts.get(key)
      if (known) known.count++
      else if (counts.size < MAX_DISTINCT) counts.set(key, { code, message, count: 1 })
      return known === undefined
    },
    all: (): Status['errors'] => [...counts.values()].map((entry) => ({ ...entry })),
  }
}
