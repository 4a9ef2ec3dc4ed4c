import { app, Notification } from 'electron'
import { createBackgroundNews } from '../app/background-news'
import { notificationBody } from '../app/notification-text'
import { createScreenReader } from '../app/screen-reader'
import type { Parts } from './parts'

/** What happens is told by notifications while the panel is not in front, to whoever wants or needs that. */
export function tellInBackground({ settings, state, windows }: Parts): void {
  const screenReader = createScreenReader({ app })
  const news = createBackgroundNews({
    notification: ({ title, body }) =>
      Notification.isSupported() ? new Notification({ title, body: notificationBody(body) }) : null,
    async wanted() {
      const { backgroundNews } = settings.current()
      return backgroundNews === 'auto' ? screenReader.isUsed() : backgroundNews === 'on'
    },
    isPanelInFront: windows.isPanelInFront,
    isMuted: () => settings.current().muted,
    turn: state.turn,
    showPanel: (entryId) => windows.showPanel('conversation', entryId ?? undefined),
  })
  state.subscribe(news.note)
}
