/**
 * How much of what a server says is taken. A server that is broken or hostile may say anything, in any amount: what is kept,
 * checked and shown of it is bounded where it comes in, so that nothing behind this has to ask. The log has it as it came.
 */

/** Of one message. No event is near it: a minute of audio in one delta is 4 MB, and servers send a tenth of a second. */
export const MAX_MESSAGE_CHARS = 16e6
/** Ids are keys: one that was cut might be another's. OpenAI's have 25 characters. */
export const MAX_ID_CHARS = 256
/** Tools and servers are known by their names; the longest that MCP clients accept have 128 characters. */
export const MAX_NAME_CHARS = 256
/** Codes, statuses, reasons. */
export const MAX_CODE_CHARS = 100
/** Of an answer or a question: twenty minutes of speech. Drawing much more than this at once freezes a window. */
export const MAX_WORDS_CHARS = 20_000
/** Of a call's arguments; beyond it they are unreadable, and what can't be read can't be approved. */
export const MAX_ARGUMENTS_CHARS = 64 * 1024
/** Of what a tool says went wrong, before it is made one line. */
export const MAX_ERROR_CHARS = 2_000
/** Tools of all servers of a session together. OpenAI takes 128. */
export const MAX_TOOLS = 1_000
/** Servers of a session. */
export const MAX_SERVERS = 100
/** Items of one response, as its end lists them. */
export const MAX_RESPONSE_ITEMS = 200
/** Kinds of rate limits: tokens, requests. */
export const MAX_RATE_LIMITS = 10
/** Tokens of one response. Ten times the largest context there is; a bill beyond it is none. */
export const MAX_TOKENS = 1e7
/** Answers, calls and requests that one question can lead to. An honest one leads to a dozen. */
export const MAX_IDS_OF_A_QUESTION = 300
/** Requests for approval that one question can lead to: nobody reads more. */
export const MAX_REQUESTS_OF_A_QUESTION = 10

/** A text that is cut at `most` characters. It ends in an ellipsis then: cut JSON never looks whole. */
export const clip = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}…` : text)

/** A text with more of it; once it was cut it stays as it is. */
export const grown = (text: string, more: string, most: number): string =>
  text.length > most ? text : clip(text + more, most)
