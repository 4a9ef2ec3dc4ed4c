import { useEffect, useRef } from 'react'
import { type CAUTIONS, DEFAULT_LIMITS, type Limits } from '../../../shared/limits'
import { type Settings, type SettingsPatch, SettingsSchema } from '../../../shared/settings'
import { placeAsked } from '../panel/tabs'
import { Choice, Field } from './fields'
import { LimitField } from './limit-field'
import { Section } from './section'

type Caution = (typeof CAUTIONS)[number]
const CAUTION_WORDS: readonly { value: Caution; label: string }[] = [
  { value: 'never', label: 'Never' },
  { value: 'button', label: 'Only with the button' },
  { value: 'key', label: 'Like other trades' },
]

const DEFAULT_SECONDS = SettingsSchema.parse({}).approvalSeconds

const dollars = (value: number) => `$${value.toLocaleString('en-US', { maximumFractionDigits: 20 })}`
const percentage = (value: number) => `${value}%`
const times = (value: number, one: string, many: string) =>
  `${value.toLocaleString('en-US')} ${value === 1 ? one : many}`

/** How much may be traded: whatever is above a limit can't be approved. */
export function LimitSettings({ settings: { limits, approvalSeconds } }: { settings: Settings }) {
  const place = useRef<HTMLDivElement>(null)
  // Whoever comes from a card that is above a limit finds it at once; it runs each time the tab is opened.
  useEffect(() => {
    if (placeAsked() !== 'limits') return
    place.current?.scrollIntoView?.({ block: 'start' })
    place.current?.focus({ preventScroll: true })
  }, [])
  const change = (over: Partial<Limits>): SettingsPatch => ({ limits: { ...limits, ...over } })
  const pause = (over: Partial<Limits['pause']>) => change({ pause: { ...limits.pause, ...over } })
  return (
    <div ref={place} tabIndex={-1} className="settings-place">
      <Section title="Limits">
        <LimitField
          label="Dollars per trade"
          hint="A trade that is worth more can’t be approved."
          value={limits.usdPerTrade}
          usual={DEFAULT_LIMITS.usdPerTrade}
          words={dollars}
          off={(value) => `Turn off the limit of ${value} per trade? Any amount could then be approved.`}
          patch={(usdPerTrade) => change({ usdPerTrade })}
        />
        <LimitField
          label="Dollars in 24 hours"
          hint="All trades together, with every wallet."
          value={limits.usdPerDay}
          usual={DEFAULT_LIMITS.usdPerDay}
          words={dollars}
          off={(value) => `Turn off the limit of ${value} in 24 hours? Any number of trades could then be approved.`}
          patch={(usdPerDay) => change({ usdPerDay })}
        />
        <LimitField
          label="Dollars per token in 24 hours"
          hint="All trades of one token together."
          value={limits.usdPerTokenAndDay}
          usual={DEFAULT_LIMITS.usdPerTokenAndDay}
          words={dollars}
          off={(value) => `Turn off the limit of ${value} per token? All your money could then go into one token.`}
          patch={(usdPerTokenAndDay) => change({ usdPerTokenAndDay })}
        />
        <LimitField
          label="Highest slippage"
          hint="In per cent: how much worse the price may get before the trade fails."
          value={limits.slippagePct}
          usual={DEFAULT_LIMITS.slippagePct}
          words={percentage}
          off={(value) => `Turn off the limit of ${value} slippage? You could then get far less than you were quoted.`}
          patch={(slippagePct) => change({ slippagePct })}
        />
        <LimitField
          label="Highest price impact"
          hint="In per cent: how much your own trade moves the price against you."
          value={limits.impactPct}
          usual={DEFAULT_LIMITS.impactPct}
          words={percentage}
          off={(value) =>
            `Turn off the limit of ${value} price impact? A trade could then cost you far more than its fee.`
          }
          patch={(impactPct) => change({ impactPct })}
        />
        <CautionField
          label="Unverified tokens"
          hint="Tokens that are not in Dexter Voice’s own list."
          value={limits.unverifiedTokens}
          usual={DEFAULT_LIMITS.unverifiedTokens}
          patch={(unverifiedTokens) => change({ unverifiedTokens })}
        />
        <CautionField
          label="New recipients"
          hint="Addresses that you have not sent anything to before."
          value={limits.newRecipients}
          usual={DEFAULT_LIMITS.newRecipients}
          patch={(newRecipients) => change({ newRecipients })}
        />
        <Field
          label="Trades that don’t match what you said"
          hint={
            limits.marked === DEFAULT_LIMITS.marked
              ? 'Each difference is marked on the card.'
              : 'Each difference is marked on the card. Changed: the default is “Only with the button”.'
          }
        >
          {(field) => (
            <Choice
              {...field}
              value={limits.marked}
              options={CAUTION_WORDS.filter(({ value }) => value !== 'never')}
              patch={(marked) => change({ marked: marked === 'key' ? 'key' : 'button' })}
            />
          )}
        </Field>
        <LimitField
          label="Pause after losses"
          none="Never pause"
          hint="After so many losing trades, nothing can be approved for a while."
          value={limits.pause.losses}
          usual={DEFAULT_LIMITS.pause.losses}
          counts
          words={(value) => times(value, 'loss', 'losses')}
          off={(value) => `Turn off the pause after ${value}? You could then go on trading however much you lose.`}
          patch={(losses) => pause({ losses })}
        />
        <LimitField
          label="Pause after trades"
          none="Never pause"
          hint="After so many trades, nothing can be approved for a while."
          value={limits.pause.trades}
          usual={DEFAULT_LIMITS.pause.trades}
          counts
          words={(value) => times(value, 'trade', 'trades')}
          off={(value) => `Turn off the pause after ${value}? You could then trade as often as you like.`}
          patch={(trades) => pause({ trades })}
        />
        {(limits.pause.losses !== null || limits.pause.trades !== null) && (
          <LimitField
            label="Minutes to look back"
            hint="Losses and trades are counted over this time. You can go on once the oldest ones are older."
            value={limits.pause.minutes}
            usual={DEFAULT_LIMITS.pause.minutes}
            counts
            words={(value) => times(value, 'minute', 'minutes')}
            off={null}
            patch={(minutes) => pause({ minutes: minutes ?? Number.NaN })}
          />
        )}
        <LimitField
          label="Seconds to approve"
          hint="From 15 to 120. They start when a request is in view and nobody is speaking."
          value={approvalSeconds}
          usual={DEFAULT_SECONDS}
          counts
          words={(value) => `${value} s`}
          off={null}
          patch={(seconds) => ({ approvalSeconds: seconds ?? Number.NaN })}
        />
      </Section>
    </div>
  )
}

interface CautionProps {
  label: string
  hint: string
  value: Caution
  usual: Caution
  patch(value: Caution): SettingsPatch
}

function CautionField({ label, hint, value, usual, patch }: CautionProps) {
  const word = CAUTION_WORDS.find((option) => option.value === usual)?.label
  return (
    <Field label={label} hint={value === usual ? hint : `${hint} Changed: the default is “${word}”.`}>
      {(field) => <Choice {...field} value={value} options={CAUTION_WORDS} patch={patch} />}
    </Field>
  )
}
