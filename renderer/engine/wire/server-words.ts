import { redactText } from '../../../shared/redact'
import { safeLine } from '../../../shared/safe-text'

/** Characters of a sentence of a server that are shown: two or three lines. */
const LONGEST = 300
/** A secret that is cut in two is no longer known as one: it is masked in more of the text than is shown. */
const LOOKED_AT = 4

/** With an end: servers leave it out. */
export const asSentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`)

/**
 * What a server says of itself (errors, reasons for closing), as one line that can be shown: secrets masked, nothing in it
 * that is not seen. Cleaned first: a secret with something invisible in its middle would not be known as one.
 */
export const serverWords = (text: string, otherwise: string): string =>
  safeLine(redactText(safeLine(text, LONGEST * LOOKED_AT) ?? ''), LONGEST) ?? otherwise
