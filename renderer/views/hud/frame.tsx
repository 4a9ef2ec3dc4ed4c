import { Children, Fragment, type ReactNode } from 'react'
import { useAppState } from '../app-context'
import { StateGlyph } from '../state-glyph'

/** What all faces of the small window share: its edge, and the state's glyph. */
export function Frame({ words, beside }: { words: ReactNode; beside?: ReactNode }) {
  const state = useAppState((app) => app.status.state) ?? 'connecting'
  return (
    <section className="hud" data-state={state} aria-label="Dexter Voice">
      <StateGlyph state={state} />
      <div className="hud-words">{words}</div>
      {beside}
    </section>
  )
}

/** What there is of its children, with a dot between. */
export function Parts({ children }: { children: ReactNode }) {
  return Children.toArray(children)
    .filter((part) => part !== '')
    .map((part, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no names of their own, and no state
      <Fragment key={index}>
        {index > 0 && ' · '}
        {part}
      </Fragment>
    ))
}
