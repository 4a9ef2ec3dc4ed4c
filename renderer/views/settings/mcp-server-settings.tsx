import { useState } from 'react'
import type { SecretName } from '../../../shared/account'
import { openaiAddresses } from '../../../shared/addresses'
import { t } from '../../../shared/i18n'
import type { McpServer } from '../../../shared/settings'
import { useApp, useAppState, useSettings } from '../app-context'
import { Button } from '../components/button'
import { ConfirmDialog } from '../components/dialog'
import { AdvancedSettings } from './advanced-settings'
import { McpHeaders } from './mcp-headers'
import { SecretField } from './secret-field'
import { SwitchSetting, TextSetting, useSaving } from './setting'

interface McpServerProps {
  server: McpServer
  /** All of them: a change is saved as the whole list. */
  servers: readonly McpServer[]
}

/**
 * One server. Its address can't be changed: the bearer that is kept for it would go to another host. Who moves a server
 * removes it and adds the new one.
 */
export function McpServerSettings({ server, servers }: McpServerProps) {
  const { id, label, url, enabled, readOnly, allowedTools, headers } = server
  const stored = useAppState((app) => app.secrets)
  const bearer = stored?.[`mcp:${id}`] !== undefined
  const values = headers.some((name) => stored?.[`header:${id}:${name}`] !== undefined)
  const openai = useSettings()?.openai
  // OpenAI gets the bearer with the session, and takes it to the server.
  const goesTo = openai ? [openaiAddresses(openai).api, url] : [url]
  const also = `${label} ${t('settings.tools.also')}`
  const change = (over: Partial<McpServer>) => ({
    mcpServers: servers.map((one) => (one.id === id ? { ...one, ...over } : one)),
  })
  return (
    <section className="mcp-server" aria-label={label}>
      <SwitchSetting label={label} hint={url} also={also} on={enabled} patch={(on) => change({ enabled: on })} />
      <AdvancedSettings label={rights(server, bearer)}>
        <SwitchSetting
          label={t('settings.tools.readOnly.label')}
          hint={t('settings.tools.readOnly.hint')}
          also={also}
          on={readOnly}
          patch={(on) => change({ readOnly: on })}
        />
        <TextSetting
          label={t('settings.tools.allowed.label')}
          hint={t('settings.tools.allowed.hint')}
          also={also}
          value={allowedTools?.join(', ') ?? ''}
          placeholder={t('settings.tools.allowed.all')}
          patch={(text) => change({ allowedTools: toolNames(text) })}
        />
        {/* Both would be refused: the header says what is sent. */}
        {!headers.includes('authorization') && (
          <SecretField
            name={`mcp:${id}`}
            label={t('settings.tools.bearer')}
            also={also}
            placeholder={t('settings.tools.bearerPlaceholder')}
            goesTo={goesTo}
          />
        )}
        <McpHeaders server={server} goesTo={goesTo} change={change} />
        <Removal server={server} servers={servers} bearer={bearer} values={values} />
      </AdvancedSettings>
    </section>
  )
}

/** What it may do, part by part, in one line. */
function rights({ readOnly, allowedTools, headers }: McpServer, bearer: boolean): string {
  return [
    t(readOnly ? 'settings.tools.rights.readOnly' : 'settings.tools.rights.writes'),
    allowedTools === null
      ? t('settings.tools.rights.all')
      : t('settings.tools.rights.some', { count: allowedTools.length }),
    !headers.includes('authorization') && t(bearer ? 'settings.tools.rights.bearer' : 'settings.tools.rights.noBearer'),
    headers[0] !== undefined &&
      (headers.length === 1
        ? t('settings.tools.rights.header', { name: headers[0] })
        : t('settings.tools.rights.headers', { count: headers.length })),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** "a, b" and "a b" are two names; none is all. */
function toolNames(text: string): string[] | null {
  const names = text.split(/[\s,]+/).filter(Boolean)
  return names.length === 0 ? null : [...new Set(names)]
}

type RemovalProps = McpServerProps & { bearer: boolean; values: boolean }

function Removal({ server: { id, label, headers }, servers, bearer, values }: RemovalProps) {
  const { bridge } = useApp()
  const [asks, setAsks] = useState(false)
  const [locked, setLocked] = useState<string | null>(null)
  const { problem, save } = useSaving()
  const secret = bearer || values

  async function remove() {
    setLocked(null)
    // Secrets first: one that stays behind without its server could not be forgotten from here any more.
    const names: SecretName[] = [`mcp:${id}`, ...headers.map((header): SecretName => `header:${id}:${header}`)]
    for (const name of names) {
      const forgotten = await bridge
        .forgetSecret(name)
        .catch(() => ({ ok: false as const, message: t('settings.tools.notRemoved') }))
      if (!forgotten.ok && secret) return setLocked(forgotten.message)
    }
    await save({ mcpServers: servers.filter((one) => one.id !== id) })
  }

  return (
    <div className="mcp-removal">
      {(locked ?? problem) !== null && (
        <p className="field-problem" role="alert">
          {locked ?? problem}
        </p>
      )}
      <Button
        aria-label={t('settings.tools.removeNamed', { server: label })}
        // A bearer can't be brought back: it asks once more.
        onPress={() => (secret ? setAsks(true) : void remove())}
      >
        {t('settings.tools.remove')}
      </Button>
      <ConfirmDialog
        question={t('settings.tools.removeQuestion', { server: label })}
        warning={t(`settings.tools.removeWarning.${bearer && values ? 'both' : bearer ? 'bearer' : 'headers'}`)}
        confirm={t('settings.remove')}
        cancel={t('settings.cancel')}
        isOpen={asks}
        onOpenChange={setAsks}
        onConfirm={remove}
      />
    </div>
  )
}
