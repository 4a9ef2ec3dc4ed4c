import { useState } from 'react'
import { shutdownFact, shutdownOf } from '../../../shared/models/shutdowns'
import type { SettingsPatch } from '../../../shared/settings'
import { useApp, useAppState } from '../app-context'
import './model-end.css'

/** That a model is about to be switched off, or has been, and the way to the one that takes its place; nothing for others. */
export function ModelEnd({ model, patch }: { model: string; patch(successor: string): SettingsPatch }) {
  const { bridge } = useApp()
  const told = useAppState((app) => app.shutdowns) ?? {}
  const [problem, setProblem] = useState<string | null>(null)
  const shutdown = shutdownOf(model, told)
  if (shutdown === null) return null
  const { successor } = shutdown

  async function change(to: string) {
    const reply = await bridge
      .setSettings(patch(to))
      .catch(() => ({ ok: false as const, message: 'This couldn’t be saved. Try again.' }))
    setProblem(reply.ok ? null : reply.message)
  }

  return (
    <div className="model-end" role="alert">
      <p>
        {shutdownFact(shutdown, Date.now())}
        {problem !== null && <span className="field-problem">{problem}</span>}
      </p>
      {successor !== null && (
        <button className="button" type="button" onClick={() => void change(successor)}>
          Use {successor}
        </button>
      )}
    </div>
  )
}
