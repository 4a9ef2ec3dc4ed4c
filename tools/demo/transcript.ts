import type { Snapshot } from '../../shared/snapshot'
import type { DemoResult, DemoTurn } from './result'

const WIDTH = 100

/** The conversation for people, and the figures of each turn in one line. Ends with a line break. */
export function transcript(result: DemoResult, note: string | null): string {
  const who = `${result.backend}, ${result.identity.kind}${result.identity.wallet ? ` ${result.identity.wallet}` : ''}`
  const head = [`Conversation with ${who}`, ...(note ? [note] : [])]
  const errors = result.errors.map(
    ({ code, message, count }) => `  ! ${message} (${code}${count > 1 ? `, ${count}×` : ''})`,
  )
  return `\n${[...head, ...result.turns.flatMap(turnLines), ...(errors.length > 0 ? ['', ...errors] : [])].join('\n')}\n`
}

function turnLines(turn: DemoTurn): string[] {
  const tools = turn.tools.map(
    ({ name, status, arguments: input, output }) => `  Tool    ${shorten(`${name} ${input} → ${output ?? status}`)}`,
  )
  const said = turn.said === '' ? [] : [`  Dexter  ${turn.said}`]
  const outcome = turn.outcome === 'answered' ? '' : `${turn.outcome}; `
  return ['', `  You     ${turn.heard ?? '(not heard)'}`, ...tools, ...said, `          ${outcome}${figures(turn)}`]
}

function figures({ samples, timing }: DemoTurn): string {
  const { captured, sent, committed, played } = samples
  const whole = captured === sent && sent === committed
  const speech = whole
    ? `${captured} samples captured, sent and committed`
    : `captured ${captured}, sent ${sent}, committed ${committed}`
  const waits = [
    ['key to wire', timing.keyDownToWireMs],
    ['release to commit', timing.keyUpToCommitMs],
    ['commit to first sound', timing.commitToFirstAudioMs],
  ] as const
  const known = waits.flatMap(([name, ms]) => (ms === null ? [] : [`${name} ${Math.round(ms)} ms`]))
  return [speech, `${played} played`, ...known].join(', ')
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= WIDTH ? line : `${line.slice(0, WIDTH - 1)}…`
}

/** What the app says of its data, e.g. that prices are simulated. */
export function noteOf(snapshot: Snapshot | null): string | null {
  return snapshot?.backendNote ?? null
}
