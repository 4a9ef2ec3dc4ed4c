import { type RefObject, useEffect, useRef } from 'react'
import type { TabId } from './tabs'

/**
 * The focus is never nowhere in `root`. A tab that opens has it where it was in it before, and what had it and is gone (a notice
 * that was read, a row that was scrolled away) leaves it to the list around it. Else it goes to the field for a question, or to
 * the open tab itself. Where somebody else has put it meanwhile, it stays.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>, tab: TabId) {
  /** By tab, what has the focus in it or had it last, and the lists around that. */
  const last = useRef(new Map<TabId, HTMLElement[]>())

  useEffect(() => {
    const element = root.current
    if (element === null) return
    let holder: HTMLElement | null = null
    const note = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return
      holder = target
      last.current.set(tab, [target, ...listsAround(target)])
    }
    const gone = new MutationObserver(() => {
      if (holder === null || holder.isConnected) return
      // Once the page is as it will be: what took its place may want it. A dialog has it for now, and gives it back to nothing.
      requestAnimationFrame(() => give(last.current.get(tab), tab))
    })
    // Once the tab that was left is gone from the screen, and what was asked to be shown has been found.
    const frame = requestAnimationFrame(() => give(last.current.get(tab), tab))
    element.addEventListener('focusin', note)
    // Dialogs and menus stand beside `root`.
    gone.observe(element.ownerDocument.body, { childList: true, subtree: true })
    return () => {
      cancelAnimationFrame(frame)
      element.removeEventListener('focusin', note)
      gone.disconnect()
    }
  }, [root, tab])
}

/**
 * Return and the space bar press what had the focus when they went down, and nothing that has got it since: a key that is still
 * held from one button must not answer a trade by the next.
 */
export function useKeysStayWhereTheyBegan() {
  useEffect(() => {
    let began: EventTarget | null = null
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      if (!event.repeat) began = event.target
      else if (event.target !== began && event.target instanceof HTMLButtonElement) event.preventDefault()
    }
    addEventListener('keydown', press, true)
    return () => removeEventListener('keydown', press, true)
  }, [])
}

function give(places: readonly HTMLElement[] = [], tab: TabId) {
  if (!isLost(document.activeElement)) return
  const field = tab === 'conversation' ? document.querySelector<HTMLElement>('.composer textarea') : null
  const open = document.querySelector<HTMLElement>('.tab-bar [role="tab"][aria-selected="true"]')
  const place = places.find((it) => it.isConnected && it.closest('[inert]') === null) ?? field ?? open
  place?.focus({ preventScroll: true })
}

function listsAround(element: HTMLElement): HTMLElement[] {
  const list = element.parentElement?.closest<HTMLElement>('[tabindex="0"]')
  return list == null ? [] : [list, ...listsAround(list)]
}

/** Nowhere, in a view that is not shown, or on the tab of such a view. */
const isLost = (element: Element | null): boolean =>
  element === null ||
  element === document.body ||
  element.closest('[inert]') !== null ||
  element.matches('[role="tab"][aria-selected="false"]')
