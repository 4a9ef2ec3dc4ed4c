import { ArrowDown, ArrowUp } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { t } from '../../../shared/i18n'

/** Rows before a long table is cut: what can be taken in at a glance. */
const FIRST = 10

export interface Column<T> {
  /** Words of the head; one without is named by `label`. */
  head: string
  label?: string
  /** Takes the room that is left, its text to the left. */
  wide?: boolean
  /** What its rows are sorted by, the largest first; a column without it is not sorted. */
  by?(row: T): number | null
}

interface Props<T> {
  rows: readonly T[]
  columns: readonly Column<T>[]
  /** `index` is the row's place in the server's order. */
  draw(row: T, index: number): ReactNode
}

interface Sorting {
  column: number
  up: boolean
}

/** A table of figures in the server's order, or by the column whose head was pressed; a long one shows the rest on demand. */
export function FirstRows<T>({ rows, columns, draw }: Props<T>) {
  const [all, setAll] = useState(false)
  const [sorting, setSorting] = useState<Sorting | null>(null)
  const sorted = useMemo(() => sort(rows, columns, sorting), [rows, columns, sorting])
  // Down, up, and back to the server's order.
  const press = (column: number) =>
    setSorting((now) => (now?.column !== column ? { column, up: false } : now.up ? null : { column, up: true }))
  return (
    <>
      <table className="figures">
        <thead>
          <tr>
            {columns.map(({ head, label, wide, by }, column) => {
              const order = sorting?.column === column ? (sorting.up ? 'ascending' : 'descending') : undefined
              return (
                <th key={head || label} scope="col" className={wide ? 'wide' : undefined} aria-sort={order}>
                  {by === undefined ? (
                    head || <span className="visually-hidden">{label}</span>
                  ) : (
                    <button type="button" className="figures-sort" onClick={() => press(column)}>
                      {head}
                      {order === 'ascending' && <ArrowUp aria-hidden="true" />}
                      {order === 'descending' && <ArrowDown aria-hidden="true" />}
                    </button>
                  )}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>{(all ? sorted : sorted.slice(0, FIRST)).map(({ row, index }) => draw(row, index))}</tbody>
      </table>
      {!all && rows.length > FIRST && (
        <button className="card-more" type="button" onClick={() => setAll(true)}>
          {t('cards.showAll', { count: rows.length })}
        </button>
      )}
    </>
  )
}

/** What has no figure stands last either way. */
function sort<T>(rows: readonly T[], columns: readonly Column<T>[], sorting: Sorting | null) {
  const placed = rows.map((row, index) => ({ row, index }))
  const by = sorting === null ? undefined : columns[sorting.column]?.by
  if (sorting === null || by === undefined) return placed
  const sign = sorting.up ? 1 : -1
  return placed.sort((a, b) => {
    const [left, right] = [by(a.row), by(b.row)]
    if (left === null || right === null) return (left === null ? 1 : 0) - (right === null ? 1 : 0)
    return sign * (left - right)
  })
}
