import { z } from 'zod'
import { ADDRESS } from './addresses'
import type { Step } from './view'

/**
 * The call of a response whose `tool_choice` names one tool: a model makes it whatever was said, with arguments that it
 * takes from the response's instructions.
 */
export function forcedCall(tool: string, instructions: string): Step {
  const address = ADDRESS.exec(instructions)?.[0]
  if (tool === 'set_session_wallet_override')
    return { kind: 'call', tool, args: address === undefined ? { clear: true } : { wallet_address: address } }
  return { kind: 'call', tool, args: {} }
}

const EXACTLY = /^Say exactly: ("(?:[^"\\]|\\.)*")/s
const Words = z.string()

/** The words that a response's instructions put into the model's mouth: `Say exactly: "…"`, as a JSON string. */
export function exactWords(instructions: string | undefined): string | null {
  const literal = EXACTLY.exec(instructions ?? '')?.[1]
  if (literal === undefined) return null
  try {
    return Words.parse(JSON.parse(literal))
  } catch {
    return null
  }
}
