import { z } from 'zod'
import { askSessionBus, nameHasOwner } from '../app/session-bus'

/** `missing`: no program offers one, or there is no session bus. */
export type SecretServiceState = 'missing' | 'locked' | 'open'

/** freedesktop.org, Secret Service API: the service's name, and the collection that keytar stores in. */
const SERVICE = 'org.freedesktop.secrets'
const DEFAULT_COLLECTION = '/org/freedesktop/secrets/aliases/default'

/** The library's form of a property's value. */
const VariantSchema = z.object({ value: z.boolean() })

/**
 * What this Linux desktop's keyring is like, in no language: libsecret's sentences are translated. It is only looked at; no
 * keyring is started or unlocked by it. Never rejects.
 */
export async function secretServiceState(env: NodeJS.ProcessEnv = process.env): Promise<SecretServiceState> {
  if (!(await nameHasOwner(SERVICE, env))) return 'missing'
  const locked = await askSessionBus(
    {
      destination: SERVICE,
      path: DEFAULT_COLLECTION,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: ['org.freedesktop.Secret.Collection', 'Locked'],
    },
    env,
  )
  return VariantSchema.safeParse(locked).data?.value === true ? 'locked' : 'open'
}
