import { useAppState } from '../app-context'
import { Foreign } from '../foreign'

/** Tools that may move money without asking first: said for as long as there are any, and not to be closed. */
export function Unguarded() {
  const names = useAppState((app) => app.status.unguarded) ?? []
  if (names.length === 0) return null
  return (
    <p className="panel-unguarded" role="alert">
      This backend lets tools that move money run without asking:{' '}
      <b>
        <Foreign>{names.join(', ')}</Foreign>
      </b>
      .
    </p>
  )
}
