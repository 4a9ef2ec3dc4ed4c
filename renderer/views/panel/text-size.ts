import { useEffect } from 'react'
import { nextTextScale } from '../../../shared/text-scale'
import { useApp, useSettings } from '../app-context'

/** Puts the chosen text size on the document: every size of type is measured by its root. */
export function useTextSize() {
  const scale = useSettings()?.textScale ?? 1
  useEffect(() => {
    document.documentElement.style.fontSize = scale === 1 ? '' : `${scale * 100}%`
  }, [scale])
}

/** Pixels of a rem: for what reckons with the height of its rows. A browser's own is 16. */
export const useRootPx = (): number => 16 * (useSettings()?.textScale ?? 1)

/** Changes it by a step, or back to the usual size (0), as browsers do; kept as a setting. */
export function useChangeTextSize(): (step: 1 | -1 | 0) => void {
  const { bridge, stores } = useApp()
  return (step) => {
    const scale = stores.settings.getState().settings?.textScale ?? 1
    const next = step === 0 ? 1 : nextTextScale(scale, step)
    if (next !== scale) void bridge.setSettings({ textScale: next }).catch(() => {})
  }
}
