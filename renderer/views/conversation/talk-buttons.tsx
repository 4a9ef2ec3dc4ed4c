import { AudioLines, Mic, Send } from 'lucide-react'
import { t } from '../../../shared/i18n'
import { useApp, useAppState } from '../app-context'
import { Button } from '../components/button'
import { onlyTyped } from '../panel/readiness'

/** The talk key by pointer: what is said so is sent by the same button, and approves nothing. */
export function TalkButtons() {
  const { bridge } = useApp()
  const listening = useAppState((app) => app.status.state === 'listening') ?? false
  // What is open has a bar of its own, which closes it.
  const opens = useAppState((app) => !app.status.handsFree && !onlyTyped(app)) ?? false
  const talk = t(listening ? 'conversation.composer.sendSpeech' : 'conversation.composer.talk')
  const open = t('handsFree.start')
  return (
    <>
      {opens && (
        <Button look="quiet" aria-label={open} tip={open} onPress={() => void bridge.talk('hands-free')}>
          <AudioLines aria-hidden="true" />
        </Button>
      )}
      <Button look="quiet" aria-label={talk} tip={talk} onPress={() => void bridge.talk('toggle')}>
        {listening ? <Send aria-hidden="true" /> : <Mic aria-hidden="true" />}
      </Button>
    </>
  )
}
