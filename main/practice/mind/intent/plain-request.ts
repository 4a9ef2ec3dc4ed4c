import type { Intent } from './intent'

/** Requests that need no tool: repeat, help, yes, no, thanks. */
export function asPlainRequest(said: string, words: readonly string[]): Intent | null {
  if (
    /\b(repeat|say (that|it) again|once more|come again|pardon|one more time|what did you (just )?say|again please)\b/.test(
      said,
    )
  )
    return { kind: 'repeat' }
  if (
    /^(please )?help( me)?( please)?$|\bwhat (else )?can (you|i) (do|ask|say)\b|\bhow (do|does) (you|this|it) work\b|\bwhat are you able\b|\bi need (some )?help\b/.test(
      said,
    )
  )
    return { kind: 'help' }
  if (words.length <= 6) {
    if (
      /^(yes|yeah|yep|sure|okay|ok|confirm(ed)?|go ahead|do it|execute( it| that)?|make it so|approve|proceed|go for it)\b/.test(
        said,
      )
    )
      return { kind: 'agree' }
    if (/^(no|nope|cancel|never ?mind|stop|forget it|don t|do not)\b/.test(said)) return { kind: 'refuse' }
    if (/^(thanks|thank you|cheers|great|perfect|bye|goodbye)\b/.test(said)) return { kind: 'thanks' }
  }
  return null
}
