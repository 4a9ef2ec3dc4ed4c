import type { RecordedEvent } from '../recording'

type Direction = RecordedEvent['direction']

/** Words and signs for the ways of a message, as logs and tools write them, in lower case. */
const WORDS = new Map<string, Direction>([
  ...['out', 'client', 'sent', 'send', 'sending', 'outgoing', 'outbound', 'tx', 'up', 'upstream', 'egress', 'c2s'].map(
    (word) => [word, 'out'] as const,
  ),
  ...['client_to_server', 'client-to-server', '▲', '↑', '⬆', '⬆️', '→', '➡', '->', '-->', '=>', '>', '>>', '>>>'].map(
    (word) => [word, 'out'] as const,
  ),
  ...[
    'in',
    'server',
    'received',
    'receive',
    'receiving',
    'recv',
    'incoming',
    'inbound',
    'rx',
    'down',
    'downstream',
  ].map((word) => [word, 'in'] as const),
  ...['ingress', 's2c', 'server_to_client', 'server-to-client', '▼', '↓', '⬇', '⬇️', '←', '⬅'].map(
    (word) => [word, 'in'] as const,
  ),
  ...['<-', '<--', '<=', '<', '<<', '<<<'].map((word) => [word, 'in'] as const),
  ['app', 'app'],
  ['●', 'app'],
])

/** The way that a field names; undefined when it names none. */
export const directionWord = (word: unknown): Direction | undefined =>
  typeof word === 'string' ? WORDS.get(word.trim().toLowerCase()) : undefined

/**
 * Signs, and the words that stand for nothing else in the beginning of a log line: "in" and "up" count in brackets alone. No
 * word counts within a name: `ws.client`, `client-7`.
 */
const IN_LINE =
  /<{2,3}|>{2,3}|<--?|--?>|[▲▼●←→↑↓⬆⬇➡⬅]|[[(](?:in|out|up|down)[\])]|(?<![\w.@/-])(?:sent|send|sending|received|receive|receiving|recv|incoming|outgoing|inbound|outbound|tx|rx|client|server)(?![\w.@/-])|[<>](?=\s*$)|(?:in|out)(?=:\s*$)/gi

/** The way that the beginning of a log line tells, the nearest to the message; undefined when it tells none. */
export function directionIn(prefix: string): Direction | undefined {
  const found = prefix.match(IN_LINE)?.at(-1)
  return found === undefined ? undefined : directionWord(found.replace(/[[\]()]/g, ''))
}
