import { listed, t } from './i18n'

/**
 * Addresses that settings may name, and the origins (RFC 6454: scheme, host, port) that a secret is bound to. What is
 * checked here is what is called: backends take their addresses from `openaiAddresses` and `dexterAddresses` alone.
 */

/** By name, not by what DNS says: `localhost.evil.example` and `127.0.0.1.nip.io` are somebody else's. */
const LOOPBACK = ['127.0.0.1', 'localhost']
/**
 * Hosts that a content policy can name (host-source of CSP Level 3, with Chromium's underscore). A URL parser lets more
 * through: `;` would end the directive, `*` is a wildcard.
 */
const HOST = /^[a-z0-9._-]+$/

/** Dexter mints at its own API; the session itself runs at OpenAI. */
const DEXTER_REALTIME = 'wss://api.openai.com/v1/realtime'

const isLoopback = (hostname: string) => LOOPBACK.includes(hostname)

/** Why an address can't be a backend's: https, or http on loopback alone. null when it can. */
export function addressProblem(address: string): string | null {
  if (!URL.canParse(address)) return t('refused.address.invalid')
  const { protocol, hostname, username, password } = new URL(address)
  if (username !== '' || password !== '') return t('refused.address.credentials', { host: hostname })
  if (!['https:', 'wss:', 'http:', 'ws:'].includes(protocol)) return t('refused.address.https')
  if (!HOST.test(hostname)) return t('refused.address.host')
  if (protocol === 'https:' || protocol === 'wss:') return null
  return isLoopback(hostname) ? null : t('refused.address.plain', { host: hostname })
}

/** http or https with a host that can be named, and nothing in it but the address. */
export function isHttpAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, username, password } = new URL(address)
  return (protocol === 'https:' || protocol === 'http:') && HOST.test(hostname) && username === '' && password === ''
}

/** As above for a WebSocket: wss, or ws on loopback alone. */
export function realtimeAddressProblem(address: string): string | null {
  const bad = addressProblem(address)
  if (bad !== null) return bad
  const { protocol, hostname } = new URL(address)
  return protocol === 'wss:' || protocol === 'ws:' ? null : t('refused.address.realtime', { host: hostname })
}

/** The address of `path` below a base address, which may have a path of its own. Needs an address that can be parsed. */
export function below(base: string, path: string): string {
  const url = new URL(base)
  url.pathname = url.pathname.replace(/\/+$/, '') + path
  url.search = ''
  url.hash = ''
  return url.href
}

/** An address that can't be parsed stays what it is, for {@link addressProblem} to refuse. */
const realtimeBelow = (api: string) => (URL.canParse(api) ? below(api, '/v1/realtime').replace(/^http/, 'ws') : api)

/** What settings say of a backend's place; null: the session runs where that backend's sessions usually run. */
interface BackendPlace {
  url: string
  realtimeUrl: string | null
}

/** Where a session is minted, and where it runs. */
export interface BackendAddresses {
  api: string
  realtime: string
}

export function openaiAddresses({ url, realtimeUrl }: BackendPlace): BackendAddresses {
  // People paste the address with the version that we add, as other clients want it.
  const api = url.replace(/\/v1\/*$/, '')
  return { api, realtime: realtimeUrl ?? realtimeBelow(api) }
}

/**
 * A service on this computer (the practice backend, say) runs its own sessions: OpenAI would not know its secrets. One
 * that mints at OpenAI all the same needs `realtimeUrl` in the settings.
 */
export function dexterAddresses({ url, realtimeUrl }: BackendPlace): BackendAddresses {
  const local = URL.canParse(url) && isLoopback(new URL(url).hostname)
  const usual = local ? realtimeBelow(url) : DEXTER_REALTIME
  return { api: url, realtime: realtimeUrl ?? usual }
}

/** Their origins, each once. What can't be parsed stands for itself, and equals nothing that a secret was given for. */
export function originsOf(addresses: Iterable<string>): string[] {
  return [...new Set([...addresses].map((address) => (URL.canParse(address) ? new URL(address).origin : address)))]
}

/** Origins as a person reads them: "api.openai.com and http://127.0.0.1:8791". Only https goes without saying. */
export function placesOf(origins: readonly string[]): string {
  const spoken = new Set(
    // The voice usually goes to the host that mints, which is then said once.
    origins.filter((origin) => !origin.startsWith('ws') || !origins.includes(origin.replace(/^ws/, 'http'))),
  )
  return listed([...spoken].map((origin) => origin.replace(/^https:\/\//, '')))
}
