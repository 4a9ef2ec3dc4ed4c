import { type FocusEvent, useLayoutEffect, useRef } from 'react'

/**
 * Where the focus goes when the buttons that had it are gone: to the next request that waits, else to the field for the next
 * question; never to nowhere. The handlers are for what holds the buttons.
 */
export function useFocusNext() {
  const has = useRef(false)
  useLayoutEffect(
    () => () => {
      if (!has.current) return
      has.current = false
      // Once the page is as it will be.
      queueMicrotask(() => {
        if (document.activeElement !== document.body && document.activeElement !== null) return
        const next =
          document.querySelector<HTMLElement>(
            '.approval[data-decision="pending"] :is(.hold:not(:disabled), .button)',
          ) ?? document.querySelector<HTMLElement>('.composer textarea')
        next?.focus()
      })
    },
    [],
  )
  return {
    onFocus: () => {
      has.current = true
    },
    // A button that is disabled or removed loses the focus to nothing: it was here.
    onBlur: ({ relatedTarget, currentTarget }: FocusEvent<HTMLElement>) => {
      if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) has.current = false
    },
  }
}
