import { isAddress, isOpaqueToken, looksOpaque, MASKED, saysNothing } from './mask'
import { factsOf } from './names'

/** Addresses hide secrets in four places: before the host, in the path, in the query and in the fragment. */
const REST = /[^\s"'<>`\\]+/y
/** What ends the sentence or the bracket around an address is no part of it. */
const SENTENCE_END = /[),.;:!?\]}|]+$/
const USERINFO = /^[^\s/?#]+@/
const PARAMETER = /([?&#;])([\w.~%[\]-]{1,64})=([^&\s"'`#<>\\]+)/g

/** Text behind these is on a chain for all to see. */
const SIGNATURE = /^[1-9A-HJ-NP-Za-km-z]{86,88}$/

/** Hosts that take the key as a part of the path: RPC nodes (QuickNode, Alchemy, Infura, Ankr, Triton, ...). */
const KEY_IN_PATH_HOST =
  /(?:^|[.-])(?:rpcs?|nodes?|ws|wss)(?=[.\d-])|rpcpool|quiknode|quicknode|alchemy|infura|helius|ankr|chainstack|getblock|blastapi|tatum|syndica|triton|moralis|drpc|nownodes|blockdaemon|allnodes|lavanet|extrnode|shyft|pokt|onfinality|validationcloud/i
/** Webhooks: whoever knows the address may post. */
const WEBHOOK = /\/(?:web-?hooks?\w*|hooks?|services|workflows|triggers|catch|incomingwebhook)\//i
/** Parts of a path that announce a key. */
const KEY_FOLLOWS = /^(?:v\d{1,2}|ogrpc|keys?|api-?keys?|access-?tokens?|tokens?|auth|secrets?|with|bot|rpc|ws|wss)$/i
/** Parts of a path that announce what is on a chain. */
const ADDRESS_FOLLOWS =
  /^(?:address(?:es)?|accounts?|wallets?|tokens?|coins?|mints?|assets?|pools?|pairs?|tx|txs|txns?|transactions?|signatures?|blocks?|programs?|nfts?|portfolio|holders?|price|prices)$/i

/** Masks what is secret in every address of a text, and in parameters that stand there without one. */
export function maskUrls(text: string): string {
  let out = ''
  let from = 0
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at)) {
    REST.lastIndex = at + 3
    const rest = (REST.exec(text)?.[0] ?? '').replace(SENTENCE_END, '')
    at += 3 + rest.length
    const masked = maskRest(rest)
    if (masked === rest) continue
    out += text.slice(from, at - rest.length) + masked
    from = at
  }
  const shown = from === 0 ? text : out + text.slice(from)
  return shown.includes('=') ? shown.replace(PARAMETER, maskParameter) : shown
}

const maskParameter = (all: string, mark: string, name: string, value: string) =>
  isSecretParameter(name, value) ? `${mark}${name}=${MASKED}` : all

function maskRest(rest: string): string {
  const end = rest.search(/[?#]/)
  const authority = end < 0 ? rest : rest.slice(0, end)
  const tail = end < 0 ? '' : rest.slice(end)
  const known = authority.includes('@') ? authority.replace(USERINFO, `${MASKED}@`) : authority
  const pathAt = known.indexOf('/')
  return pathAt < 0
    ? known + tail
    : known.slice(0, pathAt) + maskPath(known.slice(0, pathAt), known.slice(pathAt)) + tail
}

/** Shorter parts are words. */
const SHORTEST_PART = 8

/** Masks the keys in a path, which begins with a slash. */
function maskPath(host: string, path: string): string {
  if (path.length <= SHORTEST_PART) return path
  const hook = WEBHOOK.exec(path)
  const openUntil = hook === null ? path.length : hook.index + hook[0].length
  const onNode = takesKeyInPath(host)
  let previous = ''
  return path.replace(PART, (part, at: number) => {
    const before = previous
    previous = part
    if (part.length < SHORTEST_PART) return part
    if (at >= openUntil) return isHookSecret(part) ? MASKED : part
    if (ADDRESS_FOLLOWS.test(before) && (isAddress(part) || SIGNATURE.test(part))) return part
    if (onNode) return looksOpaque(part) ? MASKED : part
    return KEY_FOLLOWS.test(before) && looksOpaque(part) && !isAddress(part) ? MASKED : part
  })
}
/** The same few hosts come again and again. */
const MAX_HOSTS = 500
const hosts = new Map<string, boolean>()

function takesKeyInPath(host: string): boolean {
  const known = hosts.get(host)
  if (known !== undefined) return known
  const takes = KEY_IN_PATH_HOST.test(host)
  if (hosts.size >= MAX_HOSTS) hosts.clear()
  hosts.set(host, takes)
  return takes
}

/** A file's name has a dot, and is no key. */
const PART = /(?<=\/)[\w~-]+(?=\/|$)/g

/** A webhook's number is only its name. */
const isHookSecret = (part: string) => /^[\w~-]{8,}$/.test(part) && !/^\d+$/.test(part) && looksOpaque(part, 8)

function isSecretParameter(name: string, value: string): boolean {
  const { secretInUrl, secret, isSessionId } = factsOf(name)
  if (!secretInUrl || saysNothing(value) || (isSessionId && value.startsWith('sess_'))) return false
  if (secret === 'always' || secret === 'text') return true
  // `?key=close&code=US`: a word.
  if (secret === 'never' && value.length < SHORTEST_PART && !/\d/.test(value)) return false
  // A coin as `token`, a transaction as `signature`.
  return !SIGNATURE.test(value) && !(secret === 'opaque' && !isOpaqueToken(value))
}
