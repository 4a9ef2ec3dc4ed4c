import { type ReactNode, useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { currentLocale, type Language, setLanguage } from '../../shared/i18n'
import { useSettings } from './app-context'

/** Draws its children in the language of the settings, and anew in another one. Until that is known nothing is drawn. */
export function Localized({ children }: { children: ReactNode }) {
  const choice = useSettings()?.uiLanguage ?? null
  const [language, show] = useState<Language | null>(null)
  useEffect(() => {
    if (choice === null) return
    let left = false
    void setLanguage(choice, navigator.language).then((spoken) => {
      document.documentElement.lang = spoken
      if (!left) show(spoken)
    })
    return () => {
      left = true
    }
  }, [choice])
  return language === null ? null : (
    // The words that components bring themselves ("Dismiss", steps of a number) are in the same language.
    <I18nProvider key={language} locale={currentLocale()}>
      {children}
    </I18nProvider>
  )
}
