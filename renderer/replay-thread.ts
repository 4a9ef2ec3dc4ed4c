import '../shared/no-eval'
import { decodeLog, isPacked } from './engine/replay/reading/decode'
import { type ReplayReport, replay } from './engine/replay/replay'

/**
 * The replay thread's rim: reads a session log and plays it through the engine's modules, away from the thread that
 * draws. It keeps the whole report; what it posts to be drawn is bounded, so that receiving it takes no time.
 */

/** Of each list, and characters of each text: more than anybody reads on a screen. */
const SHOWN_ROWS = 1000
const SHOWN_CHARS = 4000

export type ToReplay = { type: 'open'; file: Blob } | { type: 'json' }

export type FromReplay =
  | { type: 'report'; shown: ShownReport }
  /** Why there is no report. */
  | { type: 'failed'; why: 'packed' | 'unreadable' | 'notALog' }
  /** The whole report, for `json`. */
  | { type: 'json'; text: string }

/** A report as far as it can be shown, and how long each of its lists really is. */
export interface ShownReport {
  report: ReplayReport
  lengths: Record<ReportList, number>
}
export type ReportList = 'findings' | 'conversation' | 'tools' | 'errors'

/** What bytes that are no UTF-8 become: such a file is looked at once more, as what it is. */
const NO_UTF8 = /[\0\ufffd]/
const SAMPLE_CHARS = 4_096

const post = (message: FromReplay) => self.postMessage(message)
let report: ReplayReport | null = null

self.onmessage = async ({ data }: MessageEvent<ToReplay>) => {
  if (data.type === 'json') return post({ type: 'json', text: JSON.stringify(report, null, 2) })
  let text: string
  try {
    text = await data.file.text()
    if (NO_UTF8.test(text.slice(0, SAMPLE_CHARS))) {
      const bytes = new Uint8Array(await data.file.arrayBuffer())
      if (isPacked(bytes)) return post({ type: 'failed', why: 'packed' })
      text = decodeLog(bytes)
    }
  } catch {
    return post({ type: 'failed', why: 'unreadable' })
  }
  report = replay(text)
  if (report.format === 'unknown' || report.events === 0) return post({ type: 'failed', why: 'notALog' })
  post({ type: 'report', shown: forScreen(report) })
}

function forScreen(whole: ReplayReport): ShownReport {
  const { findings, conversation, tools, errors } = whole
  return {
    lengths: {
      findings: findings.length,
      conversation: conversation.length,
      tools: tools.length,
      errors: errors.length,
    },
    report: {
      ...whole,
      findings: findings.slice(0, SHOWN_ROWS).map((it) => ({ ...it, detail: cut(it.detail) })),
      conversation: conversation.slice(0, SHOWN_ROWS).map((it) => ({
        ...it,
        text: it.text === null ? null : cut(it.text),
        ...(it.heard === undefined ? {} : { heard: cut(it.heard) }),
      })),
      tools: tools.slice(0, SHOWN_ROWS).map((it) => ({
        ...it,
        arguments: cut(it.arguments),
        output: it.output === null ? null : cut(it.output),
      })),
      errors: errors.slice(0, SHOWN_ROWS).map((it) => ({ ...it, message: cut(it.message) })),
    },
  }
}

const cut = (text: string) => (text.length <= SHOWN_CHARS ? text : `${text.slice(0, SHOWN_CHARS)}…`)
