import type { Settings } from '../../../shared/settings'
import { Disclosure } from './disclosure'
import { Field, Text } from './fields'

type Dexter = Settings['dexter']

/** Addresses that may be left empty, in the order in which a sign-in uses them. */
const OPTIONAL = [
  {
    name: 'realtimeUrl',
    label: 'Realtime address',
    hint: 'Where your voice is sent. Leave empty to use what the session says.',
    placeholder: 'wss://',
  },
  {
    name: 'issuer',
    label: 'Issuer',
    hint: 'An OpenID provider that lists its own endpoints. Leave empty to use the endpoints below.',
    placeholder: 'https://',
  },
  {
    name: 'authorizationEndpoint',
    label: 'Authorization endpoint',
    hint: 'Where the browser signs in. Leave empty to use Dexter’s own.',
    placeholder: 'https://',
  },
  {
    name: 'tokenEndpoint',
    label: 'Token endpoint',
    hint: 'Where a sign-in is exchanged for tokens. Leave empty to use Dexter’s own.',
    placeholder: 'https://',
  },
  {
    name: 'userinfoEndpoint',
    label: 'User info endpoint',
    hint: 'Where name and email come from. Leave empty to use Dexter’s own.',
    placeholder: 'https://',
  },
] as const satisfies readonly { name: keyof Dexter; label: string; hint: string; placeholder: string }[]

/** Where Dexter is reached; how it signs in is nobody's business but that of who runs it. */
export function DexterSettings({ dexter }: { dexter: Dexter }) {
  return (
    <>
      <Field label="Address" hint="Dexter’s API.">
        {(field) => <Text {...field} mode="url" value={dexter.url} patch={(url) => ({ dexter: { ...dexter, url } })} />}
      </Field>
      <Disclosure label="Advanced">
        {OPTIONAL.map(({ name, label, hint, placeholder }) => (
          <Field key={name} label={label} hint={hint}>
            {(field) => (
              <Text
                {...field}
                mode="url"
                value={dexter[name] ?? ''}
                placeholder={placeholder}
                patch={(url) => ({ dexter: { ...dexter, [name]: url === '' ? null : url } })}
              />
            )}
          </Field>
        ))}
        <Field label="Client id" hint="Under which this app is known to the provider.">
          {(field) => (
            <Text {...field} value={dexter.clientId} patch={(clientId) => ({ dexter: { ...dexter, clientId } })} />
          )}
        </Field>
        <Field label="Scope" hint="What a sign-in asks for, by the provider’s own names.">
          {(field) => <Text {...field} value={dexter.scope} patch={(scope) => ({ dexter: { ...dexter, scope } })} />}
        </Field>
      </Disclosure>
    </>
  )
}
