/** How often it is looked at whether macOS trusts the app: it tells nobody of a change. */
const LOOK_MS = 1_000

interface AccessibilityDeps {
  /** `systemPreferences.isTrustedAccessibilityClient`: with true the system asks, and lists the app in its settings. */
  isTrusted(ask: boolean): boolean
  /** Opens the pane where the trader decides. */
  openPane(): void
  /** Calls back again and again; returns its undo. */
  every(ms: number, callback: () => void): () => void
  onChange(trusted: boolean): void
}

/**
 * The permission that macOS wants before an app may see a key (Privacy & Security, Accessibility). It can be given and taken
 * at any time, so it is looked at for as long as the app runs; nobody is asked before he has pressed the button that says
 * what it is for.
 */
export function watchAccessibility({ isTrusted, openPane, every, onChange }: AccessibilityDeps) {
  let trusted = isTrusted(false)
  let asked = false

  const look = () => {
    const now = isTrusted(false)
    if (now === trusted) return
    trusted = now
    onChange(now)
  }
  const stop = every(LOOK_MS, look)

  return {
    get trusted() {
      return trusted
    },
    /** The trader wants to allow it. The system's own question comes once; it leads to the pane, too. */
    ask() {
      if (asked) openPane()
      else isTrusted(true)
      asked = true
      look()
    },
    stop,
  }
}
