/** What one part of main tells, and others have to act on; what is only shown goes to the state at once. */
export type Fact =
  /** The engine is gone with its window: `crash` is why, null when that was meant. */
  | { type: 'voice-gone'; crash: string | null }
  /** A window that is seen has died, and is opened again. */
  | { type: 'view-gone'; window: 'panel' | 'hud'; reason: string }
  /** What the backend in use says of itself, or whether it is still loading. */
  | { type: 'backend-told' }
  /** The practice backend can be asked for its wallets. */
  | { type: 'practice-ready' }
  /** Who is signed in, or how that stands. */
  | { type: 'account-told' }
  /** Settings no longer are what the session was minted with, and its window goes on. */
  | { type: 'terms-changed' }
  /** A secret was kept, replaced or removed. */
  | { type: 'secret-entered' }
  /** A secret may go to an address that it was not given for. */
  | { type: 'secret-allowed' }
  | { type: 'everything-forgotten' }
  /** The paper wallets are as they were at first. */
  | { type: 'practice-reset' }
  /** The list of wallets, or which one is picked. */
  | { type: 'wallets-told' }
  /** A trade was approved, or ended: it is in the ledger. */
  | { type: 'trade-recorded' }
  /** Whether the system lets the app record. */
  | { type: 'microphone-access-told' }

export type Facts = ReturnType<typeof createFacts>

/** Carries facts to the one place that acts on them. What is told before that place listens waits for it. */
export function createFacts() {
  const early: Fact[] = []
  let act: (fact: Fact) => void = (fact) => early.push(fact)
  return {
    tell: (fact: Fact) => act(fact),
    follow(rule: (fact: Fact) => void) {
      act = rule
      for (const fact of early.splice(0)) rule(fact)
    },
  }
}
