import { clearText } from '../../shared/safe-text'
import type { Entry } from '../../shared/snapshot'

/** What stands in a Markdown file beside what was said, in the language of the app. */
export interface MarkdownWords {
  locale: string
  title: string
  you: string
  dexter: string
  tool: string
  approval: string
  notice: string
  decisions: Record<'approved' | 'denied' | 'expired' | 'pending', string>
}

/** The conversation as JSON, piece by piece: every entry whole, in the order in which they came. */
export function* asJson(entries: Iterable<Entry>): Generator<string> {
  let before = '[\n'
  for (const entry of entries) {
    yield `${before}${JSON.stringify(entry)}`
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

/** The conversation as Markdown (CommonMark), to be read: a heading for each day, and who said what when. */
export function* asMarkdown(entries: Iterable<Entry>, words: MarkdownWords): Generator<string> {
  const days = new Intl.DateTimeFormat(words.locale, { dateStyle: 'full' })
  const times = new Intl.DateTimeFormat(words.locale, { timeStyle: 'short' })
  yield `# ${words.title}\n`
  let last = ''
  for (const entry of entries) {
    const text = told(entry, words)
    if (text === null) continue
    const day = days.format(entry.at)
    if (day !== last) yield `\n## ${day}\n`
    last = day
    yield `\n**${speaker(entry, words)}**, ${times.format(entry.at)}\n\n${text}\n`
  }
}

function speaker(entry: Entry, words: MarkdownWords): string {
  switch (entry.kind) {
    case 'user':
      return words.you
    case 'assistant':
      return words.dexter
    case 'notice':
      return words.notice
    default:
      return `${entry.kind === 'tool' ? words.tool : words.approval} ${literal(entry.name)}`
  }
}

function told(entry: Entry, { decisions }: MarkdownWords): string | null {
  switch (entry.kind) {
    case 'user':
      return entry.text ? literal(entry.text) : null
    case 'assistant':
    case 'notice':
      return entry.text === '' ? null : literal(entry.text)
    case 'tool':
      return [entry.arguments, entry.output ?? entry.error ?? ''].filter(Boolean).map(fenced).join('\n\n')
    case 'approval':
      return `${decisions[entry.decision]}${entry.reason === null ? '' : `. ${literal(entry.reason)}`}\n\n${fenced(entry.arguments)}`
  }
}

/** Words that stay words: no markup, HTML or link of somebody else comes to life in a reader, nothing turns the line around. */
const literal = (text: string) =>
  clearText(text)
    .replace(/[\\`*_[\]<>#|~&]/g, '\\$&')
    .replace(/^(\s*)([-+]|\d+[.)])(?=\s)/gm, '$1\\$2')
    .replace(/\r?\n/g, '  \n')

/** As it is, within a fence that is longer than any in it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}json\n${clearText(text)}\n${fence}`
}
