import { t } from '../../../shared/i18n'
import type { SearchResults } from '../../../shared/market'
import { Age } from '../figures/age'
import { Foreign } from '../foreign'
import type { Answer } from './answer'

/** What a search found: titles, with the beginning of each text. */
export function SearchList({ data, receivedAt }: Answer<SearchResults>) {
  if (data.results.length === 0) return <p className="card-caption">{t('cards.nothingFound')}</p>
  return (
    <>
      <dl className="facts">
        {data.results.map(({ id, title, snippet }) => (
          <div key={id}>
            <dt>
              <Foreign>{title}</Foreign>
            </dt>
            <dd>{snippet && <Foreign lines>{snippet}</Foreign>}</dd>
          </div>
        ))}
      </dl>
      <p className="card-caption">
        <Age at={receivedAt} as="old" />
      </p>
    </>
  )
}
