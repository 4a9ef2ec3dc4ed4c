import { t } from '../../../shared/i18n'
import type { Settings } from '../../../shared/settings'
import { Alerts } from '../alerts/alerts'
import { LimitSettings } from './limit-settings'
import { useSought } from './search'
import { Group, Part } from './section'
import { ChoiceSetting, SwitchSetting, TextSetting, words } from './setting'

/** From what is nearly at once to what costs next to nothing. */
const LOOK_SECONDS: readonly number[] = [30, 60, 300, 900, 3600]

/** Set one by one, as they are asked for; a search finds all of them. */
const PriceAlerts = () => useSought(t('alerts.title'), t('settings.alerts.also')) && <Alerts />

/** What may be traded, and how its end is looked up. */
export function TradingSettings({ settings }: { settings: Settings }) {
  const { priceLookSeconds } = settings
  const looks = LOOK_SECONDS.includes(priceLookSeconds)
    ? LOOK_SECONDS
    : [...LOOK_SECONDS, priceLookSeconds].sort((a, b) => a - b)
  return (
    <Group id="trading" title={t('settings.group.trading')}>
      <LimitSettings settings={settings} />
      <Part id="alerts">
        <PriceAlerts />
        <SwitchSetting {...words('voiceAlerts')} on={settings.voiceAlerts} patch={(voiceAlerts) => ({ voiceAlerts })} />
        <ChoiceSetting
          {...words('priceLook')}
          value={String(settings.priceLookSeconds)}
          options={looks.map((seconds) => ({ value: String(seconds), label: lookWords(seconds) }))}
          patch={(seconds) => ({ priceLookSeconds: Number(seconds) })}
        />
      </Part>
      {/* Who is asked what became of a transaction whose end nobody saw; nobody, until an address is entered. */}
      <Part title={t('settings.part.outcomes')}>
        <TextSetting
          {...words('rpcUrl')}
          mode="url"
          value={settings.rpcUrl ?? ''}
          placeholder="https://"
          patch={(url) => ({ rpcUrl: url === '' ? null : url })}
        />
      </Part>
    </Group>
  )
}

const lookWords = (seconds: number): string =>
  seconds % 60 === 0 ? t('settings.warm.minutes', { minutes: seconds / 60 }) : t('settings.warm.seconds', { seconds })
