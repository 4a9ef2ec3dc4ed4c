import { useEffect } from 'react'
import { useApp } from '../app-context'

/** Escape is "no" wherever the focus is: it denies what waits for approval, else it silences the voice. */
export function useDenyByEscape() {
  const { bridge, stores } = useApp()
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.key !== 'Escape' || event.defaultPrevented || event.repeat) return
      const { waiting, entries } = stores.conversation.getState()
      const pending = entries.get(waiting.at(-1) ?? '')
      if (pending?.kind === 'approval')
        void bridge.decide({ requestId: pending.id, binding: pending.binding, approve: false })
      else if (stores.status.getState().app?.status.state === 'speaking') void bridge.interrupt()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [bridge, stores])
}
