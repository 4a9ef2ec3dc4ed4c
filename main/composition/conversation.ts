import { join } from 'node:path'
import { app, dialog } from 'electron'
import { t } from '../../shared/i18n'
import type { ConversationFormat } from '../../shared/kept-conversation'
import { dayOf } from '../../shared/trade-list'
import type { RequestHandlers } from '../bridge/gate'
import type { Parts } from './parts'

type Needed = Pick<Parts, 'conversation' | 'state'>

/** What the panel asks of the conversation as it is kept. */
export function conversationRequests({
  conversation,
  state,
}: Needed): Pick<
  RequestHandlers,
  'conversation.read' | 'conversation.search' | 'conversation.clear' | 'conversation.export'
> {
  return {
    'conversation.read': conversation.read,
    'conversation.search': conversation.search,
    async 'conversation.clear'({ olderThanDays }) {
      try {
        await conversation.clear(olderThanDays)
        state.clearConversation(olderThanDays)
        return { ok: true }
      } catch {
        return { ok: false, message: t('conversation.clear.failed') }
      }
    },
    'conversation.export': ({ format }) => exportConversation({ conversation, state }, format),
  }
}

async function exportConversation({ conversation, state }: Needed, format: ConversationFormat) {
  const { canceled, filePath } = await dialog.showSaveDialog({
    title: t('conversation.exported.title'),
    defaultPath: join(app.getPath('documents'), `dexter-conversation-${dayOf(Date.now())}.${format}`),
    filters: [
      {
        name: format === 'md' ? t('conversation.exported.markdown') : t('conversation.exported.json'),
        extensions: [format],
      },
    ],
  })
  if (canceled || filePath === '') return null
  try {
    await conversation.export(filePath, format, state.snapshot().entries)
    return { ok: true, message: t('conversation.exported.saved', { path: filePath }) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error && error.code !== null ? String(error.code) : null
    const message = code === null ? t('conversation.exported.failed') : t('conversation.exported.failedCode', { code })
    return { ok: false, message }
  }
}
