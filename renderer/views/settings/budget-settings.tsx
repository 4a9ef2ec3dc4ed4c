import type { Settings } from '../../../shared/settings'
import { useAppState } from '../app-context'
import { spent, spentInFull } from '../figures/spent'
import { Field, Text } from './fields'
import { Section } from './section'

/** How much may be spent on a day, beside what was. */
export function BudgetSettings({ settings: { budgetUsdPerDay } }: { settings: Settings }) {
  const spending = useAppState((app) => app.status.spending)
  return (
    <Section title="Budget">
      <Field label="Dollars a day" hint="Once they are spent no new question is sent. Empty: no limit.">
        {(field) => (
          <Text
            {...field}
            value={budgetUsdPerDay === null ? '' : String(budgetUsdPerDay)}
            placeholder="No limit"
            mode="numeric"
            patch={(text) => ({ budgetUsdPerDay: dollars(text) })}
          />
        )}
      </Field>
      {spending && (
        <p className="field-fact">
          <span>Used today</span>
          <span>
            {spent(spending.today)}
            <small>{spentInFull(spending.today)}</small>
            {spending.prices !== null && <small>by {spending.prices}</small>}
          </span>
        </p>
      )}
    </Section>
  )
}

/** "$2.50" and "2.5" are the same; what is no number goes to main, which says so. */
function dollars(text: string): number | null {
  const figure = text.replace(/^\$\s*/, '').trim()
  return figure === '' ? null : Number(figure)
}
