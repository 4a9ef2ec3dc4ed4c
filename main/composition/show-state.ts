import { shallow } from 'zustand/vanilla/shallow'
import { updateOf } from '../app/app-state'
import { hudReasons, isAlarmed } from '../app/in-sight'
import type { Parts } from './parts'

type Shown = Pick<Parts, 'state' | 'settings' | 'windows' | 'tray' | 'conversation'>

/** What windows and tray show of the state, from now on. */
export function showState({ state, settings, windows, tray, conversation }: Shown): void {
  state.subscribe((now) => windows.push('update', updateOf(now)))
  state.subscribe(({ entries, turns }) => conversation.note(entries, turns))
  const reasons = (now = state.current) => hudReasons(now, settings.current().smallWindow)
  state.subscribe(reasons, windows.hud, { equalityFn: shallow })
  settings.follow(
    ({ smallWindow }) => smallWindow,
    () => windows.hud(reasons()),
  )
  state.subscribe(tray.show)
  state.subscribe(
    ({ status }) => status.alarms,
    (now, before) => isAlarmed(now, before) && windows.showPanel(),
  )
  tray.show(state.current)
}
