import type { ReactNode } from 'react'
import { t } from '../../../shared/i18n'
import { Disclosure } from '../components/disclosure'
import { SearchPart, useSearching, useSearchPart } from './search'

/** Fields that few need, folded away; a search that finds one of them opens them. */
export function AdvancedSettings({
  label = t('settings.advanced'),
  children,
}: {
  label?: string
  children: ReactNode
}) {
  const searching = useSearching()
  const { found, part } = useSearchPart('')
  return (
    <div hidden={found === 0}>
      <Disclosure label={label} forceOpen={searching}>
        <SearchPart part={part}>{children}</SearchPart>
      </Disclosure>
    </div>
  )
}
