import { type ReactNode, useState } from 'react'
import { t } from '../../../shared/i18n'
import type { Settings } from '../../../shared/settings'
import { useSettings } from '../app-context'
import { Button } from '../components/button'
import { SearchField } from '../components/search-field'
import { AccountSettings } from './account-settings'
import { AnswerSettings } from './answer-settings'
import { AppSettings } from './app-settings'
import { KeySettings } from './key-settings'
import { PrivacySettings } from './privacy-settings'
import { SearchPart, useSearchPart } from './search'
import { goTo } from './section'
import { TradingSettings } from './trading-settings'
import { VoiceSettings } from './voice-settings'
import './settings-view.css'

/** By what a person wants, in the order in which most are wanted. */
const GROUPS = ['voice', 'key', 'account', 'trading', 'answers', 'privacy', 'app'] as const

const VIEWS: Record<(typeof GROUPS)[number], (props: { settings: Settings }) => ReactNode> = {
  voice: VoiceSettings,
  key: KeySettings,
  account: AccountSettings,
  trading: TradingSettings,
  answers: AnswerSettings,
  privacy: PrivacySettings,
  app: AppSettings,
}

/** Everything that can be chosen. A choice is saved at once; what main refuses is said where it was chosen. */
export function SettingsView() {
  const settings = useSettings()
  const [query, setQuery] = useState('')
  const { found, part } = useSearchPart('', query.trim())
  if (settings === null) return null
  return (
    <div className="settings">
      <div className="settings-search">
        <SearchField label={t('settings.search')} value={query} onChange={setQuery} />
        {/* Always there: a live region tells what changes in it, not what comes with it. */}
        <p role="status" className={found === 0 ? 'settings-none' : 'seen-by-readers-only'}>
          {query.trim() !== '' && t('settings.found', { count: found, query: query.trim() })}
        </p>
      </div>
      <nav className="settings-jump" aria-label={t('settings.sections')}>
        {GROUPS.map((id) => (
          <Button key={id} look="quiet" onPress={() => goTo(id)}>
            {t(`settings.group.${id}`)}
          </Button>
        ))}
      </nav>
      <div className="settings-list">
        <SearchPart part={part}>
          {GROUPS.map((id) => {
            const View = VIEWS[id]
            return <View key={id} settings={settings} />
          })}
        </SearchPart>
      </div>
    </div>
  )
}
