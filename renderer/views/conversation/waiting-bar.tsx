import { t } from '../../../shared/i18n'
import type { EntryOf } from '../../../shared/snapshot'
import { toolWords } from '../../../shared/tool-words'
import { dealInShort } from '../../../shared/trade-sentence'
import type { ConversationState } from '../../state/conversation'
import { useApp, useConversation } from '../app-context'
import { openTab } from '../panel/tabs'
import { TimeBar, TimeLeft } from './approval-time'
import { Pieces } from './pieces'
import './waiting-bar.css'

/** The newest request that waits, unless most of its card is on screen, or another's that waits. */
const outOfSight = ({ waiting, entries, inSight }: ConversationState): EntryOf<'approval'> | null => {
  const newest = entries.get(waiting.at(-1) ?? '')
  return newest?.kind !== 'approval' || waiting.some((id) => inSight.has(id)) ? null : newest
}

/** A request that waits while its card is not in sight: over everything, wherever the trader is in the panel. */
export function WaitingBar() {
  const { stores } = useApp()
  const entry = useConversation(outOfSight)
  const count = useConversation(({ waiting }) => waiting.length)
  if (entry === null) return null
  const deal = entry.card === null ? null : dealInShort(entry.card)
  return (
    <section className="waiting-bar" aria-label={t('approval.bar.label')}>
      <p>
        <b>{deal === null ? <bdi>{toolWords(entry)}</bdi> : <Pieces>{deal}</Pieces>}</b>
        <small>
          {count > 1 ? t('approval.bar.several', { n: count }) : t('approval.waiting')} ·{' '}
          <TimeLeft expiresAt={entry.expiresAt} />
        </small>
      </p>
      <button
        className="button primary"
        type="button"
        onClick={() => {
          openTab('conversation')
          stores.conversation.reveal(entry.id)
        }}
      >
        {t('approval.bar.review')}
      </button>
      <TimeBar expiresAt={entry.expiresAt} />
    </section>
  )
}
