import { useMemo } from 'react'
import { t } from '../../../shared/i18n'
import type { Entry, EntryOf } from '../../../shared/snapshot'
import type { ConversationState } from '../../state/conversation'
import { useAppState, useConversation } from '../app-context'
import { changeText, mainFigure } from '../cards/main-figure'
import { Foreign } from '../foreign'
import { besideWord, stateWord } from '../state-glyph'
import { Frame } from './frame'

/** Of a long answer, what was said last: the window is small, and words are read as they are spoken. */
const LAST_WORDS = 600
/** Of a question; more is not needed to see that it was heard right. */
const LONGEST_QUESTION = 160

/** The newest entry of a kind since the newest question, that question itself included. */
const sinceAsked =
  <K extends Entry['kind']>(kind: K, wanted: (entry: EntryOf<K>) => boolean = () => true) =>
  ({ ids, entries }: ConversationState): EntryOf<K> | null => {
    for (const id of ids.toReversed()) {
      const entry = entries.get(id)
      if (entry?.kind === kind && wanted(entry as EntryOf<K>)) return entry as EntryOf<K>
      if (entry?.kind === 'user') return null
    }
    return null
  }

const newestQuestion = sinceAsked('user')
const newestAnswer = sinceAsked('assistant', ({ text }) => text !== '')
const newestResult = sinceAsked('tool', (entry) => mainFigure(entry) !== null)

/** What was heard, what is being done about it, and the answer in words as it is spoken, with the figure that it is about. */
export function Answering() {
  const state = useAppState((app) => app.status.state) ?? 'working'
  const detail = useAppState((app) => app.status.detail) ?? ''
  const question = useConversation(newestQuestion)
  const answer = useConversation(newestAnswer)
  const result = useConversation(newestResult)
  const figure = useMemo(() => (result === null ? null : mainFigure(result)), [result])
  return (
    <Frame
      words={
        <>
          {question?.text && (
            <p className="hud-heard">
              {t.rich('hud.heard', { words: () => <Foreign key="words">{clipped(question.text ?? '')}</Foreign> })}
            </p>
          )}
          {figure !== null && (
            <p className="hud-figure">
              <b>{figure.text}</b> {figure.of !== null && <Foreign>{figure.of}</Foreign>}{' '}
              {figure.change !== null && (
                <small data-direction={figure.change < 0 ? 'down' : 'up'}>{changeText(figure)}</small>
              )}
            </p>
          )}
          {answer === null ? (
            <h1 className="hud-state">
              <span>
                <Foreign>{besideWord(state, detail) || stateWord(state)}</Foreign>
              </span>
            </h1>
          ) : (
            <>
              <h1 className="visually-hidden">{stateWord(state)}</h1>
              <div className="hud-answer">
                <p>
                  <Foreign lines>{lastWords(answer.text)}</Foreign>
                </p>
              </div>
            </>
          )}
        </>
      }
    />
  )
}

const clipped = (text: string) => (text.length > LONGEST_QUESTION ? `${text.slice(0, LONGEST_QUESTION)}…` : text)

/** From the beginning of a word. */
function lastWords(text: string): string {
  if (text.length <= LAST_WORDS) return text
  const from = text.length - LAST_WORDS
  return `…${text.slice(text.indexOf(' ', from) + 1 || from)}`
}
