import { useConversation, useSettings } from '../app-context'
import { useTab } from '../panel/tabs'

/** Whether the first steps are to be shown: until they are done or skipped. */
export const useFirstSteps = (): boolean => useSettings()?.firstRunDone === false

/** Whether they are on screen: a trade that waits needs their room. */
export function useFirstStepsInSight(): boolean {
  const [tab] = useTab()
  const waits = useConversation(({ waiting }) => waiting.length > 0)
  return useFirstSteps() && tab === 'conversation' && !waits
}
