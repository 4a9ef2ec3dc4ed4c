import { type FormEvent, useState } from 'react'
import { LONGEST_ADDRESS } from '../../../shared/field-limits'
import { t } from '../../../shared/i18n'
import { MCP_PRESETS } from '../../../shared/mcp-presets'
import type { McpServer } from '../../../shared/settings'
import { useApp } from '../app-context'
import { Button } from '../components/button'
import { TextField } from '../components/text-field'
import { mcpDraft } from './mcp-draft'
import { useSought } from './search'

/** Adds a server by its address, or one of those that are ready. What is refused stays in the field. */
export function AddMcpServer({ servers }: { servers: readonly McpServer[] }) {
  const { bridge } = useApp()
  const [url, setUrl] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const presets = MCP_PRESETS.filter((preset) => !servers.some((one) => one.url === preset.url || one.id === preset.id))
  if (!useSought(t('settings.tools.add'), t('settings.tools.also'), ...presets.map(({ label }) => label))) return null

  async function add(server: McpServer) {
    const reply = await bridge
      .setSettings({ mcpServers: [...servers, server] })
      .catch(() => ({ ok: false as const, message: t('settings.notSaved') }))
    setProblem(reply.ok ? null : reply.message)
    return reply.ok
  }

  async function addTyped(event: FormEvent) {
    event.preventDefault()
    const given = url.trim()
    if (given === '') return
    if (servers.some((one) => one.url === given)) return setProblem(t('settings.tools.listed'))
    if (await add(mcpDraft(given, servers))) setUrl('')
  }

  return (
    <form className="mcp-add" onSubmit={(event) => void addTyped(event)}>
      {servers.length === 0 && <p className="mcp-none">{t('settings.tools.none')}</p>}
      <TextField
        className="field-wide"
        label={t('settings.tools.add')}
        hint={t('settings.tools.addHint')}
        problem={problem}
        inputMode="url"
        maxLength={LONGEST_ADDRESS}
        placeholder="https://…/mcp"
        value={url}
        onChange={(text) => {
          setUrl(text)
          setProblem(null)
        }}
      >
        <Button type="submit" isDisabled={url.trim() === ''}>
          {t('settings.add')}
        </Button>
      </TextField>
      {presets.length > 0 && (
        <ul className="mcp-presets">
          {presets.map((preset) => (
            <li key={preset.id}>
              <span>
                <b>{preset.label}</b> {preset.about}
              </span>
              <Button
                aria-label={t('settings.tools.addNamed', { server: preset.label })}
                onPress={() => {
                  const { id, label } = preset
                  void add({ ...mcpDraft(preset.url, servers), id, label })
                }}
              >
                {t('settings.add')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </form>
  )
}
