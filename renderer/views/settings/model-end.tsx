import { t } from '../../../shared/i18n'
import { type Shutdown, shutdownFact, shutdownOf } from '../../../shared/models/shutdowns'
import type { SettingsPatch } from '../../../shared/settings'
import { useAppState } from '../app-context'
import { Button } from '../components/button'
import { useSought } from './search'
import { useSaving } from './setting'

interface ModelEndProps {
  model: string
  patch(successor: string): SettingsPatch
}

/** That a model is about to be switched off, or has been, and the way to the one that takes its place; nothing for others. */
export function ModelEnd({ model, patch }: ModelEndProps) {
  const told = useAppState((app) => app.shutdowns) ?? {}
  const shutdown = shutdownOf(model, told)
  return shutdown && <End shutdown={shutdown} patch={patch} />
}

function End({ shutdown, patch }: { shutdown: Shutdown } & Pick<ModelEndProps, 'patch'>) {
  const { problem, save } = useSaving()
  const { model, successor } = shutdown
  if (!useSought(t('settings.field.model.label'), model)) return null
  return (
    <div className="field field-action field-warning" role="alert">
      <p>
        {shutdownFact(shutdown, Date.now())}
        {problem !== null && <span className="field-problem">{problem}</span>}
      </p>
      {successor !== null && (
        <Button onPress={() => void save(patch(successor))}>{t('settings.useSuccessor', { model: successor })}</Button>
      )}
    </div>
  )
}
