import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import { t } from '../../shared/i18n'
import {
  CHANNEL,
  REPORTS,
  REQUESTS,
  type Replies,
  type ReportInput,
  type ReportName,
  type RequestInput,
  type RequestName,
  type WindowName,
} from '../../shared/ipc'
import { APP_ORIGIN } from '../app/app-files'

export type RequestHandlers = {
  [N in RequestName]: (input: RequestInput<N>) => Replies[N] | Promise<Replies[N]>
}
export type ReportHandlers = { [N in ReportName]: (input: ReportInput<N>) => void }

interface GateDeps {
  ipc: Pick<IpcMain, 'handle' | 'on'>
  windowName(contentsId: number): WindowName | null
  /** A call that was turned away, for the log. Its content is not passed on. */
  onRefused(channel: string, why: string): void
}

/**
 * The one gate between windows and main: the sender is the main frame of a known window at our origin, the window may
 * use the channel, the argument fits its schema. Only then is a handler called; its errors reach no window as they are.
 */
export function openGate(
  { ipc, windowName, onRefused }: GateDeps,
  requests: RequestHandlers,
  reports: ReportHandlers,
): void {
  const admit = (event: IpcMainEvent | IpcMainInvokeEvent, from: readonly WindowName[]): string | null => {
    const frame = event.senderFrame
    if (!frame || frame !== event.sender.mainFrame) return 'not a main frame'
    if (!frame.url.startsWith(`${APP_ORIGIN}/`)) return 'a foreign origin'
    const name = windowName(event.sender.id)
    if (name === null || !from.includes(name)) return 'a window without that right'
    return null
  }

  for (const name of Object.keys(REQUESTS) as RequestName[]) {
    const { from, input } = REQUESTS[name]
    ipc.handle(CHANNEL + name, async (event, argument: unknown) => {
      const refusal = admit(event, from)
      const parsed = input.safeParse(argument)
      if (refusal !== null || !parsed.success) {
        onRefused(name, refusal ?? 'an argument of another shape')
        throw new Error('refused')
      }
      try {
        return await (requests[name] as (value: unknown) => unknown)(parsed.data)
      } catch (error) {
        onRefused(name, error instanceof Error ? error.message : 'a failure')
        throw new Error(t('app.failed'))
      }
    })
  }

  for (const name of Object.keys(REPORTS) as ReportName[]) {
    const { from, input } = REPORTS[name]
    ipc.on(CHANNEL + name, (event, argument: unknown) => {
      const refusal = admit(event, from)
      const parsed = input.safeParse(argument)
      if (refusal !== null || !parsed.success) return onRefused(name, refusal ?? 'an argument of another shape')
      ;(reports[name] as (value: unknown) => void)(parsed.data)
    })
  }
}
