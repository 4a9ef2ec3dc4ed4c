import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useState } from 'react'
import { t } from '../../../shared/i18n'
import { folded, searchable } from '../../../shared/kept-conversation'
import { useApp, useConversation } from '../app-context'
import { Button } from '../components/button'
import { SearchField } from '../components/search-field'
import { Foreign } from '../foreign'
import { highlight } from './found-text'
import { useBackTo } from './older'

/** Whoever types on means something else. */
const TYPING_MS = 150
/** Of what is on disk; more than so many nobody steps through. */
const MOST_OLDER = 1_000

interface Match {
  id: string
  order: number
}

interface Found {
  text: string
  /** From the oldest to the newest: what is drawn, and what is on disk before it. */
  matches: Match[]
  /** There may be older ones. */
  more: boolean
}

/** Finds a text in all of the conversation, and steps through it from the newest back. */
export function FindBar({ scroller, onClose }: { scroller: RefObject<HTMLElement | null>; onClose(): void }) {
  const { bridge, stores } = useApp()
  const [text, setText] = useState('')
  const [found, setFound] = useState<Found | null>(null)
  const [current, setCurrent] = useState<string | null>(null)
  const backTo = useBackTo()

  const show = useCallback(
    async ({ id, order }: Match) => {
      setCurrent(id)
      await backTo(order)
      stores.conversation.reveal(id, false)
    },
    [backTo, stores],
  )

  useEffect(() => {
    const wanted = text.trim()
    setFound(null)
    if (wanted === '') return
    let left = false
    const timer = setTimeout(async () => {
      const { ids, entries, older } = stores.conversation.getState()
      const plain = folded(wanted)
      const here = ids.flatMap((id) => {
        const entry = entries.get(id)
        if (!entry || (entry.kind === 'user' && entry.delivery === 'void')) return []
        return searchable(entry).some((it) => it !== null && folded(it).includes(plain))
          ? [{ id, order: entry.order }]
          : []
      })
      const before = entries.get(ids[0] ?? '')?.order ?? null
      const nothing = { matches: [], more: false }
      const kept =
        older === 'none'
          ? nothing
          : await bridge.searchConversation({ text: wanted, before, limit: MOST_OLDER }).catch(() => nothing)
      if (left) return
      const matches = [...kept.matches.toReversed(), ...here]
      setFound({ text: wanted, matches, more: kept.more })
      const newest = matches.at(-1)
      if (newest) void show(newest)
    }, TYPING_MS)
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [text, bridge, stores, show])

  const at = found?.matches.findIndex(({ id }) => id === current) ?? -1
  function step(by: 1 | -1) {
    if (!found || found.matches.length === 0) return
    const { length } = found.matches
    const next = found.matches[(at + by + length) % length]
    if (next) void show(next)
  }

  useHighlight(scroller, found?.text ?? '', current)

  const close = () => {
    onClose()
    document.querySelector<HTMLElement>('.composer textarea')?.focus()
  }

  function press(event: KeyboardEvent) {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) step(event.shiftKey ? 1 : -1)
    else if (event.key === 'Escape') {
      // It says no to nothing: it closes the search.
      event.preventDefault()
      close()
    } else return
    event.stopPropagation()
  }

  return (
    <section className="find" aria-label={t('conversation.find.label')} onKeyDownCapture={press}>
      <SearchField label={t('conversation.find.label')} value={text} onChange={setText} autoFocus />
      <span className="find-count" role="status">
        {text.trim() !== '' && <Count found={found} at={at} />}
        {found !== null && <FoundWords id={current} text={found.text} />}
      </span>
      <Button
        look="quiet"
        aria-label={t('conversation.find.previous')}
        isDisabled={!found?.matches.length}
        onPress={() => step(-1)}
      >
        <ChevronUp aria-hidden="true" />
      </Button>
      <Button
        look="quiet"
        aria-label={t('conversation.find.next')}
        isDisabled={!found?.matches.length}
        onPress={() => step(1)}
      >
        <ChevronDown aria-hidden="true" />
      </Button>
      <Button look="quiet" aria-label={t('conversation.find.close')} onPress={close}>
        <X aria-hidden="true" />
      </Button>
    </section>
  )
}

function Count({ found, at }: { found: Found | null; at: number }) {
  if (found === null) return t('conversation.find.searching')
  const n = found.matches.length
  if (n === 0) return t('conversation.find.none')
  const place = { at: at + 1, n }
  return found.more ? t('conversation.find.countMore', place) : t('conversation.find.count', place)
}

/** Around what was found; whoever looks sees it marked in the list. */
const AROUND_CHARS = 80

function FoundWords({ id, text }: { id: string | null; text: string }) {
  const entry = useConversation(({ entries }) => (id === null ? undefined : entries.get(id)))
  const plain = folded(text)
  const whole = entry && searchable(entry).find((it) => it !== null && folded(it).includes(plain))
  if (!whole) return null
  const at = folded(whole).indexOf(plain)
  const words = whole.slice(Math.max(0, at - AROUND_CHARS), at + text.length + AROUND_CHARS)
  return (
    <span className="seen-by-readers-only">
      {' '}
      <Foreign>{words}</Foreign>
    </span>
  )
}

/** Rows come and go while the list scrolls, and with them what is marked in them. */
function useHighlight(scroller: RefObject<HTMLElement | null>, text: string, current: string | null) {
  const ids = useConversation((state) => state.ids)
  // biome-ignore lint/correctness/useExhaustiveDependencies: entries that came are marked, too
  useEffect(() => {
    const element = scroller.current
    if (!element || text === '') return
    let undo = highlight(element, text, current)
    const rows = new MutationObserver(() => {
      undo()
      undo = highlight(element, text, current)
    })
    rows.observe(element, { childList: true, subtree: true, characterData: true })
    return () => {
      rows.disconnect()
      undo()
    }
  }, [scroller, text, current, ids])
}
