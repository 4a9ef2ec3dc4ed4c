import { useEffect, useState } from 'react'
import { t } from '../../../shared/i18n'
import { useApp, useAppState, useConversation } from '../app-context'
import { FirstSteps } from '../first-run/first-steps'
import { useFirstSteps } from '../first-run/in-sight'
import { usePlace, useTab } from '../panel/tabs'
import { Composer } from './composer'
import { ConversationMenu } from './conversation-menu'
import { EmptyState } from './empty-state'
import { EntryList } from './entry-list'
import { FIRST_PAGE, useOlder } from './older'
import './conversation.css'

/** What was heard, done and said, today and before, and the field to ask in writing. */
export function Conversation() {
  const empty = useConversation((state) => state.ids.length === 0)
  const older = useConversation((state) => state.older)
  const [finding, setFinding] = useState(false)
  const { stores } = useApp()
  const told = useAppState(() => true) ?? false
  const firstSteps = useFirstSteps() && told
  const readOlder = useOlder()

  // The newest page of before, once it is known what there is of now.
  useEffect(() => {
    if (told && stores.conversation.getState().older === 'unread') void readOlder(FIRST_PAGE)
  }, [told, stores, readOlder])

  // The small window was clicked: the address names what it showed.
  const [tab] = useTab()
  const place = usePlace()
  useEffect(() => {
    if (tab === 'conversation' && place !== null) stores.conversation.reveal(decodeURIComponent(place))
  }, [tab, place, stores])

  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== 'f' || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      setFinding(true)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])

  return (
    <section className="conversation" aria-label={t('conversation.label')}>
      {firstSteps && <FirstSteps fills={empty} />}
      {!empty ? (
        <EntryList finding={finding} onFindEnd={() => setFinding(false)} />
      ) : (
        older !== 'reading' && !firstSteps && <EmptyState />
      )}
      <Composer>{!empty && <ConversationMenu onFind={() => setFinding(true)} />}</Composer>
    </section>
  )
}
