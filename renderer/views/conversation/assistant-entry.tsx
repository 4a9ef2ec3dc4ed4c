import { clearText } from '../../../shared/safe-text'
import type { EntryOf } from '../../../shared/snapshot'
import { useConversation } from '../app-context'
import { Flags } from '../flags/flags'
import { TurnRecord } from './turn-record'
import './assistant-entry.css'

/** What was said; after an interruption, how much of it was heard. What was said on the way to an answer stands back. */
export function AssistantEntry({ entry }: { entry: EntryOf<'assistant'> }) {
  const { id, phase, state, text, turnId, unspoken } = entry
  const turn = useConversation(({ answers, turns }) =>
    turnId !== null && answers.get(turnId) === id ? turns.get(turnId) : undefined,
  )
  const { heard, unheard } = split(entry)
  return (
    <article
      className="said"
      data-phase={phase}
      aria-label={phase === 'answer' ? 'Dexter' : 'Dexter, before the answer'}
    >
      <p className="said-text">
        <bdi>
          {clearText(heard)}
          {unheard !== '' && <s title="Not heard: it was interrupted">{clearText(unheard)}</s>}
        </bdi>
        {state === 'speaking' && (
          <span className="said-speaking" role="img" aria-label="Speaking">
            <i />
            <i />
            <i />
          </span>
        )}
        {text === '' && state !== 'speaking' && <i className="said-nothing">No words</i>}
      </p>
      {state === 'interrupted' && (
        <p className="said-cut">Interrupted{unheard !== '' && ': the struck part was not heard'}</p>
      )}
      {unspoken && <p className="said-cut">This answer came without sound.</p>}
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
