import type { ReplayReport } from './replay'

/** Columns of the report's text. */
const WIDTH = 110

/** A report for the eye: what was said, what the tools did, what went wrong. Ends with a line break. */
export function reportText(report: ReplayReport): string {
  const { session, usage } = report
  const who = [session.identity, session.label, session.wallet].filter((part) => part !== null).join(', ')
  const broken = report.unreadable > 0 ? `, ${report.unreadable} parts unreadable` : ''
  const lines = [
    `${report.events} events (${report.format}${broken}), dialect ${report.dialect ?? 'unknown'}`,
    `Session ${session.id ?? 'unknown'}${session.model ? `, ${session.model}` : ''}${who ? `, ${who}` : ''}${session.count > 1 ? `, the last of ${session.count}` : ''}`,
    `From ${session.startedAt ?? 'an unknown time'} to ${session.endedAt ?? 'an unknown time'}; ${usage.total_tokens} tokens in ${usage.responses} responses (${usage.input_tokens} in, ${usage.output_tokens} out)`,
    ...section('Conversation', conversationLines(report)),
    ...section('Tools', toolLines(report)),
    ...section('Errors', errorLines(report)),
    ...section(
      `Findings: ${report.findings.length === 0 ? 'none' : report.findings.length}`,
      findingLines(report),
      true,
    ),
  ]
  return `${lines.join('\n')}\n`
}

function section(title: string, lines: string[], always = false): string[] {
  return lines.length === 0 && !always ? [] : ['', title, ...lines]
}

const conversationLines = ({ conversation }: ReplayReport) =>
  conversation.flatMap(({ role, text, heard }) => [
    ...wrap(text ?? '(words unknown)', role === 'user' ? '  You: ' : '  Dexter: '),
    ...(heard === undefined ? [] : wrap(heard === '' ? '(nothing)' : heard, '    heard of it: ')),
  ])

const toolLines = ({ tools }: ReplayReport) =>
  tools.map(({ name, status, arguments: args, output }) => {
    const call = `${name}(${args.replace(/\s+/g, ' ').trim()})`
    return `  ${call.length > WIDTH ? `${call.slice(0, WIDTH)}…` : call} ${status}, ${output === null ? 'no output' : `${output.length} characters of output`}`
  })

const errorLines = ({ errors }: ReplayReport) =>
  errors.flatMap(({ code, count, message, at, severity }) =>
    wrap(
      `${message}${at === null ? '' : ` At ${at},`} in ${count} ${count === 1 ? 'row' : 'rows'}, ${severity}.`,
      `  ${code}: `,
    ),
  )

const findingLines = ({ findings }: ReplayReport) =>
  findings.flatMap(({ kind, at, detail }) => wrap(detail, `  ${kind}${at === null ? '' : ` (${at})`}: `))

/** Breaks a text into lines, the first with a label before it, the others indented. */
function wrap(text: string, label: string): string[] {
  const lines: string[] = []
  let line = label
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    if (line.length + word.length > WIDTH && line.trim() !== '') {
      lines.push(line.trimEnd())
      line = '      '
    }
    line += `${word} `
  }
  return [...lines, line.trimEnd()]
}
