import { Children, Fragment, type ReactNode } from 'react'
import { t } from '../../../shared/i18n'
import { useAppState, useConversation } from '../app-context'
import { StateGlyph } from '../state-glyph'
import { useSurface } from './surface'

/** What all faces of the small window share: its edge, and the state's glyph. A click opens the panel at `entryId`. */
export function Frame({ words, beside, entryId }: { words: ReactNode; beside?: ReactNode; entryId?: string }) {
  const state = useAppState((app) => app.status.state) ?? 'connecting'
  const newest = useConversation(({ ids }) => ids.at(-1) ?? null)
  const surface = useSurface(entryId ?? newest)
  return (
    <main className="hud" data-state={state} aria-label={t('hud.label')} {...surface}>
      <StateGlyph state={state} />
      <div className="hud-words">{words}</div>
      {beside}
    </main>
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
