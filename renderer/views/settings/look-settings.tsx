import type { Settings } from '../../../shared/settings'
import { Field, Text } from './fields'
import { Section } from './section'

/** Who is asked what became of a transaction whose end nobody saw; nobody, until an address is entered. */
export function LookSettings({ rpcUrl }: Pick<Settings, 'rpcUrl'>) {
  return (
    <Section title="Unknown outcomes">
      <Field
        label="Solana RPC address"
        hint="Asked only when you press “Look up what became of it”. The server then learns that transaction’s signature and your IP address. Leave empty to ask no server."
      >
        {(field) => (
          <Text
            {...field}
            mode="url"
            value={rpcUrl ?? ''}
            placeholder="https://"
            patch={(url) => ({ rpcUrl: url === '' ? null : url })}
          />
        )}
      </Field>
    </Section>
  )
}
