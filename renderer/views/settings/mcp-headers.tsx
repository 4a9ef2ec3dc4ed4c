import { type FormEvent, useId, useState } from 'react'
import { LONGEST_HEADER_NAME } from '../../../shared/field-limits'
import { headerNameProblem } from '../../../shared/mcp-headers'
import type { McpServer, SettingsPatch } from '../../../shared/settings'
import { useApp, useAppState } from '../app-context'
import { SecretField } from './secret-field'

interface McpHeadersProps {
  server: McpServer
  goesTo: readonly string[]
  change(over: Partial<McpServer>): SettingsPatch
}

const FAILED = 'That didn’t work. Try again.'

/** Headers that a server asks for: their names are shown, their values only go in. */
export function McpHeaders({ server: { id, label, headers }, goesTo, change }: McpHeadersProps) {
  const { bridge } = useApp()
  const stored = useAppState((app) => app.secrets) ?? {}
  const field = useId()
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  async function keep(names: string[]) {
    const reply = await bridge
      .setSettings(change({ headers: names }))
      .catch(() => ({ ok: false as const, message: FAILED }))
    setProblem(reply.ok ? null : reply.message)
    return reply.ok
  }

  async function add(event: FormEvent) {
    event.preventDefault()
    const name = typed.trim().toLowerCase().replace(/:$/, '')
    if (name === '') return
    if (headers.includes(name)) return setProblem('This header is already in the list.')
    const bad = headerNameProblem(name)
    if (bad !== null) return setProblem(bad)
    if (await keep([...headers, name])) setTyped('')
  }

  async function remove(name: string) {
    // The value first: one without its name could not be removed from here any more.
    const forgotten = await bridge
      .forgetSecret(`header:${id}:${name}`)
      .catch(() => ({ ok: false as const, message: FAILED }))
    // Where there is no keychain there is no value either.
    if (!forgotten.ok && stored[`header:${id}:${name}`] !== undefined) return setProblem(forgotten.message)
    await keep(headers.filter((one) => one !== name))
  }

  return (
    <>
      {headers.map((name) => (
        <div className="mcp-header" key={name}>
          <SecretField name={`header:${id}:${name}`} label={`Header ${name}`} placeholder="Value" goesTo={goesTo} />
          <button
            className="button"
            type="button"
            aria-label={`Remove the header ${name} of ${label}`}
            onClick={() => void remove(name)}
          >
            Remove header
          </button>
        </div>
      ))}
      <form className="field mcp-add-header" onSubmit={(event) => void add(event)}>
        <label htmlFor={field}>Add a header</label>
        <div className="field-line">
          <input
            id={field}
            type="text"
            autoComplete="off"
            spellCheck={false}
            maxLength={LONGEST_HEADER_NAME}
            placeholder="x-api-key"
            value={typed}
            aria-describedby={`${field}-hint`}
            aria-invalid={problem !== null}
            onChange={(event) => {
              setTyped(event.target.value)
              setProblem(null)
            }}
          />
          <button className="button" type="submit" disabled={typed.trim() === ''}>
            Add
          </button>
        </div>
        <p id={`${field}-hint`}>
          For a server that expects its key in a header of its own. You enter the value next.
          {problem !== null && (
            <span className="field-problem" role="alert">
              {problem}
            </span>
          )}
        </p>
      </form>
    </>
  )
}
