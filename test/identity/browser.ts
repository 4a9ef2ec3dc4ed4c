/** A browser without a screen: follows the provider's real pages, with cookies, and submits their forms. */

export interface LastPage {
  status: number
  headers: Headers
  text: string
  url: string
}

/**
 * Opens an address and does what a person would: logs in as `login`, then allows or declines. Settles with the page that
 * it ends on, which is the app's own.
 */
export async function browse(address: string, { login = 'trader', decline = false } = {}): Promise<LastPage> {
  const cookies = new Map<string, string>()
  let url = address
  let init: RequestInit = {}
  for (let step = 0; step < 20; step++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } })
    init = {}
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      const at = pair.indexOf('=')
      cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    const location = response.headers.get('location')
    if (location !== null) {
      url = new URL(location, url).href
      continue
    }
    const text = await response.text()
    const form = /<form[^>]*action="([^"]+)"/.exec(text)?.[1]
    const abort = /href="([^"]+\/abort)"/.exec(text)?.[1]
    if (form === undefined) return { status: response.status, headers: response.headers, text, url }
    if (decline && abort !== undefined) {
      url = new URL(abort, url).href
      continue
    }
    const prompt = /name="prompt" value="([^"]+)"/.exec(text)?.[1] ?? ''
    url = new URL(form, url).href
    init = {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ prompt, login, password: 'any' }).toString(),
    }
  }
  throw new Error(`too many pages from ${address}`)
}
