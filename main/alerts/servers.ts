import { addressProblem } from '../../shared/addresses'
import type { AlertToken } from '../../shared/alerts'
import { PRACTICE_SERVER } from '../../shared/alerts'
import { inEnglish, type Sentence, sentence, t } from '../../shared/i18n'
import { isHeaderValue } from '../../shared/mcp-headers'
import type { McpServer, Settings } from '../../shared/settings'
import type { ReleaseSecret } from '../backends/backend'
import type { Fetch } from '../backends/http-json'
import { createPriceLine, type Look, type PriceLine, type PriceServer } from './price-line'

interface ServersDeps {
  settings(): Settings
  /** A secret goes to the server that it was given for, and nowhere else. */
  release: ReleaseSecret
  /** Where the practice market listens, and what opens it; null while it does not run. */
  practice(): { url: string; bearer: string } | null
  fetch: Fetch
}

type Reached = { ok: true; server: PriceServer } | { ok: false; message: Sentence }

/** The market servers that prices can be asked at: the practice market while it is in use, and those of the settings. */
export function createPriceServers({ settings, release, practice, fetch }: ServersDeps) {
  /** By server; `key` is what opens it: another key or address is another line. */
  let lines = new Map<string, { key: string; line: PriceLine }>()

  const enabled = () => settings().mcpServers.filter((server) => server.enabled)

  const reach = async (id: string): Promise<Reached> => {
    if (id === PRACTICE_SERVER) return reachPractice()
    const server = enabled().find((one) => one.id === id)
    if (server === undefined) return { ok: false, message: sentence(() => t('alerts.problem.serverGone')) }
    if (addressProblem(server.url) !== null)
      return { ok: false, message: sentence(() => addressProblem(server.url) ?? '') }
    try {
      return await withSecrets(server)
    } catch {
      return { ok: false, message: sentence(() => t('account.keychain.failed')) }
    }
  }

  const reachPractice = (): Reached => {
    if (settings().backend !== PRACTICE_SERVER)
      return { ok: false, message: sentence(() => t('alerts.problem.practiceOff')) }
    const at = practice()
    if (at === null) return { ok: false, message: sentence(() => t('alerts.problem.practiceNotReady')) }
    const headers = { authorization: `Bearer ${at.bearer}` }
    return { ok: true, server: { label: t('tray.backend.practice'), url: at.url, headers } }
  }

  /** A header that is entered by name is what the trader means, before the bearer. */
  const withSecrets = async ({ id, label, url, headers: names }: McpServer): Promise<Reached> => {
    const headers: Record<string, string> = {}
    const bearer = await release(`mcp:${id}`, [url])
    if (!bearer.ok) return withheld(label, bearer.message)
    if (bearer.secret) headers.authorization = `Bearer ${bearer.secret.trim()}`
    for (const name of names) {
      const value = await release(`header:${id}:${name}`, [url])
      if (!value.ok) return withheld(label, value.message)
      const given = value.secret?.trim() ?? ''
      if (!isHeaderValue(given))
        return { ok: false, message: sentence(() => t('alerts.problem.noKey', { server: label, header: name })) }
      headers[name] = given
    }
    return { ok: true, server: { label, url, headers } }
  }

  /** Kept while it works: to open another one the keychain is asked, which may ask the trader. */
  const lineTo = async (id: string): Promise<PriceLine | Sentence> => {
    const known = lines.get(id)
    if (known !== undefined && id !== PRACTICE_SERVER) return known.line
    const reached = await reach(id)
    if (!reached.ok) return reached.message
    const key = JSON.stringify(reached.server)
    if (known?.key === key) return known.line
    const line = createPriceLine(reached.server, fetch)
    lines.set(id, { key, line })
    await known?.line.close()
    return line
  }

  return {
    /** Asks a server for one price. Never rejects. */
    async look(id: string, token: AlertToken): Promise<Look> {
      const line = await lineTo(id)
      if (!('look' in line)) return { ok: false, fault: 'server', message: line }
      const look = await line.look(token)
      if (!look.ok && look.fault === 'server' && lines.get(id)?.line === line) lines.delete(id)
      return look
    },
    /** It needs no network. */
    isLocal: (id: string) => id === PRACTICE_SERVER,
    exists: (id: string) => id === PRACTICE_SERVER || enabled().some((server) => server.id === id),
    /** Where a token is looked up when nobody says where: in the market of the backend in use. */
    usual: (): string | null => (settings().backend === PRACTICE_SERVER ? PRACTICE_SERVER : (enabled()[0]?.id ?? null)),
    list: () => [
      ...(settings().backend === PRACTICE_SERVER ? [{ id: PRACTICE_SERVER, label: t('tray.backend.practice') }] : []),
      ...enabled().map(({ id, label }) => ({ id, label })),
    ],
    /** Settings or secrets have changed: whatever was opened with others is ended. */
    follow: close,
    close,
  }

  async function close() {
    const open = [...lines.values()]
    lines = new Map()
    await Promise.all(open.map(({ line }) => line.close()))
  }
}

/** Why a key is held back is told the trader, who can change it; a model learns that it is. */
const withheld = (server: string, shown: string): Reached => ({
  ok: false,
  message: { shown, english: inEnglish(() => t('alerts.problem.withheld', { server })) },
})

export type PriceServers = ReturnType<typeof createPriceServers>
