import type { Step } from './view'

/** A base58 address (Bitcoin's alphabet: no 0, O, I or l), as long as Solana's are. */
const ADDRESS = /[1-9A-HJ-NP-Za-km-z]{32,44}/

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
