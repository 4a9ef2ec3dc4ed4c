import { type FormEvent, useId, useState } from 'react'
import { LONGEST_ADDRESS } from '../../../shared/field-limits'
import { MCP_PRESETS } from '../../../shared/mcp-presets'
import type { McpServer } from '../../../shared/settings'
import { useApp } from '../app-context'
import { mcpDraft } from './mcp-draft'

/** Adds a server by its address, or one of those that are ready. What is refused stays in the field. */
export function AddMcpServer({ servers }: { servers: readonly McpServer[] }) {
  const { bridge } = useApp()
  const id = useId()
  const [url, setUrl] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const presets = MCP_PRESETS.filter((preset) => !servers.some((one) => one.url === preset.url || one.id === preset.id))

  async function add(server: McpServer) {
    const reply = await bridge
      .setSettings({ mcpServers: [...servers, server] })
      .catch(() => ({ ok: false as const, message: 'It could not be added. Try once more.' }))
    setProblem(reply.ok ? null : reply.message)
    return reply.ok
  }

  async function addTyped(event: FormEvent) {
    event.preventDefault()
    const given = url.trim()
    if (given === '') return
    if (servers.some((one) => one.url === given)) return setProblem('This server is in the list already.')
    if (await add(mcpDraft(given, servers))) setUrl('')
  }

  return (
    <form className="field mcp-add" onSubmit={(event) => void addTyped(event)}>
      <label htmlFor={id}>Add a server</label>
      <div className="field-line">
        <input
          id={id}
          type="text"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          maxLength={LONGEST_ADDRESS}
          placeholder="https://…/mcp"
          value={url}
          aria-describedby={`${id}-hint`}
          aria-invalid={problem !== null}
          onChange={(event) => {
            setUrl(event.target.value)
            setProblem(null)
          }}
        />
        <button className="button" type="submit" disabled={url.trim() === ''}>
          Add
        </button>
      </div>
      <p id={`${id}-hint`}>
        OpenAI calls it, so it must be reachable from the internet. New servers start as read-only.
        {problem !== null && (
          <span className="field-problem" role="alert">
            {problem}
          </span>
        )}
      </p>
      {presets.length > 0 && (
        <ul className="mcp-presets">
          {presets.map((preset) => (
            <li key={preset.id}>
              <span>
                <b>{preset.label}</b> {preset.about}
              </span>
              <button
                className="button"
                type="button"
                aria-label={`Add ${preset.label}`}
                onClick={() => {
                  const { id, label } = preset
                  void add({ ...mcpDraft(preset.url, servers), id, label })
                }}
              >
                Add
              </button>
            </li>
          ))}
        </ul>
      )}
    </form>
  )
}
