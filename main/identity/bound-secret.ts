import { z } from 'zod'
import type { SecretName } from '../../shared/account'
import { openaiAddresses, originsOf } from '../../shared/addresses'
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

/** Where a secret goes by these settings: the trader who enters it means these addresses, which the field shows him. */
export function addressesOf(name: SecretName, { openai, mcpServers }: Settings): string[] {
  const { api, realtime } = openaiAddresses(openai)
  if (name === 'openai-key') return [api, realtime]
  const server = mcpServers.find(({ id }) => name === `mcp:${id}`)
  // OpenAI gets the bearer with the session, and takes it to the server.
  return server === undefined ? [] : [api, server.url]
}

/** How a sentence names it. */
export function labelOf(name: SecretName, { mcpServers }: Settings): string {
  if (name === 'openai-key') return 'OpenAI key'
  return `bearer token for ${mcpServers.find(({ id }) => name === `mcp:${id}`)?.label ?? name.slice('mcp:'.length)}`
}
