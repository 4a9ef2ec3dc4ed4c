import type { Settings } from '../../../shared/settings'
import { Field, Switch } from './fields'

const HINTS = {
  practice:
    'So that you can ask “What did I just buy?”. Practice runs on this computer, so nobody else learns of them.',
  openai:
    'So that you can ask “What did I just buy?”. OpenAI then gets up to 20 of your latest trades: what you said, amounts, tokens, times, wallet, recipient and signature. Only those made with OpenAI, and only when the model looks them up.',
}

/** Whether the model may look up past trades. Dexter's sessions have no such tool. */
export function ShareTrades({
  backend,
  shareTrades,
}: {
  backend: keyof typeof HINTS
  shareTrades: Settings['shareTrades']
}) {
  return (
    <Field label="Answer questions about my trades" hint={HINTS[backend]}>
      {(field) => <Switch {...field} on={shareTrades} patch={(on) => ({ shareTrades: on })} />}
    </Field>
  )
}
