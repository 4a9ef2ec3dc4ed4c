import { isAddress, looksOpaque, MASKED, saysNothing } from './mask'
import { factsOf, spellName } from './names'

/** Addresses hide secrets in four places: before the host, in the path, in the query and in the fragment. */
const URL = /\b([a-z][a-z0-9+.-]{1,20}:\/\/)([^\s"'<>`\\]+)/gi
const USERINFO = /^[^\s/?#]+@/
const PARAMETER = /([?&#;])([\w.~%[\]-]{1,64})=([^&\s"'`#<>\\]+)/g

/** Secrets as parameters of an address only: elsewhere these are plain words. */
const PARAMETER_NAME =
  /^(?:.*_)?(?:key|code|sig|signature|token|auth|pass|pw|session|hmac|dkey|ticket|assertion|x_amz_credential)$/
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
  const out = text.includes('://')
    ? text.replace(URL, (_all, scheme: string, rest: string) => scheme + maskRest(rest))
    : text
  return out.replace(PARAMETER, (all, mark: string, name: string, value: string) =>
    isSecretParameter(name, value) ? `${mark}${name}=${MASKED}` : all,
  )
}

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
  const onNode = KEY_IN_PATH_HOST.test(host)
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
/** A file's name has a dot, and is no key. */
const PART = /(?<=\/)[\w~-]+(?=\/|$)/g

/** A webhook's number is only its name. */
const isHookSecret = (part: string) => /^[\w~-]{8,}$/.test(part) && !/^\d+$/.test(part) && looksOpaque(part, 8)

function isSecretParameter(name: string, value: string): boolean {
  if (saysNothing(value)) return false
  const { secret, isSessionId } = factsOf(name)
  if (isSessionId && value.startsWith('sess_')) return false
  if (secret === 'always' || secret === 'text') return true
  if (!PARAMETER_NAME.test(spellName(name))) return false
  // A coin as `token`, a transaction as `signature`.
  return !SIGNATURE.test(value) && !isCoin(name, value)
}

const isCoin = (name: string, value: string) =>
  factsOf(name).secret === 'opaque' && (isAddress(value) || /^[A-Za-z$]{1,12}$/.test(value))
