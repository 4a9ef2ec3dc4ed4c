import { type FormEvent, useState } from 'react'
import { LONGEST_HEADER_NAME } from '../../../shared/field-limits'
import { t } from '../../../shared/i18n'
import { headerNameProblem } from '../../../shared/mcp-headers'
import type { McpServer, SettingsPatch } from '../../../shared/settings'
import { useApp, useAppState } from '../app-context'
import { Button } from '../components/button'
import { TextField } from '../components/text-field'
import { useSought } from './search'
import { SecretField } from './secret-field'
import { useSaving } from './setting'

interface McpHeadersProps {
  server: McpServer
  goesTo: readonly string[]
  change(over: Partial<McpServer>): SettingsPatch
}

/** Headers that a server asks for: their names are shown, their values only go in. */
export function McpHeaders({ server: { id, label, headers }, goesTo, change }: McpHeadersProps) {
  const { bridge } = useApp()
  const stored = useAppState((app) => app.secrets) ?? {}
  const { problem: refused, save, forget } = useSaving()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const also = `${label} ${t('settings.tools.also')}`
  const sought = useSought(t('settings.tools.addHeader'), also)

  async function add(event: FormEvent) {
    event.preventDefault()
    const name = typed.trim().toLowerCase().replace(/:$/, '')
    if (name === '') return
    const bad = headers.includes(name) ? t('settings.tools.headerListed') : headerNameProblem(name)
    if (bad !== null) return setWrong(bad)
    if (await save(change({ headers: [...headers, name] }))) setTyped('')
  }

  async function remove(name: string) {
    // The value first: one without its name could not be removed from here any more.
    const forgotten = await bridge
      .forgetSecret(`header:${id}:${name}`)
      .catch(() => ({ ok: false as const, message: t('settings.failed') }))
    // Where there is no keychain there is no value either.
    if (!forgotten.ok && stored[`header:${id}:${name}`] !== undefined) return setWrong(forgotten.message)
    await save(change({ headers: headers.filter((one) => one !== name) }))
  }

  return (
    <>
      {headers.map((name) => (
        <div className="mcp-header" key={name}>
          <SecretField
            name={`header:${id}:${name}`}
            label={t('settings.tools.headerValue', { name })}
            also={also}
            placeholder={t('settings.tools.headerPlaceholder')}
            goesTo={goesTo}
          />
          <Button
            aria-label={t('settings.tools.removeHeaderOf', { name, server: label })}
            onPress={() => void remove(name)}
          >
            {t('settings.tools.removeHeader')}
          </Button>
        </div>
      ))}
      {sought && (
        <form onSubmit={(event) => void add(event)}>
          <TextField
            className="field-wide"
            label={t('settings.tools.addHeader')}
            hint={t('settings.tools.addHeaderHint')}
            problem={wrong ?? refused}
            maxLength={LONGEST_HEADER_NAME}
            placeholder="x-api-key"
            value={typed}
            onChange={(text) => {
              setTyped(text)
              setWrong(null)
              forget()
            }}
          >
            <Button type="submit" isDisabled={typed.trim() === ''}>
              {t('settings.add')}
            </Button>
          </TextField>
        </form>
      )}
    </>
  )
}
