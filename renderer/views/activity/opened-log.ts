import { t } from '../../../shared/i18n'
import type { FromReplay, ShownReport, ToReplay } from '../../replay-thread'

/** Larger files are refused: their text would no longer fit beside what is made of it. */
const LARGEST = 200e6

/** A session log that was opened from a file, with a thread of its own. */
export interface OpenedLog {
  /** Settles with the report, or with one sentence why there is none. Never rejects; pending for ever once closed. */
  result: Promise<{ ok: true; shown: ShownReport } | { ok: false; sentence: string }>
  /** The whole report as JSON text. Pending for ever once closed. */
  json(): Promise<string>
  /** Ends the thread, whatever it is doing. */
  close(): void
}

/** Opens a session log; its text is read and played on a thread of its own. */
export function openLog(file: File): OpenedLog {
  const refused = refusal(file)
  if (refused !== null) {
    return {
      result: Promise.resolve({ ok: false, sentence: refused }),
      json: () => Promise.resolve('null'),
      close: () => {},
    }
  }
  const thread = new Worker(new URL('../../replay-thread.ts', import.meta.url), { type: 'module', name: 'replay' })
  const tell = (message: ToReplay) => thread.postMessage(message)
  const wanted: ((text: string) => void)[] = []
  const result: OpenedLog['result'] = new Promise((resolve) => {
    thread.onmessage = ({ data }: MessageEvent<FromReplay>) => {
      if (data.type === 'report') resolve({ ok: true, shown: data.shown })
      if (data.type === 'failed') resolve({ ok: false, sentence: t(`activity.open.${data.why}`) })
      if (data.type === 'json') wanted.shift()?.(data.text)
    }
    thread.onerror = () => resolve({ ok: false, sentence: t('activity.open.stopped') })
  })
  tell({ type: 'open', file })
  return {
    result,
    json: () =>
      new Promise((resolve) => {
        wanted.push(resolve)
        tell({ type: 'json' })
      }),
    close: () => thread.terminate(),
  }
}

function refusal({ size }: File): string | null {
  if (size === 0) return t('activity.open.empty')
  if (size > LARGEST) return t('activity.open.tooLarge', { size: Math.round(size / 1e6), most: LARGEST / 1e6 })
  return null
}
