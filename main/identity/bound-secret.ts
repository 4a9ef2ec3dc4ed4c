import { z } from 'zod'
import { headerOf, type SecretName } from '../../shared/account'
import { openaiAddresses, originsOf } from '../../shared/addresses'
import { t } from '../../shared/i18n'
import { MCP_PRESETS } from '../../shared/mcp-presets'
import { type Settings, SettingsSchema } from '../../shared/settings'

/**
 * A secret and the origins that it may go to, as one text of the keychain: nothing can part them, and the settings file,
 * which other programs can write, has no say. Small: Windows takes 2,560 bytes.
 */
const BoundSecretSchema = z.strictObject({ secret: z.string(), givenFor: z.array(z.string()) })
export type BoundSecret = z.infer<typeof BoundSecretSchema>

export const writeBound = (bound: BoundSecret): string => JSON.stringify(bound)

/** What was stored before origins were noted is the bare secret, and was meant for the addresses that the app came with. */
export function readBound(name: SecretName, text: string): BoundSecret {
  try {
    return BoundSecretSchema.parse(JSON.parse(text))
  } catch {
    return { secret: text, givenFor: builtIn(name) }
  }
}

function builtIn(name: SecretName): string[] {
  const { api, realtime } = openaiAddresses(SettingsSchema.parse({}).openai)
  if (name === 'openai-key') return originsOf([api, realtime])
  const preset = MCP_PRESETS.find(({ id }) => name === `mcp:${id}`)
  return preset === undefined ? [] : originsOf([api, preset.url])
}

/** The MCP server whose bearer or header a secret is. */
const serverOf = (name: SecretName, { mcpServers }: Pick<Settings, 'mcpServers'>) =>
  mcpServers.find(({ id }) => name === `mcp:${id}` || headerOf(name)?.serverId === id)

/** Where a secret goes by these settings: the trader who enters it means these addresses, which the field shows him. */
export function addressesOf(name: SecretName, settings: Settings): string[] {
  const { api, realtime } = openaiAddresses(settings.openai)
  if (name === 'openai-key') return [api, realtime]
  const server = serverOf(name, settings)
  // OpenAI gets it with the session, and takes it to the server.
  return server === undefined ? [] : [api, server.url]
}

/** How a sentence names it. */
export function labelOf(name: SecretName, settings: Settings): string {
  if (name === 'openai-key') return t('account.secret.name.openaiKey')
  const header = headerOf(name)
  const server = serverOf(name, settings)?.label ?? header?.serverId ?? name.slice('mcp:'.length)
  return header === null
    ? t('account.secret.name.bearer', { server })
    : t('account.secret.name.header', { header: header.header, server })
}
