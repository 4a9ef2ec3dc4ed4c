import { useEffect } from 'react'
import { useApp } from '../app-context'

/** Escape is "no" wherever the focus is: it drops what is being said, denies what waits for approval, else it silences the voice. */
export function useDenyByEscape() {
  const { bridge, stores } = useApp()
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.key !== 'Escape' || event.defaultPrevented || event.repeat) return
      // What is being said is not wanted; where a finger holds the key, its own source hears Esc.
      if (stores.status.getState().app?.status.state === 'listening') return void bridge.talk('cancel')
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
