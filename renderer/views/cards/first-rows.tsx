import { type ReactNode, useState } from 'react'

/** Rows before a long table is cut: what can be taken in at a glance. */
const FIRST = 10

/** A table body that begins with its first rows and shows the rest on demand. */
export function FirstRows<T>({
  rows,
  draw,
  children,
}: {
  rows: readonly T[]
  draw(row: T, index: number): ReactNode
  children: ReactNode
}) {
  const [all, setAll] = useState(false)
  return (
    <>
      <table className="figures">
        <thead>{children}</thead>
        <tbody>{(all ? rows : rows.slice(0, FIRST)).map(draw)}</tbody>
      </table>
      {!all && rows.length > FIRST && (
        <button className="card-more" type="button" onClick={() => setAll(true)}>
          Show all {rows.length}
        </button>
      )}
    </>
  )
}
