import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../../shared/i18n'
import { type ConversationFormat, KEPT_DAYS } from '../../../shared/kept-conversation'
import { useApp } from '../app-context'
import { Button } from '../components/button'
import { ConfirmDialog } from '../components/dialog'
import { Menu } from '../components/menu'
import { Foreign } from '../foreign'

const DAY_MS = 86_400_000

/** What can be done with the whole conversation: find, export, clear. */
export function ConversationMenu({ onFind }: { onFind(): void }) {
  const { bridge, stores } = useApp()
  const [asks, setAsks] = useState<'all' | 'older' | null>(null)
  const [told, setTold] = useState<string | null>(null)

  async function exportAs(format: ConversationFormat) {
    const done = await bridge.exportConversation(format).catch(() => ({ message: t('conversation.exported.failed') }))
    if (done !== null) setTold(done.message)
  }

  async function clear() {
    const days = asks === 'older' ? KEPT_DAYS : null
    const done = await bridge
      .clearConversation(days)
      .catch(() => ({ ok: false as const, message: t('conversation.clear.failed') }))
    if (!done.ok) return setTold(done.message)
    stores.conversation.clear(days === null ? Number.POSITIVE_INFINITY : Date.now() - days * DAY_MS)
    setTold(null)
  }

  return (
    <div className="conversation-menu">
      {told !== null && (
        <p role="status">
          <Foreign>{told}</Foreign>
        </p>
      )}
      <Menu
        label={t('conversation.menu.label')}
        entries={[
          { id: 'find', label: t('conversation.menu.find'), onAction: onFind },
          { id: 'md', label: t('conversation.menu.exportMarkdown'), onAction: () => void exportAs('md') },
          { id: 'json', label: t('conversation.menu.exportJson'), onAction: () => void exportAs('json') },
          { id: 'older', label: t('conversation.menu.clearOlder', { n: KEPT_DAYS }), onAction: () => setAsks('older') },
          { id: 'clear', label: t('conversation.menu.clear'), onAction: () => setAsks('all') },
          { id: 'panic', label: t('conversation.composer.panic'), onAction: () => void bridge.talk('panic') },
        ]}
      >
        <Button look="quiet" aria-label={t('conversation.menu.label')}>
          <Ellipsis aria-hidden="true" />
        </Button>
      </Menu>
      <ConfirmDialog
        question={t('conversation.clear.title')}
        warning={asks === 'older' ? t('conversation.clear.olderBody', { n: KEPT_DAYS }) : t('conversation.clear.body')}
        confirm={t('conversation.clear.confirm')}
        cancel={t('conversation.clear.cancel')}
        isOpen={asks !== null}
        onOpenChange={(open) => !open && setAsks(null)}
        onConfirm={clear}
      />
    </div>
  )
}
