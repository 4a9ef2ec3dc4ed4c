/** Hosts whose pages a click may open in the system browser. */
const LINK_HOSTS: ReadonlySet<string> = new Set(['pump.fun', 'solscan.io', 'dexter.cash', 'platform.openai.com'])

/** Whether an address may be opened outside: https, an allowed host or one of its subdomains, no credentials. */
export function mayOpen(address: string): boolean {
  try {
    const url = new URL(address)
    if (url.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.port !== '') return false
    return [...LINK_HOSTS].some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`))
  } catch {
    return false
  }
}
