import { useEffect } from 'react'
import type { System } from '../../../shared/hotkeys'
import { useAppState } from '../app-context'
import { TABS, type TabId } from './tabs'
import { useChangeTextSize } from './text-size'

interface PanelActions {
  tab: TabId
  open(tab: TabId): void
  showShortcuts(): void
}

/** What a key press in the panel asks for; null for what is typed, and for what belongs to somebody else. */
export type PanelKey = { text: 1 | -1 | 0 } | { tab: TabId } | { beside: 1 | -1 } | 'shortcuts'

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** Digits go by their place on the keyboard: on a French one they print only with Shift. */
export function panelKey({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Pressed, system: System): PanelKey | null {
  if (altKey) return null
  if (key === 'F1' && !ctrlKey && !metaKey) return 'shortcuts'
  if (key === 'Tab' && ctrlKey && !metaKey) return { beside: shiftKey ? -1 : 1 }
  const [held, other] = system === 'darwin' ? [metaKey, ctrlKey] : [ctrlKey, metaKey]
  if (!held || other) return null
  if (key === '+' || key === '=') return { text: 1 }
  if (key === '-' || key === '_') return { text: -1 }
  if (code === 'Digit0' || code === 'Numpad0') return { text: 0 }
  if (key === '/' || key === '?') return 'shortcuts'
  const tab = /^Digit([1-9])$/.exec(code)?.[1]
  const wanted = tab === undefined ? undefined : TABS[Number(tab) - 1]
  return wanted === undefined ? null : { tab: wanted }
}

/** Keys that work wherever the focus is. What lies under an open dialog stays as it is. */
export function usePanelKeys({ tab, open, showShortcuts }: PanelActions) {
  const system = useAppState((app) => app.system) ?? 'linux'
  const changeTextSize = useChangeTextSize()
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const asked = event.defaultPrevented ? null : panelKey(event, system)
      if (asked === null) return
      event.preventDefault()
      if (asked !== 'shortcuts' && 'text' in asked) return changeTextSize(asked.text)
      if (document.querySelector('[aria-modal="true"], .dialog') !== null) return
      if (asked === 'shortcuts') return showShortcuts()
      if ('tab' in asked) return open(asked.tab)
      const next = TABS[(TABS.indexOf(tab) + asked.beside + TABS.length) % TABS.length]
      if (next) open(next)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  })
}
