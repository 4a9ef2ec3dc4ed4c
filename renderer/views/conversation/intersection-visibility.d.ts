/** The second version of IntersectionObserver (https://w3c.github.io/IntersectionObserver/), as Chromium has it since 74. */
interface IntersectionObserverInit {
  /** Also find out what lies over the target; then `delay`, in milliseconds, has to be 100 or more. */
  trackVisibility?: boolean
  delay?: number
}

interface IntersectionObserverEntry {
  /** Nothing lies over the target, or changes how it looks. False where that is not known. */
  readonly isVisible: boolean
}
