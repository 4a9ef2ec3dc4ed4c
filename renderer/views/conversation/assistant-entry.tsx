import { t } from '../../../shared/i18n'
import { clearText } from '../../../shared/safe-text'
import type { EntryOf } from '../../../shared/snapshot'
import { useConversation } from '../app-context'
import { Flags } from '../flags/flags'
import { useFold } from './long-text'
import { TurnRecord } from './turn-record'
import './assistant-entry.css'

/** What was said; after an interruption, how much of it was heard. What was said on the way to an answer stands back. */
export function AssistantEntry({ entry }: { entry: EntryOf<'assistant'> }) {
  const { id, phase, state, text, turnId, unspoken } = entry
  const turn = useConversation(({ answers, turns }) =>
    turnId !== null && answers.get(turnId) === id ? turns.get(turnId) : undefined,
  )
  const fold = useFold(text)
  const { heard, unheard } = split({ ...entry, text: text.slice(0, fold.end) })
  return (
    <article
      className="said"
      data-phase={phase}
      aria-label={phase === 'answer' ? t('conversation.said.label') : t('conversation.said.labelBefore')}
    >
      <p className="said-text">
        <bdi>
          {clearText(heard)}
          {unheard !== '' && <s title={t('conversation.said.unheard')}>{clearText(unheard)}</s>}
        </bdi>
        {state === 'speaking' && (
          <span className="said-speaking" role="img" aria-label={t('conversation.said.speaking')}>
            <i />
            <i />
            <i />
          </span>
        )}
        {text === '' && state !== 'speaking' && <i className="said-nothing">{t('conversation.said.empty')}</i>}
      </p>
      {fold.button}
      {state === 'interrupted' && (
        <p className="said-cut">
          {unheard === '' ? t('conversation.said.interrupted') : t('conversation.said.interruptedUnheard')}
        </p>
      )}
      {unspoken && <p className="said-cut">{t('conversation.said.unspoken')}</p>}
      <Flags flags={entry.flags} />
      {turn && <TurnRecord turn={turn} />}
    </article>
  )
}

function split({ heardChars, text }: EntryOf<'assistant'>): { heard: string; unheard: string } {
  if (heardChars === null) return { heard: text, unheard: '' }
  // A cut inside a surrogate pair would show two broken characters.
  const low = text.charCodeAt(heardChars)
  const end = low >= 0xdc00 && low <= 0xdfff ? heardChars + 1 : heardChars
  return { heard: text.slice(0, end), unheard: text.slice(end) }
}
