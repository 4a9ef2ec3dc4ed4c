import { useEffect } from 'react'
import { useSettings } from '../app-context'

/** Puts the chosen theme on the document; without a choice the system's stands. */
export function useTheme() {
  const theme = useSettings()?.theme ?? 'system'
  useEffect(() => {
    const { dataset } = document.documentElement
    if (theme === 'system') delete dataset.theme
    else dataset.theme = theme
  }, [theme])
}
