import { useState } from 'react'
import type { SecretName } from '../../../shared/account'
import { openaiAddresses } from '../../../shared/addresses'
import type { McpServer } from '../../../shared/settings'
import { useApp, useAppState, useSettings } from '../app-context'
import { Disclosure } from './disclosure'
import { Field, Switch, Text } from './fields'
import { McpHeaders } from './mcp-headers'
import { SecretField } from './secret-field'

interface McpServerProps {
  server: McpServer
  /** All of them: a change is kept as the whole list. */
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
  const change = (over: Partial<McpServer>) => ({
    mcpServers: servers.map((one) => (one.id === id ? { ...one, ...over } : one)),
  })
  return (
    <section className="mcp-server" aria-label={label}>
      <Field label={label} hint={url}>
        {(field) => <Switch {...field} on={enabled} patch={(on) => change({ enabled: on })} />}
      </Field>
      <Disclosure label={rights(server, bearer)}>
        <Field
          label="Read-only"
          hint="When on, only tools that the server marks as read-only can run. When off, all others ask you first."
        >
          {(field) => <Switch {...field} on={readOnly} patch={(on) => change({ readOnly: on })} />}
        </Field>
        <Field label="Allowed tools" hint="Names, separated by commas. Leave empty to allow all.">
          {(field) => (
            <Text
              {...field}
              value={allowedTools?.join(', ') ?? ''}
              placeholder="All"
              patch={(text) => change({ allowedTools: toolNames(text) })}
            />
          )}
        </Field>
        {/* Both would be refused: the header says what is sent. */}
        {!headers.includes('authorization') && (
          <SecretField
            name={`mcp:${id}`}
            label="Bearer token"
            placeholder="Only if the server asks for one"
            goesTo={goesTo}
          />
        )}
        <McpHeaders server={server} goesTo={goesTo} change={change} />
        <Removal server={server} servers={servers} bearer={bearer} values={values} />
      </Disclosure>
    </section>
  )
}

/** What it may do, in one line. */
function rights({ readOnly, allowedTools, headers }: McpServer, bearer: boolean): string {
  const tools =
    allowedTools === null ? 'all tools' : `${allowedTools.length} ${allowedTools.length === 1 ? 'tool' : 'tools'}`
  return [
    readOnly ? 'Read-only' : 'May do more than read',
    tools,
    headers.includes('authorization') ? null : bearer ? 'bearer token saved' : 'no bearer token',
    headers.length === 0 ? null : headers.length === 1 ? `header ${headers[0]}` : `${headers.length} headers`,
  ]
    .filter((part) => part !== null)
    .join(' · ')
}

/** "a, b" and "a b" are two names; none is all. */
function toolNames(text: string): string[] | null {
  const names = text.split(/[\s,]+/).filter(Boolean)
  return names.length === 0 ? null : [...new Set(names)]
}

function Removal({
  server: { id, label, headers },
  servers,
  bearer,
  values,
}: McpServerProps & { bearer: boolean; values: boolean }) {
  const { bridge } = useApp()
  const [sure, setSure] = useState(false)
  const what = values ? (bearer ? 'bearer token and headers' : 'headers') : 'bearer token'
  const [problem, setProblem] = useState<string | null>(null)

  async function remove() {
    // Secrets first: one that stays behind without its server could not be forgotten from here any more.
    const names: SecretName[] = [`mcp:${id}`, ...headers.map((header): SecretName => `header:${id}:${header}`)]
    for (const name of names) {
      const forgotten = await bridge
        .forgetSecret(name)
        .catch(() => ({ ok: false as const, message: `Its ${what} could not be removed. Try again.` }))
      if (!forgotten.ok && (bearer || values)) return setProblem(forgotten.message)
    }
    const reply = await bridge
      .setSettings({ mcpServers: servers.filter((one) => one.id !== id) })
      .catch(() => ({ ok: false as const, message: 'It could not be removed. Try again.' }))
    if (!reply.ok) setProblem(reply.message)
  }

  return (
    <div className="mcp-removal">
      <p>
        {sure && `Its ${what} ${values ? 'are' : 'is'} removed with it.`}
        {problem !== null && (
          <span className="field-problem" role="alert">
            {problem}
          </span>
        )}
      </p>
      {/* A bearer can't be brought back: it takes a second click, and not where the first one was. */}
      {sure && (
        <button
          className="button danger"
          type="button"
          aria-label={`Remove ${label} and its ${what}`}
          onClick={() => void remove()}
        >
          Remove
        </button>
      )}
      <button
        className="button"
        type="button"
        aria-label={sure ? undefined : `Remove ${label}`}
        onClick={() => {
          if (sure) setSure(false)
          else if (bearer || values) setSure(true)
          else void remove()
        }}
      >
        {sure ? 'Keep it' : 'Remove server'}
      </button>
    </div>
  )
}
