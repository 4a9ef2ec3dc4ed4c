import { useApp } from '../app-context'
import { DeliberateAction } from './deliberate-action'
import { Section } from './section'

/** Removes what the app holds in the keychain. */
export function ForgetEverything() {
  const { bridge } = useApp()
  return (
    <Section title="What this app knows about you">
      <DeliberateAction
        subject="Sign-in, keys and tokens"
        about="Everything that this app has put into the system’s keychain."
        label="Forget everything"
        running="Forgetting…"
        question="Forget everything?"
        warning="You are signed out, and every key and token of this app leaves the keychain. This can’t be undone."
        run={bridge.forgetEverything}
        unknown="It is not known what was removed: the app did not answer. Try once more."
      />
    </Section>
  )
}
