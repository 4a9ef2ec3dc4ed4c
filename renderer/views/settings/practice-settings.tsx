import { useApp } from '../app-context'
import { DeliberateAction } from './deliberate-action'

/** The paper wallets last over restarts, so there has to be a way back. */
export function PracticeSettings() {
  const { bridge } = useApp()
  return (
    <DeliberateAction
      subject="Practice money"
      about="Your paper wallets keep their balances when you quit."
      label="Reset practice money"
      running="Resetting…"
      question="Reset your practice money?"
      warning="Every paper wallet gets its first balance again, and a trade that waits for you is dropped. This can’t be undone. Your list of trades stays."
      run={async () => {
        const done = await bridge.resetPractice()
        return done.ok ? { ok: true, message: 'Your practice money is as it was at first.' } : done
      }}
      unknown="It is not known whether your money was reset: the app did not answer. Ask for your balances, or try again."
    />
  )
}
