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
  /** Nobody saw what became of a trade. */
  unknown: string
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

function told(entry: Entry, { decisions, unknown }: MarkdownWords): string | null {
  switch (entry.kind) {
    case 'user':
      return entry.text ? literal(entry.text) : null
    case 'assistant':
    case 'notice':
      return entry.text === '' ? null : literal(entry.text)
    case 'tool':
      return [
        ...(entry.unknown ? [unknown] : []),
        ...[entry.arguments, entry.output ?? entry.error ?? ''].filter(Boolean).map(fenced),
      ].join('\n\n')
    case 'approval':
      return [
        `${decisions[entry.decision]}${entry.reason === null ? '' : `. ${literal(entry.reason)}`}`,
        ...(entry.unknown ? [entry.found === null ? unknown : literal(entry.found)] : []),
        fenced(entry.arguments),
      ].join('\n\n')
  }
}

/**
 * Words that stay words: no markup, HTML or link of somebody else comes to life in a reader (of CommonMark, or of GitHub's, which
 * makes links of bare addresses), no line of it makes a list, a heading or a rule, nothing turns the line around.
 */
const literal = (text: string) =>
  clearText(text)
    .replace(/[\\`*_[\]<>#|~&]/g, '\\$&')
    .replace(/^[ \t]+/gm, '')
    .replace(/^[-+=]/gm, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/gm, '$1\\$2')
    .replace(/:\/\/|www\.|@/gi, (mark) => mark.replace(/[:.@]/, '\\$&'))
    .replace(/\r?\n/g, '  \n')

/** As it is, within a fence that is longer than any in it. */
function fenced(text: string): string {
  // One by one: as arguments of one call a megabyte of them would be too many.
  const longest = (text.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 2)
  const fence = '`'.repeat(longest + 1)
  return `${fence}json\n${clearText(text)}\n${fence}`
}
